internal import Digests
public import Records

/// The name under which the answer to a request is kept: equal for requests that a model cannot tell apart.
///
/// SHA-256 over the fields below, each with its length in front, so that no two lists of fields run together alike: the
/// model, the prompt's digest, temperature, seed, limit of the reply, schema, further parameters by name, and the messages
/// to the byte.
public struct RequestKey: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// - Parameters:
  ///   - model: the model as the server is asked for it, with its revision where there is one.
  ///   - parameters: what else changes the answer, by name, such as `top_p`.
  public init(model: String, parameters: [String: String] = [:], promptDigest: String, request: ChatRequest) {
    var fields = Fields()
    fields.add("gleaner-request-1")
    fields.add(model)
    fields.add(promptDigest)
    fields.add(String(request.temperature.bitPattern, radix: 16))
    fields.add(request.seed.map(String.init) ?? "none")
    fields.add(String(request.maxReplyTokens))
    fields.add(request.schema?.name ?? "")
    fields.add(request.schema?.json ?? "")
    fields.add(String(parameters.count))
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      fields.add(name)
      fields.add(value)
    }
    fields.add(String(request.messages.count))
    for message in request.messages {
      fields.add(message.role.rawValue)
      fields.add(message.content)
    }
    rawValue = SHA256Hasher.hex(of: fields.bytes)
  }

  public var description: String { rawValue }

  /// Texts in a row, each behind its length as eight bytes, the highest first.
  private struct Fields {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ field: String) {
      let length = UInt64(field.utf8.count)
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
      bytes += Array(field.utf8)
    }
  }
}

extension BuiltRequest {
  /// The key of this request for a model.
  public func key(model: String, parameters: [String: String] = [:]) -> RequestKey {
    RequestKey(model: model, parameters: parameters, promptDigest: promptDigest, request: request)
  }
}
