/// What is said in Chinese. There are no words to bound: patterns hold enough around the word to tell it from others.
extension PreferencePattern {
  static let chinese = saidChinese + languagesChinese

  private static let saidChinese: [PreferencePattern] = [
    .init(
      .standingInstruction, "", .avoid,
      #"((?:从现在(?:开始|起)|从今以后|(?<!\w)以后|今后)[,，]?[^。！？\n，,]{0,12}?(?:不要|别|不准|禁止|不许)[^。！？\n]{2,60})"#),
    .init(
      .standingInstruction, "", .avoid, #"(?<!\w)((?:请|你)?(?:永远|绝对)?不要再[^。！？\n了吗]{2,60})"#, longestMessage: 600),
    .init(
      .standingInstruction, "", .want,
      #"((?:从现在(?:开始|起)|从今以后|(?<!\w)以后|今后)[,，]?(?:请|你|您|每次|所有|的回答|的回复|回答|回复|都|一律|只)[^。！？\n]{3,60})"#,
      unless: "扮演|你是|游戏"),
    .init(
      .standingInstruction, "", .want,
      #"(?<!\w)((?:请|你要?)?(?:总是|始终|每次都|每次回答都?)(?:用|使用|以|要|给|回答|回复|保持)[^。！？\n]{2,60})"#),

    .init(.format, "table", .avoid, #"不(?:要|用|需要)(?:使用|用|做成|列)?表格"#),
    .init(.format, "bullet_points", .avoid, #"不(?:要|用|需要)(?:使用|用)?(?:分点|列点|列表|项目符号)"#),
    .init(.format, "markdown", .avoid, #"不(?:要|用|需要)(?:使用|用)?\s?markdown"#),
    .init(.format, "table", .want, #"(?:用|以|做成|列成|整理成|制作成|生成)(?:一个)?表格|表格(?:的)?(?:形式|方式|呈现|格式)"#),
    .init(.format, "bullet_points", .want, #"(?:用|以|请)(?:分点|列点|项目符号)|分点(?:回答|列出|说明|阐述|论述)|(?:用|以)列表(?:的)?(?:形式|方式)"#),
    .init(.format, "markdown", .want, #"(?:用|以|使用)\s?markdown|markdown\s?(?:格式|语法|形式)"#),
    .init(.format, "json", .want, #"(?:用|以|按|使用)\s?json|json\s?格式(?:返回|输出|回答|给)"#),
    .init(.format, "code_only", .want, #"只(?:要|给|需要|需|输出|返回|写)(?:我)?代码"#),

    .init(
      .length, "shorter", .want,
      #"""
      (?:再|更|请|尽量|写得?|回答得?|说得?|回复得?)(?:简短|简洁|精简|简练|短)(?:一?点|一?些)?|(?:太|有点)长了?(?:吧|，|,|。|\s|\z)|(?:简短|简洁|精简)一?[点些]|\#
      用一句话(?:概括|回答|总结|说明)
      """#
    ),
    .init(.length, "longer", .want, #"(?:再|更|写)长(?:一?点|一?些)|太短了?|字数(?:太少|不够|再多)|再扩写"#),

    .init(.detail, "explanation", .avoid, #"不(?:要|用|需要|必)解释|(?:只|直接)(?:要|给|需要?|输出|告诉)(?:我)?(?:答案|结果)"#),
    .init(.detail, "detailed", .want, #"(?:再|更|请|尽量|要)(?:加)?(?:详细|具体)|(?:详细|具体)一?[点些]|详细(?:地)?(?:说明|解释|讲解|描述|回答)"#),
    .init(.detail, "simple", .want, #"通俗易懂|简单易懂|大白话|用(?:最)?(?:简单|通俗)的(?:语言|话|方式|词)"#),
    .init(.detail, "step_by_step", .want, #"一步一?步(?:地)?(?:来|解释|说明|讲|教|推导|分析|写)|分步骤|逐步(?:讲解|解释|说明|推导)"#),

    .init(.tone, "formal", .want, #"(?:更|再|要)正式|正式一?[点些]|正式的(?:语气|口吻|语言)"#),
    .init(.tone, "casual", .want, #"(?:更|再|要)?口语化|(?:轻松|随意)一?[点些]|轻松的(?:语气|口吻)"#),
    .init(.tone, "professional", .want, #"(?:更|再)(?:加)?专业|专业一?[点些]|专业的(?:语气|口吻|语言)"#),
    .init(.tone, "academic", .want, #"(?:更|再)(?:加)?学术|学术化|学术(?:的)?(?:语言|风格|语气)"#),
    .init(.tone, "humorous", .want, #"(?:更|再)(?:加)?(?:幽默|搞笑|有趣)|(?:幽默|搞笑|有趣|诙谐)一?[点些]|(?:幽默|诙谐)的(?:语气|口吻|语言|风格)"#),
    .init(.tone, "natural", .want, #"(?:更|再)(?:加)?自然|自然一?[点些]|(?:不要|别)(?:太)?像(?:机器人|ai)"#),
    .init(.tone, "polite", .want, #"(?:更|再)(?:加)?(?:礼貌|委婉|客气)|(?:礼貌|委婉|客气)一?[点些]"#),

    .init(
      .replyLanguage, "zh", .want,
      #"""
      (?:用|使用|以)(?:简体|繁体){0,2}(?:中文|汉语|普通话)(?:来|进行|给我|帮我)?(?:回答|回复|说|解释|交流|输出|告诉|描述|表达|讲|写)|(?:请|要)?(?:说|讲)中文|\#
      中文(?:回答|回复|输出)|\A\W*(?:请)?用?中文\W*\z
      """#,
      unless: "翻译"),
    .init(
      .replyLanguage, "en", .want,
      #"""
      (?:用|使用|以)(?:英文|英语)(?:来|进行|给我|帮我)?(?:回答|回复|说|解释|交流|输出|告诉|描述|表达|讲|写)|(?:英文|英语)(?:回答|回复|输出)|\A\W*(?:请)?用(?:英文|\#
      英语)\W*\z
      """#,
      unless: "翻译|怎么说|如何"),

    .init(.content, "apologies", .avoid, #"(?:不要|别|不用|停止)(?:再|总是|一直)?道歉"#),
    .init(.content, "complete_code", .want, #"(?:完整|全部|整个)的?(?:源)?代码"#),
    .init(.content, "comments", .want, #"(?:加上?|添加|带上?|写上?|附上)(?:中文|详细|必要)?(?:的)?(?:代码)?注释"#),
    .init(.content, "examples", .want, #"举(?:个|一个|几个|些|一些|出)?例(?:子)?(?:说明|来说|解释|给我)|(?:并|请|再)举例|附上?(?:例子|示例)"#),
    .init(.content, "sources", .want, #"(?:给出|附上|列出|注明|标注|提供)(?:参考文献|出处|来源|引用|文献)"#),
  ]

  private static let languagesChinese: [PreferencePattern] = codeLanguages.map { value, name in
    .init(.codeLanguage, value, .want, "(?:用|使用|以) ?" + name + #"(?![a-z+#])|"# + name + " ?(?:代码|实现|程序|脚本|语言|编写)")
  }
}
