/// What a doctor has written to the patient about medicines, as a form's words read it. It understands sentences of the kind that
/// doctors write on a slip, and says which it did not understand, so that a person looks.
struct WrittenMedicines {
    private let text: Letters
    private let holds: [DrugHoldResult]
    /// By which words each medicine that the form knows may be called.
    private let names: [String: [Letters]]
    private let said: [MedicineSentences.Subject: Set<Said>]

    /// What a sentence says of a medicine.
    enum Said: Hashable {
        case goOn, stop
        /// It is named, and no more is said: as with a dose.
        case mentioned
        /// Whether it stops or goes on was not understood.
        case unread
        /// Perhaps: of a medicine whose name is not known here.
        case maybeGoesOn, maybeStops
        /// Either: it hangs on a condition, or goes on until some day.
        case doubted
    }

    init(
        _ written: Answer?, about holds: [DrugHoldResult], in form: FormDefinition, reading: MedicineWords
    ) {
        guard !holds.isEmpty, case .string(let written)? = written, !written.isEmpty else {
            (text, self.holds, names, said) = ([], [], [:], [:])
            return
        }
        let plain = written.plainLowercased
        (text, self.holds, names) = (Letters(plain), holds, form.medicineNames)
        said = MedicineSentences(words: reading, names: names).read(plain)
    }

    func names(_ hold: DrugHoldResult) -> Bool { names[hold.drug].map { text.contains(any: $0) } ?? false }

    /// The medicines of which it says the opposite of the rule, and nothing else.
    var opposed: [DrugHoldResult] {
        holds.filter { hold in hold.opposite.map { said(of: hold) == [$0] } ?? false }
    }

    /// Those of which it was not understood, or says both: whoever reads it has to guess. A dose alone says to go on.
    var unread: [DrugHoldResult] {
        holds.filter { hold in
            let said = said(of: hold)
            guard let opposite = hold.opposite, said != [opposite] else { return false }
            return !said.isDisjoint(with: [opposite, .unread, .doubted])
                || said.contains(opposite == .goOn ? .maybeGoesOn : .maybeStops)
                || (said.contains(.mentioned) && hold.action == .stop)
        }
    }

    /// What is said of others is said of each that is not named.
    private func said(of hold: DrugHoldResult) -> Set<Said> {
        said[.drug(hold.drug)] ?? said[.others] ?? []
    }
}

extension DrugHoldResult {
    /// What contradicts its rule; nil of one that the doctor decides.
    fileprivate var opposite: WrittenMedicines.Said? {
        switch action {
        case .stop: .goOn
        case .goOn: .stop
        case .ask: nil
        }
    }
}

extension String {
    /// In small letters, with the apostrophe that keyboards have in the place of the one that telephones write.
    fileprivate var plainLowercased: String { lowercased().replacing("’", with: "'").replacing("‘", with: "'") }
}

extension FormDefinition {
    /// Whether what is written to the patient names a medicine.
    package func names(_ hold: DrugHoldResult, in written: Answer?) -> Bool {
        guard case .string(let text)? = written else { return false }
        return medicineNames[hold.drug].map { Letters(lowercasing: text).contains(any: $0) } ?? false
    }

    /// By which words each medicine may be called.
    fileprivate var medicineNames: [String: [Letters]] {
        let list = drugHolds.flatMap { item($0.item) }
        return Dictionary(list?.kind.choices.map { ($0.code, $0.names) } ?? [], uniquingKeysWith: +)
    }
}

extension FormChoice {
    /// The words by which it may be called: brands, those of its label, and in the patient's wording the examples and the parts of
    /// names ("普利", "司美格鲁肽"), in small letters.
    fileprivate var names: [Letters] {
        func words(_ wording: String?) -> [Letters] {
            Letters(lowercasing: wording ?? "").split { !($0.isLetter || $0.isNumber || $0 == "-") || $0 == "如" }
                .map(Array.init)
        }
        // In English what follows the name is a dose.
        let all = words(text["zh"]) + words(plain?["zh"]) + words(text["en"]).prefix(1)
        // "mg" and "10" name nothing.
        return all.filter { word in
            word.contains { $0.isLetter && !$0.isASCII }
                ? word.count > 1 : word.count > 2 && word.contains(where: \.isLetter)
        } + (also ?? []).map { Letters(lowercasing: $0) }
    }
}
