/// What is said in English of how much is explained, and of the tone.
extension PreferencePattern {
  // MARK: Detail

  static let detailEnglish: [PreferencePattern] = [
    .init(
      .detail, "detailed", .avoid,
      #"""
      \b(?:less|fewer|too (?:much|many)) detail(?:s|ed)?\b|\btoo detailed\b|\bnot (?:so|too|that) (?:much detail|\#
      detailed)\b
      """#
    ),
    .init(
      .detail, "explanation", .avoid,
      #"""
      \b(?:no need (?:for|to)|without|no|do not|don't|dont|skip)(?: include| write| add| give| provide| any| me|\#
       the| an){0,3}
      """#
        + #" (?:explanations?(?! (?:for|of|as)\b)|explain(?! why| how| what| to))\b"#),
    .init(
      .detail, "explanation", .avoid,
      #"\b(?:just|only) (?:give me|give|tell me|show me|provide|output|return|write|say|want|need) (?:me )?(?:the )?"#
        + #"""
        (?:final )?(?:answers?|results?)\b(?! (?:question|to (?:this|these|the)|(?:if|when|based|from|using|\#
        in)\b))
        """#,
      unless: #"\b(?:terminal|console|command)\b"#),
    .init(
      .detail, "explanation", .avoid,
      #"\b(?:just the|only the|final) answers?(?: only| please|\W*\z)|\banswers? only\b"#),
    .init(
      .detail, "detailed", .want,
      #"\b(?:in|with|into|give|give me|need|want|add|provide|include|be|go)(?: a)?(?: little| lot| bit| much| some)? "#
        + #"(?:more|greater|full|further|great) (?:details?|detailed|depth)\b(?! (?:about|on|of|can|may|see|at))"#),
    .init(.detail, "detailed", .want, #"\bmore detailed\b(?! than)|\bmore in[- ]depth\b"#),
    .init(
      .detail, "detailed", .want,
      #"""
      \b(?:explain|describe|answer|analy[sz]e|discuss)\b[^.!?\n]{0,60}\b(?:in detail|in (?:great|greater|full|\#
      more|depth) details?|in depth)\b
      """#
    ),
    .init(
      .detail, "detailed", .want,
      #"""
      \A\W*(?:ok(?:ay)?|please|can you|could you|now|and|plz| |,)*(?:elaborate(?: more| further| please)?\W*\z|\#
      go deeper|dig deeper|go into (?:more )?detail|more details?(?: please)?\W*\z)
      """#,
      longestMessage: 200),
    .init(
      .detail, "simple", .want,
      #"\bexplain(?: \w+){0,6} (?:like|as if|as though) (?:i'?m|i am|i was|i were|you were|to)\b[^.!?\n]{0,40}"#),
    .init(
      .detail, "simple", .want,
      #"\beli ?(?:5|10)\b|\bdumb (?:it|this|that) down\b|\bsimplify "# + answer
        + #"(?= (?:for|so|please|to|more|further)\b|\W*\z)"#),
    .init(
      .detail, "simple", .want,
      #"\b(?:make|keep) "# + answer + #" (?:simple|simpler|(?:easier|easy) to understand)\b"#),
    .init(
      .detail, "simple", .want,
      #"""
      \b(?:in|using|with|use) (?:very |more |a )?(?:simple|simpler|plain|layman'?s?|laymans|easy|\#
      easier) (?:terms?|words?|language|english|way|sentences)\b
      """#
    ),
    .init(
      .detail, "step_by_step", .want,
      #"\b(?:step[- ]by[- ]step|one step at a time)\b"#,
      unless: #"\b(?:work(?:ing)? (?:this |it )?out|think|let's)\b[^.!?\n]{0,30}step"#),
    .init(
      .detail, "beginner", .want,
      #"""
      \b(?:i'?m|i am) (?:still |also |just |only )?(?:an? )?(?:complete |total |absolute )?(?:beginner|newbie|\#
      noob|novice|(?:very |quite |completely )?new to)\b(?! (?:the|this|my) (?:city|town|area|job|school|company|\#
      country))
      """#
    ),
    .init(
      .detail, "expert", .want,
      #"""
      \b(?:assume (?:that )?i (?:already )?(?:know|understand|am familiar)|skip the basics|\#
      i already know (?:the basics|how to))\b
      """#
    ),
  ]

  // MARK: Tone

  private static func tone(_ value: String, _ words: String) -> [PreferencePattern] {
    let manners = "(?:" + words + #") (?:tone|style|manner|voice|language|register|way)\b"#
    return [
      .init(
        .tone, value, .avoid,
        #"(?<!more or )\b(?:less|too|not (?:so|too|as|that)|stop being)(?: so)? (?:"# + words + #")\b(?! to\b)"#),
      .init(
        .tone, value, .want,
        #"\b(?:make|sound|be|rewrite|write|say|reply|respond|answer|rephrase|reword|talk|speak)\b[^.!?\n]{0,50}"#
          + #"\b(?:more|sound|\w+ and more|more \w+ and) (?:"# + words + #")\b"#),
      .init(
        .tone, value, .want,
        #"\A\W*(?:ok(?:ay)?|please|now|a|bit|little|even|much|but|make it|can you make it|needs to be| |,)*more (?:"#
          + words + #")\b"#, longestMessage: 200),
      .init(
        .tone, value, .want,
        #"\b(?:in|with|using|use|keep) (?:an? |the |your )?(?:more |very |\w+,? (?:and |but )?)?"# + manners),
      .init(
        .tone, value, .want, lead + "(be (?:very |more |as |a bit )?(?:" + words + #"))\b(?! (?:to|with|about|that)\b)"#
      ),
    ]
  }

  static let toneEnglish: [PreferencePattern] = [
    tone("formal", "formal(?:ly)?"), tone("professional", "professional(?:ly)?|business-?like"),
    tone("academic", "academic(?:ally)?|scholarly"),
    tone("casual", "casual(?:ly)?|informal(?:ly)?|conversational(?:ly)?|relaxed"),
    tone("friendly", "friendly|warm(?:er)?|kind(?:er)?|empathetic"), tone("polite", "polite(?:ly)?|respectful(?:ly)?"),
    tone("humorous", "humorous(?:ly)?|funny|funnier|playful|witty|sarcastic(?:ally)?"),
    tone("serious", "serious(?:ly)?"),
    tone("natural", "natural(?:ly)?|human(?:[- ]?like)?|humanly|humanized"),
    tone("robotic", "robotic|like an? (?:ai|robot|bot)"),
    tone("direct", "direct|blunt|straightforward|honest"), tone("persuasive", "persuasive|convincing"),
    tone("creative", "creative(?:ly)?|poetic|flowery|dramatic"),
    [
      .init(
        .tone, "natural", .want,
        #"""
        \b(?:sound|write|talk|rewrite|make)\b[^.!?\n]{0,40}\b(?:like (?:a|an actual|a real) human|like a (?:real |\#
        normal )?person|as if (?:it (?:was|were) )?written by a human)\b|\bhumani[sz]e (?:it|this|that|the|my)\b|\#
        \bhuman[- ]written\b
        """#
      )
    ],
  ].flatMap { $0 }
}
