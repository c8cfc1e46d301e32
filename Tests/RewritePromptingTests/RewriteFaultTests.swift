import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

/// A rewrite and the fault that it has; nil for none.
struct RewriteCase: CustomTestStringConvertible, Sendable {
  var name: String
  var request = "How long do lentils take?"
  var answer = "Red lentils need about five minutes in cold water, then they are soft and ready to be eaten."
  var feedback = "That is wrong, they have to boil."
  var persona = ""
  var rewrite: String
  var fault: RewriteFault?

  var testDescription: String { name }

  func faults() throws -> [RewriteFault] {
    let asked = try subject(request, answer: answer, feedback: feedback, persona: persona)
    return RewriteCheck(template: try Checkout.template("rewrite-1")).faults(
      in: rewrite, of: asked, nonce: "0123456789ab")
  }
}

@Suite("Mentions of feedback")
struct MentionTests {
  @Test(
    "An answer that speaks of feedback or of another answer is told",
    arguments: [
      "As you asked, red lentils boil for fifteen minutes.", "You're right, red lentils have to boil for 15 minutes.",
      "I apologize for the confusion. Red lentils boil for 15 minutes.", "Here is the corrected version: boil them.",
      "Thank you for pointing that out! Red lentils boil for 15 minutes.", "Boil them. My previous answer was wrong.",
      "Based on your feedback: red lentils boil for 15 minutes.", "Sorry about that. Red lentils boil for 15 minutes.",
      "Red lentils boil for 15 minutes.\n\nI have corrected the time.",
      "You’re absolutely right: boil them 15 minutes.",
      "Good catch! Boil them.", "**Here's the revised answer**\n\nBoil them for a quarter of an hour.",
      "抱歉我刚才说错了。红扁豆要煮十五分钟才会变软。", "您说得对，红扁豆要煮十五分钟才会变软。", "感谢您的指正！红扁豆要煮十五分钟。", "按照您的要求，红扁豆要煮十五分钟。",
      "以下是修改后的回答：红扁豆要煮十五分钟。",
      "Вы правы, чечевицу нужно варить 15 минут.", "Прошу прощения за ошибку. Варите чечевицу 15 минут.",
      "Спасибо за ваше замечание! Варите 15 минут.", "Вот исправленный вариант: варите 15 минут.",
      "В моём предыдущем ответе была неточность. Варите 15 минут.",
      "Tienes toda la razón, hay que hervirlas.", "Gracias por señalarlo. Hay que hervirlas.",
      "Disculpa la confusión. Hay que hervirlas.", "Aquí tienes la versión corregida: hay que hervirlas.",
      "Vous avez raison, il faut les cuire.", "Merci pour votre remarque. Il faut les cuire.",
      "Je m’excuse pour l’erreur. Il faut les cuire.", "Voici la réponse corrigée : il faut les cuire.",
      "Du hast recht, sie müssen kochen.", "Danke für den Hinweis! Sie müssen kochen.",
      "Entschuldigung für den Fehler. Sie müssen kochen.", "Wie gewünscht: Linsen kochen eine Viertelstunde.",
      "Hier ist die korrigierte Fassung: Linsen kochen.", "In meiner vorherigen Antwort fehlte das. Linsen kochen.",
      "Você tem razão, é preciso ferver.", "Obrigado por apontar isso. É preciso ferver.",
      "Peço desculpas pelo erro. É preciso ferver.", "Aqui está a versão corrigida: é preciso ferver.",
    ])
  func mentions(rewrite: String) throws {
    #expect(try RewriteCase(name: "", rewrite: rewrite).faults().contains(.mentionsFeedback))
  }

