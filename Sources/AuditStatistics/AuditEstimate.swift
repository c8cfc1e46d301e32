/// One quantity as an audit tells it, with an interval at 95 %.
public struct AuditEstimate: Hashable, Sendable {
  /// How the interval was made.
  ///
  /// Over all audits of a collection, intervals hold the truth in 95 of 100 or a little more. That is no promise for the
  /// audits of one basis: where errors are so rare that most audits say `few`, one that says `usual` has by chance seen too
  /// many, and is off more often.
  public enum Basis: String, Hashable, Sendable {
    /// Enough verdicts and errors among them.
    case usual
    /// Few verdicts, or few errors among them: the interval is a conservative one, wider than it need be on average.
    case few
    /// Nothing can be said: there is no value, and the interval is all of 0 … 1.
    case tooFew = "too_few"
  }

  /// Nil where nothing can be said.
  public let value: Double?
  public let interval: Interval
  /// By the delta method; for calculations, not for intervals. It is 0 where all verdicts seen are alike, which does
  /// not mean certainty.
  public let standardError: Double?
  public let basis: Basis
  /// References from the audit, and references of certain items. Of precision, those alone tell that were decided as
  /// the class.
  public let drawn: Int
  public let certain: Int
  /// How many labels of items drawn by chance from all, used alone, would have given an interval of the same width; nil
  /// where the value is 0 or 1, or nothing can be said.
  public let classicalLabels: Double?

  /// How many labels less than that were used. Negative where the references were bought for another purpose, as those
  /// of the uncertainty band are, and would have told more if drawn by chance.
  public var labelsSaved: Double? { classicalLabels.map { $0 - Double(drawn + certain) } }

  static func tooFew(drawn: Int, certain: Int) -> AuditEstimate {
    AuditEstimate(
      value: nil, interval: .unit, standardError: nil, basis: .tooFew, drawn: drawn, certain: certain,
      classicalLabels: nil)
  }
}
