/// One ordered stream of work: items are pulled one by one, each is transformed on its own, and the products are taken
/// in the order of the items.
///
/// What a `Lane` may rely on, and `OrderedLanes` sees to: `next`, `accept` and `finish` are each called by one thread at
/// a time (not always the same one); `transform` is called by many threads at once, and must be pure but for its scratch.
public protocol Lane: AnyObject {
  associatedtype Item
  associatedtype Product
  /// What one thread needs for its transforms: made once a thread, used for all lanes.
  associatedtype Scratch

  /// The next item; nil at the end.
  func next() throws -> Item?
  /// The product of one item.
  func transform(_ item: Item, using scratch: Scratch) throws -> Product
  /// Takes the products in the order of their items.
  func accept(_ product: Product) throws
  /// Called once, behind the last product of a lane that was read to its end.
  func finish() throws
}