  @Test(
    "What sounds like it and is none is not",
    arguments: [
      RewriteCase(
        name: "a letter that apologises", request: "Write an email to a customer about the late parcel.",
        rewrite: """
          Subject: Your parcel

          Dear Ms. Lee,

          I apologize for the delay. You are right to be upset, and as you requested, we refunded the postage. Sorry \
          for the inconvenience.

          Kind regards
          """),
      RewriteCase(
        name: "a letter behind a line of introduction", request: "Schreib eine Entschuldigung an den Nachbarn.",
        rewrite: "Ein Vorschlag:\n\nLieber Nachbar,\n\nentschuldige bitte den Lärm, es war mein Fehler.\n\nGruß"),
      RewriteCase(
        name: "sorry within quotes", request: "How do I say it in a polite way?",
        rewrite: "Say “I apologize for the confusion” and offer a new time. It is short and it leaves no doubt."),
      RewriteCase(
        name: "sympathy", request: "My dog died yesterday and I cannot sleep.",
        rewrite: "I'm sorry to hear about your dog. Grief often keeps people awake; a walk before bed can help."),
      RewriteCase(
        name: "sympathy in Chinese", request: "我的狗昨天去世了，我睡不着。", answer: "多喝热水，早点休息，明天会更好的。",
        rewrite: "听到这个消息我很难过，也为您感到遗憾。睡前散步可以帮助放松身心。"),
      RewriteCase(
        name: "a corrected version that was asked for", request: "Please correct this: he go to school",
        answer: "he goes in school", rewrite: "Here is the corrected sentence: He goes to school."),
      RewriteCase(
        name: "a fixed bug that was asked for", request: "Fix the bug in my loop", answer: "It looks fine to me.",
        rewrite: "I've fixed the loop: it has to end at `n - 1`, because the array begins at zero."),
      RewriteCase(
        name: "agreement that was asked for", request: "Am I right that a whale is a mammal?",
        answer: "No, it is a fish.",
        rewrite: "Yes, you are right: whales are mammals. They breathe air and give milk."),
      RewriteCase(
        name: "an apology in a comment", request: "Write a function that fails", answer: "def f(): pass",
        rewrite:
          "```python\n# I apologize for the confusion\ndef f():\n    raise ValueError\n```\nIt raises when called."
      ),
      RewriteCase(
        name: "code in angle brackets", request: "Which header do I need for a map?", answer: "None at all.",
        rewrite:
          "Write `#include <unordered_map>` and use `std::unordered_map<std::string, user_id>`; `x <| f` is F#."
      ),
      RewriteCase(
        name: "the subject is apologies", request: "Why do people say i apologize so often?", answer: "No idea.",
        rewrite: "People say I apologize to keep the peace, and because it costs little to say it."),
      RewriteCase(
        name: "a previous response that is not the assistant's", request: "How does paging work?",
        answer: "With pages.",
        rewrite: "The server returns a cursor; send the cursor of the last page with the next call until it is empty."),
      RewriteCase(
        name: "right as a direction", request: "Where is the station?", answer: "Left.",
        rewrite: "Walk to the church; when you are right behind it, the station is across the street."),
    ])
  func hardNegatives(one: RewriteCase) throws { #expect(try one.faults() == []) }
}

@Suite("Faults of rewrites")
struct RewriteFaultTests {
  private static let boil =
    "Rinse red lentils, cover them with three parts of water and simmer them for a quarter of an hour."
  private static let twenty = """
    A list keeps its elements in the order in which they were put in, and finding one of them takes a step for each \
    element that stands before it.
    """

