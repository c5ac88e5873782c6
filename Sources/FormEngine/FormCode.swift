/// What a question, a choice or a score is called in a terminology that other systems know: LOINC 8302-2, body height.
package struct FormCode: Codable, Hashable, Sendable {
    /// The terminology's address: ``loinc``, ``snomed`` or another one's.
    package var system: String
    package var code: String
    /// What the terminology itself calls it, in its own language.
    package var display: String?

    package init(system: String, code: String, display: String? = nil) {
        self.system = system
        self.code = code
        self.display = display
    }

    package static let loinc = "http://loinc.org"
    package static let snomed = "http://snomed.info/sct"
    /// The terminologies that form files call by a word.
    package static let systems = ["loinc": loinc, "snomed": snomed]
}

extension FormCode {
    /// What is wrong with it, and what would be right; nothing when it can be used. Whether the terminology has such a
    /// code, and means by it what the form means, only a person can say.
    package var problem: ProblemSentence? {
        if !Self.isAddress(system) {
            let known = Self.systems.keys.sorted()
            let hint: ProblemSentence =
                Spelling.nearest(to: system, among: known).map { " Did you mean \($0)?" } ?? ""
            return """
                “\(system.excerpt())” is no terminology: \(known.joined(separator: ", ")), or its address, as \
                urn:oid:2.16.156.10011 or http://….\(hint)
                """
        }
        let size = code.unicodeScalars.count
        guard (1...FormLimits.idLength).contains(size), code.unicodeScalars.allSatisfy(\.isPlainASCII) else {
            return """
                The code “\(code.excerpt())” is not 1 to \(FormLimits.idLength) letters, digits and signs of ASCII \
                without spaces.
                """
        }
        if let display, display.unicodeScalars.contains(where: \.canDeceive) || display.count > 250 || display.isEmpty {
            return "The display of \(code) is empty, longer than 250 characters, or has a control character in it."
        }
        return switch system {
        case Self.loinc: loincProblem
        case Self.snomed: snomedProblem
        default: nil
        }
    }

    /// A URI begins with its scheme and has no spaces.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[1].isEmpty && text.utf8.count <= 200
            && parts[0].utf8.allSatisfy { (97...122).contains($0) } && !parts[0].isEmpty
            && text.unicodeScalars.allSatisfy(\.isPlainASCII)
    }

    private var loincProblem: ProblemSentence? {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let digits = Self.digits(parts[0]), let last = Self.digits(parts[1]),
            (1...7).contains(digits.count), last.count == 1
        else { return "“\(code)” is no LOINC code: that is up to seven digits, a hyphen and a check digit, as 8302-2." }
        let right = CheckDigits.loinc(digits)
        if last[0] == right { return nil }
        return "LOINC \(code) is mistyped: after \(parts[0]) the check digit is \(right). Look it up again."
    }

    private var snomedProblem: ProblemSentence? {
        guard let digits = Self.digits(code[...]), (6...18).contains(digits.count), digits[0] != 0 else {
            return "“\(code)” is no SNOMED CT id: that is 6 to 18 digits, as 302132005."
        }
        let right = CheckDigits.snomed(digits.dropLast())
        if digits.last == right { return nil }
        return "SNOMED CT \(code) is mistyped: after \(code.dropLast()) the check digit is \(right). Look it up again."
    }

    private static func digits(_ text: Substring) -> [Int]? {
        let digits = text.utf8.map { Int($0) - 48 }
        return !digits.isEmpty && digits.allSatisfy((0...9).contains) ? digits : nil
    }
}

extension Unicode.Scalar {
    /// A letter, digit or sign of ASCII.
    fileprivate var isPlainASCII: Bool { (0x21...0x7E).contains(value) }
}

extension FormItem {
    /// Whether who answers must look at it again: what terminologies and the patient call it changes nothing for them.
    func differs(from old: FormItem?) -> Bool { old.map { $0.asAnswered != asAnswered } ?? false }

    private var asAnswered: FormItem {
        var item = self
        item.codes = []
        switch kind {
        case .choice(let choices): item.kind = .choice(choices.map(\.asAnswered))
        case .several(let choices): item.kind = .several(choices.map(\.asAnswered))
        case .tick, .number, .date, .time, .text: break
        }
        return item
    }
}

extension FormChoice {
    fileprivate var asAnswered: FormChoice {
        var choice = self
        choice.codes = nil
        choice.plain = nil
        choice.child = nil
        choice.also = nil
        return choice
    }
}
