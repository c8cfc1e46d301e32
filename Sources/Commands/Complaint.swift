internal import DatasetWriting
internal import FeedbackIndex
internal import FeedbackRules
internal import ModelClient
internal import ModelPrompting
internal import ReformulationGraph
internal import Settings
internal import TrainingExport

/// An error in words for people, and the exit status it means.
struct Complaint {
  let text: String
  let status: Int32

  /// Nil where the error is none of Gleaner's own.
  init?(_ error: any Error) {
    switch error {
    case let error as UsageError:
      self.init(text: error.text, status: 2)
    case let error as SettingsError:
      self.init(text: error.description, status: 2)
    case let error as RuleLoadingError:
      self.init(text: error.description, status: 2)
    case let error as DatasetError:
      let couldNotStart: [DatasetError.Code] = [.locked, .missing, .otherContent, .inputInside, .textStays]
      self.init(text: "\(error)\(Self.nextStep(for: error))", status: couldNotStart.contains(error.code) ? 2 : 3)
    case let error as FeedbackIndexError:
      let couldNotStart: [FeedbackIndexError.Code] = [
        .missingDataset, .missingIndex, .otherSchema, .badSearch, .badTime,
      ]
      self.init(text: "\(error)", status: couldNotStart.contains(error.code) ? 2 : 3)
    case let error as ModelClientError:
      self.init(text: error.description, status: 2)
    case let error as PromptError:
      self.init(text: error.description, status: 2)
    case let error as TrainingExportError:
      let stopped: [TrainingExportError.Code] = [.writing, .reading, .encoding, .sourceChanged]
      self.init(text: error.description, status: stopped.contains(error.code) ? 3 : 2)
    case let error as ShardError:
      self.init(text: "\(error)\n  see what is damaged with: gleaner verify DATASET", status: 3)
    case let error as GraphError:
      self.init(text: error.description, status: 3)
    default:
      return nil
    }
  }

  private init(text: String, status: Int32) {
    self.text = text
    self.status = status
  }

  private static func nextStep(for error: DatasetError) -> String {
    switch error.code {
    case .locked: "\n  wait until it has ended, or write to another dataset"
    case .missing: "\n  make one with: gleaner run INPUT --into \(error.path)"
    case .otherContent: "\n  name a new or empty directory, or one that is a dataset"
    case .inputInside: "\n  write to a directory outside of the logs: --into DATASET"
    case .textStays:
      "\n  name those archives among the inputs, or make the dataset without texts in a directory of its own"
    case .damaged:
      "\n  remove it and run the same command again: what it described is made anew, as long as the archive is there"
    case .writing: "\n  what is complete is kept; mend the cause and run the same command again"
    case .format: "\n  use the version of Gleaner that wrote it, or make the dataset anew"
    default: ""
    }
  }
}

/// Something about the call that can't be right.
struct UsageError: Error {
  let text: String
  init(_ text: String) { self.text = text }
}
