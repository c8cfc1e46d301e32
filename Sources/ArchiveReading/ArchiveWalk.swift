import Records

/// Goes through the layers of one archive, to the next member that holds text, and keeps the books of the members.
final class ArchiveWalk {
  /// The names of the members with text, by number.
  private(set) var members: [String] = []
  /// Passed: members that ended well. Rejected: one for every fault that is not a record's.
  private(set) var tally = Tally()
  let meter: ReadingMeter
  private let archive: FoundArchive
  private let limits: ReadingLimits
  private let columns: [[String]]
  private var file: FileSource?
  private var hasBegun = false
  private var containers: [ContainerReader] = []
  private var entryCount = 0

  init(_ archive: FoundArchive, limits: ReadingLimits, columns: [[String]]) {
    self.archive = archive
    self.limits = limits
    self.columns = columns
    meter = ReadingMeter(limits: limits)
  }

  /// Goes on until there is text or something to report; nil for the latter, and `isOver` at the end.
  func next(_ batch: RecordBatch) -> (any RecordText)? {
    guard hasBegun else { return begin(batch) }
    guard let container = containers.last else {
      end(batch)
      return nil
    }
    do throws(StreamBreak) {
      guard let entry = try container.next() else {
        containers.removeLast()
        return nil
      }
      return take(entry, of: container, batch)
    } catch {
      containers.removeLast()
      if !container.isReported { reject(error, name: container.name, batch) }
      return nil
    }
  }

  private(set) var isOver = false

  /// Books a member whose text has come to its end; its fault, if any, is in the batch.
  func close(_ text: any RecordText, _ reason: DropReason?) {
    guard let reason else { return tally.pass() }
    book(reason)
  }

  private func begin(_ batch: RecordBatch) -> (any RecordText)? {
    hasBegun = true
    do throws(StreamBreak) {
      let file = try FileSource(path: archive.path, meter: meter)
      self.file = file
      return look(at: file, name: "", depth: 0, batch)
    } catch {
      reject(error, name: "", batch)
      return nil
    }
  }

  /// Looks once more at the file, for a log that is still being written is not whole.
  private func end(_ batch: RecordBatch) {
    isOver = true
    guard let status = file?.status, !archive.matches(status) else { return }
    reject(
      StreamBreak(reason: .changedWhileReading, detail: "the file was changed while it was read"), name: "", batch)
  }

  private func take(_ entry: ContainerReader.Entry, of container: ContainerReader, _ batch: RecordBatch) -> (
    any RecordText
  )? {
    entryCount += 1
    guard entryCount <= limits.memberCount else {
      let detail = "more than \(limits.memberCount) entries, of which the rest is not read"
      reject(StreamBreak(reason: .tooManyMembers, detail: detail), name: "", batch)
      containers.removeAll()
      return nil
    }
    switch entry {
    case .member(let name):
      return look(at: container.openMember(), name: name, depth: container.depth, batch)
    case .encrypted(let name):
      reject(StreamBreak(reason: .encrypted, detail: "the member is encrypted"), name: name, batch)
    case .link(let name):
      reject(StreamBreak(reason: .symbolicLink, detail: "the member is a link"), name: name, batch)
    case .damage(let damage): reject(damage, name: container.name, batch)
    case .other: break
    }
    return nil
  }
}

// MARK: Layers

extension ArchiveWalk {
  /// Takes off layer after layer, down to text, which it gives, or to a container, which comes next.
  private func look(at source: any ByteSource, name: String, depth: Int, _ batch: RecordBatch) -> (any RecordText)? {
    var source = PeekedSource(source)
    var depth = depth
    do throws(StreamBreak) {
      while true {
        switch ContentKind(head: source.head) {
        case .compressed(let compression):
          depth = try deeper(depth)
          source = PeekedSource(try expand(source, compression))
        case .container(let kind):
          depth = try deeper(depth)
          try open(source, kind, name: name, depth: depth)
          return nil
        case .parquet: return try openParquet(name: name, depth: depth, batch)
        case .unsupported(let format): throw StreamBreak(reason: .unsupportedFormat, detail: "\(format) is not read")
        case .other: return try openText(source, name: name, batch)
        }
      }
    } catch {
      // What is broken comes before what is merely of no use.
      reject(source.breakBehindHead ?? error, name: name, batch)
      return nil
    }
  }

