internal import FeedbackClassification
internal import FeedbackRules
internal import Foundation
internal import Pipeline
internal import Settings

/// Where the embedded model is.
enum ModelLocation {
  /// What decides: the rules and the model that the settings name, or the one beside the rules.
  ///
  /// - Throws: `UsageError` where the model can't be read, is none, or was never so precise as is wanted.
  static func setup(rules: RuleSet, _ settings: Settings) throws -> DetectionSetup {
    let wanted = settings.number(SettingCatalogue.precision)
    guard let path = try path(for: settings) else {
      if wanted > 0 {
        throw UsageError("a precision is the model's to keep: --precision does not go with --model none")
      }
      return DetectionSetup(rules: rules, model: nil)
    }
    let model = try read(path)
    if wanted == 0 { return DetectionSetup(rules: rules, model: model) }
    guard let point = model.header.operatingPoint(precision: wanted) else {
      throw UsageError(
        "the model at \(path) never reached a precision of \(wanted) in cross-validation\n  want less with --precision")
    }
    return DetectionSetup(rules: rules, model: model, threshold: point.threshold)
  }

  /// What a wanted precision costs, and what a model that was trained with other rules may lack.
  static func note(on setup: DetectionSetup, _ settings: Settings) -> String? {
    guard let model = setup.model else { return nil }
    var notes: [String] = []
    let wanted = settings.number(SettingCatalogue.precision)
    if wanted > 0, let point = model.header.operatingPoint(precision: wanted) {
      notes.append(
        "precision \(Amount.fixed(wanted, 2)): threshold \(Amount.fixed(point.threshold, 2)), "
          + "expected recall \(Amount.fixed(point.recall, 2))")
    }
    if model.header.rules != setup.rules.digest {
      notes.append("the model was trained with other rules; `gleaner train` makes one for these")
    }
    return notes.isEmpty ? nil : notes.joined(separator: "\n")
  }

  static func read(_ path: String) throws -> EmbeddedModel {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "the model at \(path) can't be read\n  name its file with --model, or let the rules decide alone: --model none")
    }
    do throws(ModelFileError) {
      return try EmbeddedModel(file: Array(bytes))
    } catch {
      throw UsageError("\(path) can't be used as a model: \(error.reason)\n  next: gleaner train, or --model none")
    }
  }

  /// nil where the rules are to decide alone.
  private static func path(for settings: Settings) throws -> String? {
    let name = settings.text(SettingCatalogue.model)
    if name == "none" { return nil }
    if settings.source(of: SettingCatalogue.model) != .fallback { return name }
    let directories = [try RuleDirectory.path(for: settings), RuleDirectory.ofProgram].compactMap { $0 }
    guard let path = directories.map(usualPath).first(where: FileManager.default.fileExists) else {
      throw UsageError(
        "no model was found at \(usualPath(rules: directories[0])) nor beside the program\n"
          + "  name its file with --model, make one with gleaner train, or let the rules decide alone: --model none")
    }
    return path
  }

  /// The model that belongs to rule packs: `models/feedback.model` beside their directory.
  static func usualPath(rules directory: String) -> String {
    URL(fileURLWithPath: directory).deletingLastPathComponent().appendingPathComponent("models/feedback.model").path
  }
}