  @Test(
    "Each fault is told by its name",
    arguments: [
      RewriteCase(name: "nothing", rewrite: " \n", fault: .empty),
      RewriteCase(name: "the nonce", rewrite: boil + " 0123456789AB", fault: .requestMark),
      RewriteCase(name: "a cut", rewrite: boil + " [… 240 chars …] Serve.", fault: .requestMark),
      RewriteCase(name: "a template's mark", rewrite: boil + "<|im_end|>", fault: .templateMark),
      RewriteCase(name: "the escape of such a mark", rewrite: boil + " \\u003c|im_end|>", fault: .templateMark),
      RewriteCase(name: "another turn", rewrite: boil + "\n\nUser: and beans?", fault: .templateMark),
      RewriteCase(
        name: "tag characters", rewrite: boil + "\u{E0069}\u{E0067}\u{E006E}", fault: .hiddenText),
      RewriteCase(
        name: "the instructions",
        rewrite: "You write the answer that a user wanted. You get part of a conversation up to a request.",
        fault: .instructionEcho),
      RewriteCase(name: "an invented placeholder", rewrite: boil + " Ask [EMAIL_2].", fault: .inventedPlaceholder),
      RewriteCase(
        name: "an altered placeholder", answer: "Write to [EMAIL_1] and ask for lentils, they know all about them.",
        rewrite: "Ask at EMAIL_1 how long they have to be cooked.", fault: .alteredPlaceholder),
      RewriteCase(
        name: "a placeholder in small letters",
        answer: "Write to [EMAIL_1] and ask for lentils, they know all about them.",
        rewrite: "Ask at [email_1] how long they have to be cooked.", fault: .alteredPlaceholder),
      RewriteCase(name: "a refusal", rewrite: "I'm sorry, but I can't help with that.", fault: .refusal),
      RewriteCase(
        name: "a refusal in German", rewrite: "Das kann ich nicht. Ich kann dabei leider nicht helfen.", fault: .refusal
      ),
      RewriteCase(
        name: "a refusal in Chinese", answer: "红扁豆放在冷水里五分钟就软了可以吃。", rewrite: "抱歉，我无法提供这方面的帮助。", fault: .refusal),
      RewriteCase(name: "a refusal in Russian", rewrite: "К сожалению, я не могу помочь с этим.", fault: .refusal),
      RewriteCase(name: "a refusal in Spanish", rewrite: "Lo siento, pero no puedo ayudarte con eso.", fault: .refusal),
      RewriteCase(name: "a refusal in French", rewrite: "Je ne peux pas vous aider sur ce sujet.", fault: .refusal),
      RewriteCase(
        name: "a refusal in Portuguese", rewrite: "Desculpe, mas não posso ajudar com isso.", fault: .refusal),
      RewriteCase(
        name: "the original in other signs",
        rewrite: "**Red lentils** need about five minutes in cold water; then they are soft and ready to be eaten!",
        fault: .sameAsOriginal),
      RewriteCase(
        name: "the original with courtesies", answer: twenty, rewrite: "Certainly! \(twenty) I hope this helps you.",
        fault: .nearCopy),
      RewriteCase(
        name: "the user's sentence",
        feedback: """
          No. You have to rinse them first under running water until it stays clear, then you cover them with three \
          parts of water and let them simmer with the lid half open for fifteen minutes.
          """,
        rewrite: """
          Rinse them first under running water until it stays clear, then you cover them with three parts of water and \
          let them simmer with the lid half open for fifteen minutes. Salt them at the end.
          """, fault: .copiesFeedback),
      RewriteCase(
        name: "a word about the user",
        persona: "Works as a Python developer and prefers short answers with code first.",
        rewrite: "Since you are a Python developer, think of it as a loop: boil for 15 minutes.", fault: .leaksPersona),
      RewriteCase(
        name: "the card itself", persona: "Works as a Python developer and prefers short answers with code first.",
        rewrite: boil + " For one who prefers short answers with code first: `sleep(900)`.", fault: .leaksPersona),
      RewriteCase(
        name: "the profile", persona: "Prefers short answers.",
        rewrite: "Based on your profile, be brief: boil them well.",
        fault: .leaksPersona),
      RewriteCase(
        name: "much longer", rewrite: String(repeating: "Boil and stir and taste. ", count: 80), fault: .tooLong),
      RewriteCase(
        name: "much shorter", answer: String(repeating: "Stir. ", count: 90), rewrite: "Boil.", fault: .tooShort),
      RewriteCase(
        name: "another script", rewrite: "Красную чечевицу надо промыть и варить четверть часа.", fault: .otherScript),
      RewriteCase(
        name: "Chinese for Japanese", request: "レンズ豆はどのくらい煮ればいいですか、教えてください。",
        answer: "冷たい水に五分つけてください。それで大丈夫です。", feedback: "違います。",
        rewrite: "红扁豆必须放在沸水里煮大约十五分钟才会变软，然后再加盐调味。", fault: .otherScript),
      RewriteCase(
        name: "English for a Chinese request with code", request: "jobject类型怎么转换成int16_t指针，用switch判断",
        answer: "可以用GetArrayElements来转换成指针。", feedback: "不对",
        rewrite: "Ask for the class of the object first, then branch on it and fetch the elements.",
        fault: .otherScript),
    ])
  func told(one: RewriteCase) throws { #expect(try one.faults().first == one.fault) }

  @Test(
    "What is like a fault and is none is not told",
    arguments: [
      RewriteCase(name: "a plain rewrite", rewrite: boil),
      RewriteCase(
        name: "a placeholder that was there", answer: "Write to [EMAIL_1], they know all about lentils.",
        rewrite: "Ask at [EMAIL_1]; they say that lentils boil for a quarter of an hour."),
      RewriteCase(
        name: "a constant like a placeholder", request: "Which constant?",
        rewrite: "Use `KEY_1`; it is the first of the key codes."),
      RewriteCase(
        name: "a constant beside a placeholder", request: "Where does [KEY_1] belong, into KEY_1?",
        answer: "Nowhere at all.",
        rewrite: "Put [KEY_1] into the variable KEY_1 of your environment."),
      RewriteCase(
        name: "marks that the conversation is about", request: "What does <|im_start|> mean?", answer: "Nothing.",
        rewrite: "<|im_start|> begins a message in the chat format of some models; a role follows it."),
      RewriteCase(name: "cannot as emphasis", rewrite: "I can't stress enough: boil them for a quarter of an hour."),
      RewriteCase(
        name: "a refusal to be translated", request: "How do I say I can't help in German?", answer: "Nein.",
        rewrite: "\"I can't help with that\" is „Dabei kann ich nicht helfen“ in German."),
      RewriteCase(
        name: "one number that differs", answer: twenty + " It takes 5 steps.", rewrite: twenty + " It takes 6 steps."),
      RewriteCase(
        name: "one sign that differs in code", request: "Loop over n", answer: "```c\nfor (i = 0; i <= n; i++)\n```",
        rewrite: "```c\nfor (i = 0; i < n; i++)\n```"),
      RewriteCase(
        name: "what the user said before",
        request: "Shorten: the quick brown fox jumps over the lazy dog and runs away into the wood",
        answer: "The fox.",
        feedback: "Not so short: the quick brown fox jumps over the lazy dog and runs away into the wood",
        rewrite: "The quick brown fox jumps over the lazy dog and runs away."),
      RewriteCase(
        name: "what the request says of the user", request: "Since I am a Python developer, how do I boil lentils?",
        persona: "Works as a Python developer.",
        rewrite: "Since you are a Python developer: a timer of 900 seconds, then done."),
      RewriteCase(
        name: "since in another sense", persona: "Works as a Python developer.",
        rewrite: "Since you are heating water anyway, rinse the lentils first and boil them for a quarter of an hour."),
      RewriteCase(
        name: "a language that was asked for", feedback: "Antworte bitte auf Russisch",
        rewrite: "Красную чечевицу надо промыть и варить четверть часа."),
      RewriteCase(
        name: "a translation", request: "Translate into Chinese: lentils have to boil", answer: "Lentils.",
        rewrite: "扁豆必须煮熟才能吃，大约需要十五分钟的时间。"),
      RewriteCase(
        name: "Japanese with Han characters", request: "レンズ豆はどのくらい煮ればいいですか、教えてください。",
        answer: "冷たい水に五分つけてください。それで大丈夫です。",
        rewrite: "赤レンズ豆は沸騰した湯で十五分ほど煮てください。柔らかくなります。"),
      RewriteCase(
        name: "joined emoji and a flag", rewrite: boil + " 👩‍🍳 🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
    ])
  func notTold(one: RewriteCase) throws { #expect(try one.faults() == []) }

  @Test("All faults are told, the worst first")
  func order() throws {
    let one = RewriteCase(name: "", rewrite: "I can't help with that. I apologize for the confusion. [EMAIL_9]")
    #expect(try one.faults() == [.inventedPlaceholder, .refusal, .mentionsFeedback])
  }

  @Test("Limits are the caller's")
  func limits() throws {
    let asked = try lentils()
    var limits = RewriteLimits()
    limits.shortestRatio = 2
    let check = RewriteCheck(template: try Checkout.template("rewrite-1"), limits: limits)
    #expect(check.faults(in: Self.boil, of: asked, nonce: "0123456789ab") == [.tooShort])
  }

  @Test("Long texts of one word take no long")
  func long() throws {
    let long = String(repeating: "word ", count: 40_000)
    let asked = try subject(long, answer: long, feedback: long, persona: long)
    let check = RewriteCheck(template: try Checkout.template("rewrite-1"))
    #expect(check.faults(in: long, of: asked, nonce: "0123456789ab").first == .sameAsOriginal)
  }
}