  private func deeper(_ depth: Int) throws(StreamBreak) -> Int {
    guard depth < limits.nestingDepth else {
      throw StreamBreak(reason: .nestedTooDeep, detail: "more than \(limits.nestingDepth) layers inside one another")
    }
    return depth + 1
  }

  private func expand(_ source: PeekedSource, _ kind: ContentKind.Compression) throws(StreamBreak) -> any ByteSource {
    switch kind {
    case .zstd: ZstdSource(source, meter: meter)
    case .gzip: GzipSource(source, meter: meter)
    case .filter(let code): try FilteredSource(source, filter: code, meter: meter)
    }
  }

  private func open(
    _ source: PeekedSource, _ kind: ContentKind.Container, name: String, depth: Int
  ) throws(StreamBreak) {
    guard kind != .sevenZip || source.isSeekable else {
      throw StreamBreak(reason: .unsupportedFormat, detail: "7z inside another archive or compression")
    }
    containers.append(
      try ContainerReader(
        source, kind: kind, name: name, depth: depth, meter: meter))
  }

  private func openParquet(name: String, depth: Int, _ batch: RecordBatch) throws(StreamBreak) -> any RecordText {
    // The footer comes last, and the columns lie all over the file.
    guard depth == 0, containers.isEmpty else {
      throw StreamBreak(reason: .unsupportedFormat, detail: "Parquet inside another archive or compression")
    }
    let text = try ParquetText(archive, member: members.count, limits: limits, columns: columns)
    batch.enter(member: members.count, name: name)
    members.append(name)
    return text
  }

  private func openText(_ source: PeekedSource, name: String, _ batch: RecordBatch) throws(StreamBreak)
    -> any RecordText
  {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let markBytes = source.head.starts(with: mark) ? mark.count : 0
    source.drop(markBytes)
    var layout = TextLayout(head: source.head, isWhole: source.isWhole)
    if layout == .undecided {
      source.extend(to: 16 * PeekedSource.headBytes)
      layout = TextLayout(head: source.head, isWhole: source.isWhole)
    }
    let place = TextPlace(
      archive: archive.displayPath, memberName: name, member: members.count, isInContainer: !containers.isEmpty,
      recordBytes: limits.recordBytes, origin: markBytes - batch.filled)
    let splitter: any RecordSplitter
    switch layout {
    case .empty: throw StreamBreak(reason: .empty, detail: "nothing is in it")
    case .noLog: throw StreamBreak(reason: .notALog, detail: "the content is neither JSON nor a known container")
    case .lines: splitter = LineSplitter(place, at: batch.filled)
    case .values, .undecided: splitter = ValueSplitter(place, at: batch.filled)
    }
    batch.enter(member: members.count, name: name)
    members.append(name)
    return MemberText(source: source, splitter: splitter)
  }
}

// MARK: Books

extension ArchiveWalk {
  private func reject(_ broken: StreamBreak, name: String, _ batch: RecordBatch) {
    let isWhole = name.isEmpty || broken.reason == .expandsTooMuch
    batch.faults.append(
      ReadingFault(
        reason: broken.reason, scope: isWhole ? .archive : .member, archive: archive.displayPath, memberName: name,
        engineCode: broken.engineCode, detail: broken.detail))
    book(broken.reason)
  }

  private func book(_ reason: DropReason) {
    tally.reject(reason)
    containers.last?.noteReport()
    // The members behind a bomb would be refused one by one.
    if reason == .expandsTooMuch { containers.removeAll() }
  }
}
