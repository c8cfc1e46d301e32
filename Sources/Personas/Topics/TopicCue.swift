/// Words that speak for a topic, with their weight. A blank at an end stands for the edge of a word.
struct TopicCue: Sendable {
  let topic: ConversationTopic
  let weight: Int
  let text: String

  private static func cues(_ topic: ConversationTopic, _ weight: Int, _ texts: [String]) -> [TopicCue] {
    texts.map { TopicCue(topic: topic, weight: weight, text: $0) }
  }

  /// A weight of 2 is enough for a topic by itself, one of 1 is not.
  static let all: [TopicCue] = [
    cues(
      .coding, 2,
      [
        " python", " javascript", " typescript", " c++", " c# ", " java ", " php ", " html", " css ", " sql ",
        " react.js", " reactjs", " react component",
        " node.js", " flutter", " kotlin", " django", " docker", " regex", " github", " stack trace", " traceback",
        " source code", " unit test", " compile", " debug", " backend", " frontend", " linux", " bash ", " powershell",
        " roblox", " arduino", " matlab", "#include", "public class ", "console.log", "import numpy", " def ",
        "pd.dataframe", "dataframe.", "def __init__",
        "std::", "``` ", "</div>", "代码", "编程", "程序", " код ", " программ", " código", " quellcode",
      ]),
    cues(
      .coding, 1,
      [
        " code ", " function", " script", " api ", " error:", " array", " program ", " class ", " json", " algorithm",
        " variable",
      ]),
    cues(
      .data, 2,
      [
        " excel", " spreadsheet", " dataset", " pandas", " vba ", " regression", " google sheet", " pivot table",
        " power bi",
        " csv ", " statistic", " standard deviation", "数据分析", " таблиц", " tableau de données",
      ]),
    cues(
      .maths, 2,
      [
        " equation", " integral", " derivative", " theorem", " polynomial", " probability", " matrix", " geometry",
        " calculus", " algebra", " solve for ", " prove that", "方程", "数学", "概率", " уравнени", " интеграл", " ecuación",
        " équation", " gleichung", " equação",
      ]),
    cues(
      .writing, 2,
      [
        " essay", " paragraph", " rewrite", " rephrase", " paraphrase", " proofread", " a story", " short story",
        " a poem",
        " cover letter", " an email", " write a letter", " novel", " fan fiction", " fanfic", " screenplay",
        " blog post",
        " an article", " lyrics", " grammar", "润色", "作文", "文章", "小说", "改写", "故事", " сочинение", " рассказ", " эссе",
        " перефраз", " стих", " ensayo", " redacta", " historia ", " poème", " dissertation", " rédige", " aufsatz",
        " gedicht", " geschichte", " redação", " reescreva", " texto ",
      ]),
    cues(
      .writing, 1,
      [" story", " letter", " write ", " text ", " summar", " scene", " chapter", " title", "总结", "напиши"]),
    cues(
      .translation, 3,
      [
        " translat", "翻译", "翻譯", "译成", " перевед", " перевод", " traduc", " traduis", " traduir", " übersetz",
        " traduz", " in english please",
      ]),
    cues(
      .roleplay, 3,
      [
        " roleplay", " role-play", " role play", " i want you to act", " act as ", " pretend to be", " pretend you",
        " in character", " dungeon master", " text adventure", "扮演", " ролев", " притворись", " juego de rol",
        " jeu de rôle", " rollenspiel", " finja que",
      ]),
    cues(
      .imagePrompt, 4,
      [
        " midjourney", " stable diffusion", " dall-e", " prompt generator", " image prompt", " text-to-image",
        " photorealistic", " prompts for ai art", "绘画提示", "提示词",
      ]),
    cues(
      .business, 2,
      [
        " marketing", " business plan", " startup", " customer", " sales ", " company", " linkedin", " seo ",
        " revenue",
        " invoice", " stakeholder", " product description", " amazon ", " investor", "营销", "公司", "企业", " бизнес",
        " компани", " empresa", " entreprise", " unternehmen", " marque ",
      ]),
    cues(
      .education, 2,
      [
        " homework", " exam ", " lesson plan", " student", " teacher", " university", " curriculum", " quiz",
        " multiple choice",
        " which of the following", " thesis", " classroom", "考试", "学生", "教学", "论文", " экзамен", " студент", " урок",
        " estudiante", " examen", " élève", " schüler", " aluno", " prüfung",
      ]),
    cues(
      .health, 2,
      [
        " symptom", " doctor", " disease", " medication", " patient", " diagnos", " workout", " calories",
        " weight loss",
        " vitamin", " therapy", " pregnan", " blood pressure", "症状", "治疗", "患者", " болезн", " лечени", " симптом",
        " enfermedad", " maladie", " krankheit", " doença",
      ]),
  ].flatMap { $0 }
}
