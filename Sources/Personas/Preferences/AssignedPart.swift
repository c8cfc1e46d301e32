/// The wording that gives the assistant a part to play or a job to do: what such a message, and the conversation behind
/// it, asks for belongs to the part and not to the user's taste.
enum AssignedPart {
  static let patterns = [
    #"\brole[- ]?play"#,
    #"\b(?:act|acting|behave|pose) as (?:if you|though you|an?|the|my|if)\b"#,
    #"\b(?:respond|reply|answer|write|talk|speak) as (?:if|though) you\b"#,
    #"""
    \bi want (?:you|u) to (?:act|be|become|play|pretend|imagine|simulate|role)\b(?! (?:brief|concise|more|less|\#
    very|honest|direct))
    """#,
    #"\b(?:pretend|imagine) (?:that )?(?:to be|you|that you|we)\b"#,
    #"\bplay(?:ing)? (?:the )?(?:role|part|character)\b"#,
    #"(?:\A|[.!?\n])\W*(?:hi|hello|from now on|now)?,? ?(?:you are|you're|you will be|you'll be)"#
      + #" (?:now |going to (?:be|act|play) |about to |to act )?(?:an?|the|my|chatgpt|dan) "#
      + #"(?!(?:best|worst|genius|liar|idiot|ai|bot|robot|language|great|good|bad)\b)"#,
    #"\bas a (?:prompt generator|prompt creator|generative)"#,
    #"\bignore (?:all |any |the |your |my |these |of |previous |prior |above |earlier |other )*"#
      + #"(?:instructions|prompts|rules|directions|guidelines)\b"#,
    #"\bin[- ]character\b"#, #"\byour name is\b"#, #"\bstay in character"#, #"\bjailbreak"#, #"\bdeveloper mode"#,
    #"\bdo anything now\b"#, #"\btext[- ](?:based )?adventure"#, #"\b(?:dungeon|game) master\b"#,
    #"\b(?:hypothetical|fictional) (?:response|character)"#, #"\b(?:adopt|following|with this) persona\b"#,
    #"扮演"#, #"你现在是"#, #"你是一[个名位]"#, #"作为一[个名位]"#, #"假(?:设|装|如)你是"#,
    #"ролев(?:ую|ая|ой) игр"#, #"\bпредставь,? что ты"#, #"\bпритворись"#, #"\bдействуй как"#, #"\bотыгр"#,
    #"\bact[uú]a como"#, #"\bjuego de rol"#, #"\bhaz el papel"#, #"\bfinge (?:que|ser)"#, #"\bimagina que eres"#,
    #"\bagis (?:comme|en tant)"#, #"\bjeu de rôle"#, #"\bjoue le rôle"#, #"\bfais semblant"#,
    #"\btu es (?:un|une|le|la)\b"#,
    #"\brollenspiel"#, #"\bspiel(?:e|st)? die rolle"#, #"\btu so,? als"#, #"\bdu bist (?:ein|eine|der|die|jetzt)\b"#,
    #"\bstell dir vor,? du\b"#,
    #"\b(?:aja|atue) como"#, #"\bfaça o papel"#, #"\bfinja (?:que|ser)"#, #"\bvocê é (?:um|uma|o|a)\b"#,
  ]
}
