/// What is said in English.
extension PreferencePattern {
  static let english: [PreferencePattern] = [
    standingEnglish, formatEnglish, lengthEnglish, detailEnglish, toneEnglish, languageEnglish, codeEnglish,
    contentEnglish,
  ].flatMap { $0 }

  /// Where an instruction may begin: at the start of a sentence or clause, behind what leads to it.
  static let lead =
    #"(?:\A|[.!?;:,\n)]\s|(?:\A|\s)(?:and|but|also|so|then|just|please|pls|plz|now|ok|okay|hey|yes|no|"#
    + #"(?:you|u) (?:should|must|need to|have to)|i want (?:you|u) to|i need you to|i(?:'d| would) like you to|"#
    + #"make sure (?:you|u|to)|be sure to|remember to|(?:can|could|will|would) (?:you|u)),?\s)\s*"#

  /// What an assistant does.
  private static let does =
    #"(?:answer|reply|respond|write|use|give|make|keep|include|explain|show|provide|add|avoid|stop|put|format|start|"#
      + #"""
      end|begin|call|address|refer|speak|talk|translate|send|generate|produce|output|return|cite|list|mention|ask|\#
      tell|
      """#
    + #"say|check|double[- ]check|assume|remember|limit|skip|omit|present|summari[sz]e|describe|treat|correct|round|"#
      + #"""
      apologi[sz]e|comment|print|display|spell|let me know|point out|stick to|try to|help me|be (?:brief|concise|\#
      short|polite|honest|direct|specific|precise|careful))\b
      """#

  private static let rest = #"[^.!?\n]{0,160}"#

  // MARK: Standing instructions

  private static let standingEnglish: [PreferencePattern] = {
    let onwards =
      #"""
      (?:from (?:now|here|this point|here) (?:on(?:wards?)?|forward|out)|going forward|moving forward|\#
      in (?:the )?future|next time|for (?:all )?future (?:answers|responses|replies|messages|questions|requests))
      """#
    let soft =
      #"""
      [,:]?\s+(?:please |pls |just |only |can you |could you |you (?:should|must|will|need to|have to|can) |\#
      i want you to |i'd like you to |i would like you to |i need you to )*
      """#
    return [
      .init(
        .standingInstruction, "", .avoid,
        #"\b("# + onwards + soft + #"(?:do not|don't|never|stop|avoid|no more)\s"# + rest + ")", unless: storyWords),
      .init(
        .standingInstruction, "", .want, #"\b("# + onwards + soft + "(?:always |only )?" + does + rest + ")",
        unless: storyWords),
      .init(
        .standingInstruction, "", .want, lead + "(always " + does + #"[^.!?\n]{3,160})"#, unless: storyWords),
      .init(
        .standingInstruction, "", .avoid,
        lead + #"((?:never|(?:do not|don't) ever) "# + does + #"[^.!?\n]{3,160})"#, unless: storyWords),
      .init(
        .standingInstruction, "", .avoid,
        lead
          + #"(stop (?:using|saying|adding|giving|repeating|asking|writing|making|putting|including|starting|ending|"#
          + #"calling|explaining|apologi[sz]ing|summari[sz]ing|refusing|lecturing|cutting|leaving|skipping|changing|"#
          + #"assuming|telling|being (?:so|too))\b[^.!?\n]{0,120})"#, unless: storyWords, longestMessage: 800),
      .init(
        .standingInstruction, "", .want,
        #"\b(i (?:really |generally |usually |always |would |much )*prefer (?:it )?(?:if|when|that) you\b"# + rest + ")"
      ),
      .init(
        .standingInstruction, "", .want,
        #"\b(i (?:really |generally |usually |always |would |much )*(?:prefer|like) (?:your |all )"#
          + #"(?:answers|responses|replies|explanations|code)\b"# + rest + ")"),
      .init(
        .standingInstruction, "", .avoid,
        #"\b(i (?:really )?(?:hate|dislike|don't like|do not like) (?:it )?when (?:you|u)\b"# + rest + ")",
        unless: storyWords),
      .init(
        .standingInstruction, "", .want,
        lead + #"(when(?:ever)? i (?:ask|send|give|paste|post|show|write|say)\b[^.!?\n]{2,100}[, ]"#
          + #"(?:please |you should |you must |i want you to |always )"# + does + rest + ")", unless: storyWords),
    ]
  }()

  /// Lines of lyrics, scenes and prompts for others, where instructions are not for the assistant.
  private static let storyWords =
    #"\b(?:chorus|verse|lyrics|he said|she said|says|replied|characters?|scene|slogan|tagline|quote|proverb|"#
    + #"midjourney|stable diffusion)\b"#

  // MARK: Format

  private static let no =
    #"\b(?:no|without|avoid|remove|delete|get rid of|stop using|instead of|rather than|(?:do not|don't|dont|not) "#
    + #"(?:use|using|give me|write|include|add|put|format|make|want|need|in|as|with))"#
    + #"(?: it| them| this| any| the| all| these| those| a| an| in| as| with| so many| use| using| of| more){0,4} "#

  private static func form(_ value: String, _ words: String, want: String? = nil) -> [PreferencePattern] {
    let asked =
      #"\b(?:as|in|into|using|use|with|add|include|give me|make|put|want|need|be)"#
      + #"(?: a| an| the| some| it| them| this| only| simple| short| clear| proper| valid| separate| more| markdown)"#
      + #"{0,3} "#
    return [
      .init(.format, value, .avoid, no + "(?:" + words + #")\b"#),
      .init(.format, value, .want, want ?? asked + "(?:" + words + #")\b"#),
    ]
  }

  private static let formatEnglish: [PreferencePattern] = [
    form("bullet_points", #"bullet(?:ed)?[- ]?(?:point(?:s|ed)?|lists?|form(?:at)?)|bullets"#),
    form("numbered_list", #"(?:numbered|ordered) (?:lists?|points|steps|items|format|form)"#),
    form(
      "table", #"tables|(?:table|tabular) (?:form(?:at)?|layout)"#,
      want: #"\b(?:(?:in|as|into|using|make|create|give me|put (?:it|this|that|them) in) (?:a |an |the )?(?:\w+ )?"#
        + #"""
        (?:table|tabular) (?:form(?:at)?|layout)|(?:as|into|put (?:it|this|that|them|these|everything) in) (?:a |\#
        an )?(?:markdown |comparison |simple )?table)\b
        """#
    ),
    form("json", #"json(?: format| object| array)?(?! (?:files?|data|strings?|responses?))"#),
    form("markdown", #"markdown"#), form("latex", #"latex"#),
    form("plain_text", #"plain text(?! files?\b)"#),
    form("paragraphs", #"paragraph (?:form|format)|(?:full |proper )?paragraphs"#),
    form("headings", #"(?:sub)?(?:headings?|headers?|titles and subtitles)"#),
    form("emoji", #"emojis?|emoticons?"#),
    form("code_block", #"(?:a |one |single |unique |separate )*code ?(?:blocks?|box(?:es)?|fences?)"#),
    [
      .init(
        .format, "code_only", .want,
        #"""
        (?<!can )\b(?:just|only)(?: give| show| send| write| return| output| provide| post| the| me| full| entire|\#
         raw){1,4}
        """#
          + #" code\b(?! of| review| base)"#),
      .init(.format, "code_only", .want, #"\bcode only\b|\bnothing but (?:the )?code\b"#),
    ],
  ].flatMap { $0 }

  // MARK: Length

  static let answer =
    #"(?:it|this|that|them|your (?:answers?|repl(?:y|ies)|responses?|explanations?)|"#
      + #"""
      the (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|text|essay|summary|email|letter|message|paragraphs?|\#
      description|introduction|story|article|version))
      """#

  private static let lengthEnglish: [PreferencePattern] = [
    .init(
      .length, "shorter", .want,
      #"\b(?:make|keep|write|cut) "# + answer
        + #"""
        (?: \w+){0,2} (?:short(?:er)?|brief(?:er)?|concise|succinct|less (?:wordy|long|verbose))\b(?! (?:story|\#
        stories))
        """#,
      unless: #"\bin order to\b"#),
    .init(
      .length, "shorter", .want,
      #"\b(?:shorten|condense|trim) "# + answer
        + #"\b|\b(?:be|more|very|keep it) (?:brief|concise|succinct|to the point)\b"#),
    .init(
      .length, "shorter", .want,
      #"""
      \b(?:(?:it|this|that|answers?|responses?|repl(?:y|ies)|text|essay|you)(?:'s|'re| is| are| was)|\#
      \A\W*(?:still|way|a bit)?) ?
      """#
        + #"(?:still |way |a bit |much |a little )?(?:too|so) (?:long|lengthy|wordy|verbose)\b(?! ago| as| for me to)"#,
      longestMessage: 400),
    .init(
      .length, "shorter", .want,
      #"""
      \A\W*(?:ok(?:ay)?|now|but|and|no|a|please|can you|could you|make it|even|much|bit|little|still| |\#
      ,)*(?:shorter|briefer|more concise)\b
      """#,
      longestMessage: 200),
    .init(
      .length, "shorter", .want,
      #"\b(?:short|brief|concise|quick) (?:answers?|repl(?:y|ies)|responses?)\b(?! questions?| section| type)"#
        + #"""
        |\b(?:in|within|only|just|use|max(?:imum)?) (?:one|1|a single|a few|two|2|1-2|two or three|2-3) (?:short |\#
        brief |simple )?sentences?\b(?! each| with| about)
        """#
    ),
    .init(
      .length, "longer", .want,
      #"\b(?:make|write|keep) "# + answer
        + #"(?: \w+)? (?:longer|lengthier|twice as long)\b|\b(?:lengthen|expand|extend) "#
        + answer + #"(?: \w+){0,2}(?: more| further| please|\W*\z)"#),
    .init(
      .length, "longer", .want,
      #"\b(?:it|this|that|answers?|responses?|repl(?:y|ies)|text|essay)(?:'s| is| are| was) "#
        + #"(?:still |way |a bit |much )?too short\b"#,
      longestMessage: 200),
    .init(
      .length, "longer", .want,
      #"""
      \A\W*(?:ok(?:ay)?|now|but|and|no|a|please|can you|could you|make it|even|much|bit|little|still| |\#
      ,)*(?:too short|longer)\b(?! than)
      """#,
      longestMessage: 200),
  ]
}
