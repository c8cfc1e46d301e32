/// Where a message stands: in which path of its record, and at which place there, both from 0.
///
/// A message that several paths share is placed in the first of them, where it is new (`ConversationView.firstNew`): the
/// rows about it are that path's.
public struct MessagePlace: Hashable, Sendable {
  public let path: Int
  public let message: Int

  public init(path: Int, message: Int) {
    self.path = path
    self.message = message
  }
}
