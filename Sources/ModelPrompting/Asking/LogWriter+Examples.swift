internal import Records

extension LogWriter {
  /// One example as a line: what stood before, the follow-up, and the verdict in the shape of a reply.
  ///
  /// The texts of examples are shown by the same rules as those of the log, because strangers wrote them too.
  func line(for example: PromptExample, reason: String) -> String {
    let request = cut.quoted(example.request, cap: 40, kept: .headAndTail)
    let answer = cut.quoted(example.answer, cap: 50, kept: .headAndTail)
    let followUp = cut.quoted(example.followUp, cap: 80, kept: .headAndTail)
    let quote = "\"\(NeutralText.escaped(example.quote))\""
    return #"{"request":\#(request),"answer":\#(answer),"follow_up":\#(followUp)}"# + " -> "
      + #"{"explanation":"\#(NeutralText.escaped(reason))","quote":\#(quote),"#
      + #""category":"\#(CategoryName.of(example.category))","mixed":\#(example.isMixed)}"#
  }
}
