import Clinic
import ClinicFixture
import FormEngine
import Foundation
import QueueEngine
import Testing
import Yams

/// The texts, straight from their files.
struct LocaleFiles {
    let zh: [String: String]
    let en: [String: String]

    /// Read once for all tests: in a debug build that takes seconds.
    static let once = Result { try LocaleFiles() }

    private init() throws {
        zh = try Self.read("zh")
        en = try Self.read("en")
    }

    private static func read(_ language: String) throws -> [String: String] {
        let file = ClinicFixture.root.appending(path: "Resources/locales/\(language).yaml")
        return try YAMLDecoder().decode([String: String].self, from: try Data(contentsOf: file))
    }

    func has(_ key: String) -> Bool { zh[key]?.isEmpty == false && en[key]?.isEmpty == false }
}

@Suite("Every code has a sentence in Chinese and English")
struct LocaleTests {
    private let texts: LocaleFiles
    private let sources: [(file: String, text: String)]

    init() throws {
        texts = try LocaleFiles.once.get()
        let folder = ClinicFixture.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        sources = try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            (String($0.path.dropFirst(folder.path.count + 1)), try String(contentsOf: $0, encoding: .utf8))
        }
    }

    @Test("refusals of the queue")
    func refusals() {
        for code in Refusal.Code.allCases { #expect(texts.has("problem.\(code.rawValue)"), "\(code)") }
    }

    @Test("answers that do not fit")
    func answers() {
        for code in AnswerProblem.Code.allCases { #expect(texts.has("answer.\(code.rawValue)"), "\(code)") }
        #expect(texts.has("answer.missing"))
    }

    @Test("states of papers and tickets, purposes and lanes")
    func states() {
        for state in PrintState.allCases { #expect(texts.has("print.\(state.rawValue)"), "\(state)") }
        for state in Ticket.State.allCases { #expect(texts.has("state.\(state.rawValue)"), "\(state)") }
        for purpose in PrintPurpose.allCases { #expect(texts.has("purpose.\(purpose.rawValue)"), "\(purpose)") }
        for lane in Lane.known { #expect(texts.has("lane.\(lane.rawValue)"), "\(lane)") }
    }

    @Test("what the web layer refuses")
    func faults() {
        let codes = matches(#/"((?:session|request|feed|server|assessment)\.[a-z-]+)"/#, in: "Web/Wiring/Fault.swift")
        #expect(codes.count > 15)
        for code in codes { #expect(texts.has("problem.\(code)"), "\(code)") }
    }

    @Test("conflicts, unknown things, fields and print problems that the sources make")
    func madeInSources() {
        let made: [(Regex<(Substring, Substring)>, prefix: String, suffix: String)] = [
            (#/Conflict\(\s*"([a-z.-]+)"/#, "problem.", ""), (#/NotFound\(\s*"([a-z-]+)"\)/#, "problem.", ".unknown"),
            (#/PrintProblem\(\s*"([a-z.-]+)"/#, "problem.", ""), (#/"(field\.[a-z-]+)"/#, "", ""),
        ]
        for (pattern, prefix, suffix) in made {
            let codes = matches(pattern, in: "")
            #expect(!codes.isEmpty)
            for code in codes where !texts.has(prefix + code + suffix) { Issue.record("\(prefix + code + suffix)") }
        }
    }

    private func matches(_ pattern: Regex<(Substring, Substring)>, in file: String) -> Set<String> {
        Set(
            sources.filter { file.isEmpty || $0.file == file }
                .flatMap { $0.text.matches(of: pattern).map { String($0.output.1) } })
    }
}
