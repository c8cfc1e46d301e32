internal import JSONSelection

/// The fields of the formats whose records hold several conversations, and what each of them means.
enum PathField: Sendable {
  /// What a vote says as other formats do, by the side it is said of: nil for the record as a whole.
  case shared(TranscriptField, VoteSide?)
  case winner, modelA, modelB
  /// A tree of messages that contain their replies.
  case treeID, treePrompt, treeReplies
  case treeText, treeRole, treeLanguage, treeUser, treeTime, treeModel, treeRank, treeReview, treeDeleted
  /// A tree of messages by their ids.
  case mapping, node, nodeParent, nodeChildren, currentNode, exportModel
  case nodeMessage, nodeRole, nodeTime, nodeRecipient, nodeHidden, nodeModel
  case contentType, parts, partText, contentText
  case container
}

/// The two conversations of a vote.
enum VoteSide: Sendable { case a, b }

/// Chooses the fields on a selector; `meaning[n]` is what the selector's field `n` is.
struct PathFieldTable {
  private(set) var meaning: [PathField] = [.container]

  init(on selector: JSONSelector) {
    addVote(on: selector)
    addTree(on: selector)
    addExport(on: selector)
  }

  /// The paths of the fields of votes, for readers of columns; trees are in no columns.
  static var paths: [[String]] {
    voteTop.map { [$0.0] } + ["winner", "model_a", "model_b"].map { [$0] }
      + sides.flatMap { list, _ in TranscriptFieldTable.messagePaths(in: list) }
  }

  private mutating func addVote(on selector: JSONSelector) {
    for (key, field) in Self.voteTop { add(key, .shared(field, nil), on: selector) }
    add("winner", .winner, on: selector)
    add("model_a", .modelA, on: selector)
    add("model_b", .modelB, on: selector)
    for (key, side) in Self.sides {
      let list = add(key, .shared(.conversation, side), on: selector)
      for (key, field) in TranscriptFieldTable.message {
        add(key, .shared(field, side), below: list, on: selector)
      }
      for key in ["content", "text"] {
        let content = add(key, .shared(.content, side), below: list, on: selector)
        add("text", .shared(.partText, side), below: content, on: selector)
        add("type", .shared(.partType, side), below: content, on: selector)
      }
    }
  }

  private mutating func addTree(on selector: JSONSelector) {
    add("message_tree_id", .treeID, on: selector)
    let prompt = add("prompt", .treePrompt, on: selector)
    let replies = add("replies", .treeReplies, below: prompt, on: selector)
    selector.nest(replies)
    for parent in [prompt, replies] {
      for (key, field) in Self.treeMessage { add(key, field, below: parent, on: selector) }
    }
  }

  private mutating func addExport(on selector: JSONSelector) {
    add("current_node", .currentNode, on: selector)
    add("default_model_slug", .exportModel, on: selector)
    let mapping = add("mapping", .mapping, on: selector)
    let node = selector.wantAny(in: mapping)
    take(node, .node)
    add("parent", .nodeParent, below: node, on: selector)
    selector.wantItems(of: add("children", .nodeChildren, below: node, on: selector))
    let message = add("message", .nodeMessage, below: node, on: selector)
    add("create_time", .nodeTime, below: message, on: selector)
    add("recipient", .nodeRecipient, below: message, on: selector)
    let author = add("author", .container, below: message, on: selector)
    add("role", .nodeRole, below: author, on: selector)
    let metadata = add("metadata", .container, below: message, on: selector)
    add("is_visually_hidden_from_conversation", .nodeHidden, below: metadata, on: selector)
    add("model_slug", .nodeModel, below: metadata, on: selector)
    let content = add("content", .container, below: message, on: selector)
    add("content_type", .contentType, below: content, on: selector)
    add("text", .contentText, below: content, on: selector)
    let parts = add("parts", .parts, below: content, on: selector)
    add("text", .partText, below: parts, on: selector)
  }

  @discardableResult
  private mutating func add(_ key: String, _ field: PathField, below parent: Int = 0, on selector: JSONSelector) -> Int
  {
    let number = selector.want(key, in: parent)
    take(number, field)
    return number
  }

  private mutating func take(_ number: Int, _ field: PathField) {
    precondition(number == meaning.count, "a selector numbers its fields one by one")
    meaning.append(field)
  }

  private static let voteTop: [(String, TranscriptField)] = [
    ("question_id", .id), ("conversation_id", .id), ("id", .id), ("judge", .user), ("language", .language),
    ("tstamp", .time), ("timestamp", .time), ("create_time", .time),
  ]
  private static let sides: [(String, VoteSide)] = [("conversation_a", .a), ("conversation_b", .b)]
  private static let treeMessage: [(String, PathField)] = [
    ("text", .treeText), ("role", .treeRole), ("lang", .treeLanguage), ("user_id", .treeUser),
    ("created_date", .treeTime), ("model_name", .treeModel), ("rank", .treeRank),
    ("review_result", .treeReview), ("deleted", .treeDeleted),
  ]
}
