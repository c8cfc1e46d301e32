extension MentionPhrases {
  static let english = MentionPhrases(
    anywhere: [
      "my previous|earlier|last|first|original|prior|initial answer|response|reply|attempt|suggestion|explanation",
      "the previous answer", "feedback on my|the answer|response", "per|incorporating your feedback",
      "based on|taking|considering|given your feedback|correction|comments", "you pointed out", "you have pointed out",
      "thank|thanks * for * pointing|correcting|catching|clarifying|noticing|flagging",
      "answer|response|code|formula|solution|example|information|explanation i provided|gave|suggested|posted",
      "thank|thanks * for the|your correction|clarification|feedback", "as per your correction",
    ],
    atEnds: [
      "as you * asked|requested|wanted|suggested|wished|instructed", "as requested",
      "per your request|instructions|correction|comment", "i apologize", "i apologise", "my apologies",
      "apologies for the|my|any", "sorry about that", "my mistake", "my bad", "i misunderstood", "i misread",
      "sorry for the|my|any * confusion|mistake|error|misunderstanding|oversight|inconvenience|inaccuracy",
      "i stand corrected", "good catch", "you asked|wanted me to", "let me fix|correct|revise|rephrase that|this|it",
      "let me try * again", "i see what you mean",
    ],
    versions: [
      "heres|here|below is|the|a|an|your * corrected|revised|updated|improved|fixed|rewritten|modified|adjusted",
      "corrected|revised|rewritten|improved version|answer|response",
      "heres|here * a|the * shorter|simpler|clearer|longer|better version|answer|explanation",
      "ive corrected|revised|rewritten|amended|fixed|updated|adjusted|shortened",
      "i have corrected|revised|rewritten|amended|fixed|updated|adjusted|shortened",
    ],
    editing: [
      "correct", "revis", "updat", "improv", "fix", "edit", "rewrit", "rephras", "paraphras", "proofread", "refin",
      "modif", "short", "simpl", "chang", "better", "convert", "adjust", "amend", "version", "debug", "optimi", "clean",
      "refactor", "polish", "error", "wrong", "bug", "work", "fail",
    ],
    agreement: [
      "in that case", "youre right|correct", "you are right|correct",
      "youre absolutely|completely|totally|quite|indeed right|correct",
      "you are absolutely|completely|totally|quite|indeed right|correct",
    ],
    doubting: ["right", "correct", "wrong", "true", "agree", "mistake", "think", "believe"])

  static let german = MentionPhrases(
    anywhere: [
      "meine vorherige|vorige|letzte|erste|ursprüngliche antwort",
      "meiner vorherigen|vorigen|letzten|ersten|ursprünglichen antwort", "vorherige|vorherigen|vorige|vorigen antwort",
      "danke|dank * für * hinweis|korrektur|klarstellung|rückmeldung|feedback|richtigstellung",
      "wie sie|du * angemerkt|bemerkt|hingewiesen * hast|haben",
      "aufgrund|anhand|gemäß|laut deiner|ihrer|deines|ihres rückmeldung|feedbacks|korrektur|anmerkung|hinweises",
    ],
    atEnds: [
      "wie * gewünscht", "wie du|sie es * wolltest|wollten|möchtest|wünschen", "wie * verlangt|gebeten",
      "ich entschuldige mich", "entschuldigung für|wegen", "entschuldige bitte", "entschuldigen sie bitte",
      "entschuldige|entschuldigen * verwirrung|fehler|missverständnis|versehen", "tut mir leid dass ich",
      "tut mir leid für|wegen * verwirrung|fehler|missverständnis", "mein fehler", "ich habe mich geirrt",
      "da habe ich mich", "verzeihung",
    ],
    versions: [
      "hier ist|kommt|die|eine|der * korrigierte|überarbeitete|verbesserte|aktualisierte|geänderte|angepasste|kürzere",
      "korrigierte|überarbeitete|verbesserte|angepasste version|fassung|antwort",
      "ich habe * antwort|text|code|das|es * korrigiert|überarbeitet|angepasst|geändert",
    ],
    editing: [
      "korrig", "verbess", "überarbeit", "umschreib", "änder", "aktualis", "anpass", "kürz", "fassung", "version",
      "fehler", "formulier",
    ],
    agreement: ["du hast * recht", "sie haben * recht"],
    doubting: ["recht", "richtig", "stimm", "korrekt", "glaub", "denk", "falsch"])
}
