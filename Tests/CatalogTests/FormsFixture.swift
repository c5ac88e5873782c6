import Catalog
import FormEngine
import Foundation
import Testing

/// The project's own form files, and small ones that the tests write.
enum FormsFixture {
    /// The folder `Forms/` of this checkout.
    static let folder: String = {
        let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        return tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Forms").path
    }()

    /// All forms as they are shipped.
    static func shipped() throws -> [FormDefinition] { try loaded.get() }

    /// The anaesthesia assessment as it is shipped.
    static func assessment() throws -> FormDefinition {
        try #require(try shipped().first { $0.id == "anesthesia-assessment" })
    }

    /// Read once for all tests: in a debug build that takes seconds.
    private static let loaded = Result { try Forms.load(folder: folder) }

    /// A small sound form; each line is at a known place.
    static let small = """
        form: small
        version: 1
        title: {zh: 小, en: Small}
        sections:
          - id: one
            title: {zh: 一, en: One}
            required: true
            nothingAbnormal: true
            items:
              - id: snoring
                kind: tick
                text: {zh: 打鼾, en: Snoring}
                findings:
                  - level: caution
              - id: height
                kind: number
                text: {zh: 身高, en: Height}
                min: 40
                max: 250
              - id: plan
                kind: choice
                text: {zh: 计划, en: Plan}
                choices:
                  - {code: go, text: {zh: 去, en: Go}}
        scores:
          - id: points
            title: {zh: 分, en: Points}
            source: Nobody 1900
            parts:
              - id: snoring
                label: {zh: 打鼾, en: snoring}
                when: "%snoring = 'yes'"
            vectors:
              - source: by hand
                answers: {snoring: yes}
                value: 1
        """

    /// What is wrong with the small form after one of its texts was replaced.
    static func problems(replacing old: String, with new: String) -> [CatalogProblem] {
        precondition(small.contains(old), "The small form has no \(old).")
        return problems(in: small.replacingOccurrences(of: old, with: new))
    }

    /// What is wrong with a text.
    static func problems(in text: String) -> [CatalogProblem] {
        do throws(CatalogProblems) {
            _ = try Forms.load(yaml: text, file: "small.yaml")
            return []
        } catch {
            return error.problems
        }
    }
}
