import Catalog
import FormEngine
import Foundation
import Testing

@Suite("Lists of choices that forms share")
struct FormsChoicesTests {
    private static let list = """
        # Plans
        - {code: go, text: {zh: 去, en: Go}}
        - {code: stay, text: {zh: 留, en: Stay}}
        """

    /// What is wrong with the small form when its choices stand in `choices/plan.yaml`.
    private static func problems(_ list: String = list, named name: String = "plan") throws -> [CatalogProblem] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "choices-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let choices = folder.appending(path: "choices")
        try FileManager.default.createDirectory(at: choices, withIntermediateDirectories: true)
        try Data(list.utf8).write(to: choices.appending(path: "plan.yaml"))
        let form = FormsFixture.small.replacing(
            "choices:\n          - {code: go, text: {zh: 去, en: Go}}", with: "choices: \(name)")
        #expect(form != FormsFixture.small)
        let path = folder.appending(path: "small.yaml")
        try Data(form.utf8).write(to: path)
        do throws(CatalogProblems) {
            let read = try Forms.load(file: path.path)
            #expect(read.item("plan")?.kind.choices.map(\.code) == ["go", "stay"])
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `a list is read from the file that it is named by`() throws {
        #expect(try Self.problems().isEmpty)
    }

    @Test func `a list that is not there is told where it is named, with the nearest name`() throws {
        let problem = try #require(try Self.problems(named: "plam").first)
        #expect(problem.file.hasSuffix("/small.yaml") && problem.line == 23)
        #expect(problem.message.contains("There is no file choices/plam.yaml beside this form. Did you mean plan?"))
    }

    @Test(arguments: [
        ("{zh: 留, en: Stay}", "{zh: 留}", 3, "the text of stay has no wording in en"),
        ("code: stay", "code: go", 3, "used twice"),
        ("text: {zh: 留, en: Stay}", "txt: {zh: 留, en: Stay}", 3, "Did you mean text?"),
        (
            "en: Stay}", "en: Stay}, plain: {zh: 留下, en: stay here, ug: قېلىش}", 3,
            "stay has plain words, but its item prints nothing for the patient; take them out"
        ),
    ])
    func `a mistake in a list is told with the list's own line`(
        old: String, new: String, line: Int, words: String
    ) throws {
        let problems = try Self.problems(Self.list.replacing(old, with: new))
        #expect(
            problems.contains {
                $0.file.hasSuffix("/choices/plan.yaml") && $0.line == line && $0.message.contains(words)
            }, "\(problems)")
    }

    @Test func `what a patient reads is worded in each of the patient's languages`() {
        let form = FormsFixture.small.replacing("kind: choice", with: "kind: choice\n        forPatient: true")
            .replacing("{zh: 计划, en: Plan}", with: "{zh: 计划, en: Plan, ug: پىلان}")
        func told(_ choice: String) -> [String] {
            FormsFixture.problems(in: form.replacing("text: {zh: 去, en: Go}", with: choice))
                .map { "\($0.line): \($0.message)" }
        }
        #expect(told("text: {zh: 去, en: Go}") == ["25: the text of go has no wording in ug."])
        #expect(told("text: {zh: 去, en: Go}, plain: {zh: 去, ug: بېرىڭ}") == ["25: plain of go has no wording in en."])
        let plain = "text: {zh: 去, en: Go}, plain: {zh: 去, en: go, ug: بېرىڭ}"
        #expect(told(plain).isEmpty)
        #expect(told(plain + ", child: {zh: 带孩子去, ug: بېرىڭ}") == ["25: child of go has no wording in en."])
    }

    @Test func `both forms ask for the same medicines and say the same to the patient`() throws {
        let forms = try FormsFixture.shipped().filter { $0.drugHolds != nil }
        #expect(forms.map(\.id) == ["anesthesia-assessment", "reassessment"])
        for item in ["medicinesTaken", "instructions"] {
            #expect(Set(forms.map { $0.item(item)?.kind.choices }).count == 1)
        }
    }

    /// A class's name and a chemist's short forms tell a patient nothing; the ending of a tablet's name does.
    @Test func `the patient's word for a medicine holds none that only staff know`() throws {
        let jargon = /SGLT|GLP|NSAID|LMWH|ACE|ARB|inhibitor|blocker|agonist|β|受体|抑制剂|非甾体|糖皮质|预防量|治疗量/
        let medicines = try #require(try FormsFixture.assessment().item("medicinesTaken")).kind.choices
        #expect(medicines.count == 25)
        for medicine in medicines {
            for (language, words) in medicine.forPatient(isChild: false) {
                #expect(!words.contains(jargon), "\(medicine.code) in \(language): \(words)")
                #expect(words.count <= 80, "\(medicine.code) in \(language) is too long for a line of the slip")
            }
        }
        #expect(medicines.contains { $0.text.values.contains { $0.contains(jargon) } }, "the doctor's stay")
    }
}
