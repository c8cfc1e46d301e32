extension ExportCard {
  var useSection: String {
    """
    ## Use
    \(intended)

    Not for judging or profiling the people who wrote; not for benchmarks of factual quality, because a user's \
    reaction is not the truth; not for claims about all users, because few give feedback, and those who do are not \
    like the others. Feedback whose `scope` is one answer or one user must not be taken for everyone's taste.

    \(example)
    """
  }

  private var intended: String {
    switch settings.shape {
    case .preference: "Meant for training reward models and for preference optimisation, and for studying both."
    case .unpaired: "Meant for optimisation from labels without pairs (KTO), and for classifiers of answers."
    case .sft: "Meant for supervised fine-tuning on answers that users took."
    case .icai: "Meant for finding the principles behind the preferences, with Inverse Constitutional AI."
    }
  }

  private var example: String {
    if settings.withoutText { return code("rows = load_dataset(\"PATH/TO/THIS\", split=\"\(firstSplit)\")") }
    switch settings.shape {
    case .preference:
      return code(
        loading(["prompt", "chosen", "rejected"]) + "\nfrom trl import DPOConfig, DPOTrainer"
          + "\nDPOTrainer(model=\"MODEL\", args=DPOConfig(), train_dataset=rows).train()")
    case .unpaired:
      return code(
        loading(["prompt", "completion", "label"]) + "\nfrom trl import KTOConfig, KTOTrainer"
          + "\nKTOTrainer(model=\"MODEL\", args=KTOConfig(), train_dataset=rows).train()")
    case .sft:
      return code(
        loading(["messages"]) + "\nfrom trl import SFTConfig, SFTTrainer"
          + "\nSFTTrainer(model=\"MODEL\", args=SFTConfig(), train_dataset=rows).train()")
    case .icai:
      guard settings.format == .csv, let file = report.files.first else {
        return code("rows = load_dataset(\"PATH/TO/THIS\", split=\"\(firstSplit)\")")
      }
      return "```sh\nicai-exp data_path=\"PATH/TO/THIS/\(file.name)\"\n```"
    }
  }

  private var firstSplit: String { filledSplits.first ?? "train" }

  /// In CSV, lists have to be made of their texts first.
  private func loading(_ names: [String]) -> String {
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let rows = "rows = load_dataset(\"PATH/TO/THIS\", split=\"\(firstSplit)\").select_columns([\(list)])"
    if settings.format.keepsLists { return rows }
    let lists = names.filter { $0 != "label" }.map { "\"\($0)\"" }.joined(separator: ", ")
    return "import json\n\(rows)\nrows = rows.map(lambda row: {name: json.loads(row[name]) for name in (\(lists),)})"
  }

  private func code(_ lines: String) -> String {
    "```python\nfrom datasets import load_dataset\n\(lines)\n```"
  }

  var limitSection: String {
    var limits = [
      "Who reacted to what was told by rules and a model, and nobody has read the rows; `confidence` says how far to "
        + "trust them.",
      "That a later answer was taken does not mean that it is right: some users give up, or are mistaken.",
      "The answers are those of the models of the logs, with their errors and their style.",
      "Names and numbers of persons may be in the texts where the sources left them there.",
      "Near duplicates are told by what users wrote; a prompt in other words, or in another language, is not found.",
    ]
    if settings.shape == .preference || settings.shape == .icai {
      limits.append(
        "The later answer of a repair had more to go by than the rejected one, where `feedback_in_prompt` is true or "
          + "`uses_new_information` is.")
    }
    if settings.withoutText {
      limits.append("Rows were not looked at for empty or equal answers, because texts are left out.")
    }
    if settings.format == .csv {
      limits.append(csvLimit)
    }
    return "## Known limits\n" + limits.map { "* \($0)" }.joined(separator: "\n")
  }

  private var csvLimit: String {
    settings.escapesFormulas
      ? "Texts that a spreadsheet could take for formulas have an apostrophe before them, which is not the author's."
      : "Cells are exact texts. Do not open the files in a spreadsheet: it may take a text for a formula, and run it."
  }

  var columnSection: String {
    "## Columns\n| column | type | meaning |\n|---|---|---|\n"
      + columns.map { "| `\($0.name)` | \($0.kind) | \(Self.cell($0.meaning)) |" }.joined(separator: "\n")
  }
}
