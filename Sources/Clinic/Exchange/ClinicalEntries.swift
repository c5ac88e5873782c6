import FormEngine

/// The data elements of a clinical document, from what was signed.
struct ClinicalEntries {
    let content: SignedContent
    let wording: Wording
    private let words: AnswerWords

    init(content: SignedContent, wording: Wording) {
        self.content = content
        self.wording = wording
        words = AnswerWords(wording: wording, language: "zh")
    }

    /// What an element holds.
    private enum Value {
        case text(String)
        case quantity(String, unit: String)
        /// In words, where the standard wants a code.
        case uncoded(String)
        /// No value, and why: `NASK` not asked, `ASKU` asked and not known, `NI` asked in part, nothing found.
        case none(String)
    }

    /// For people.
    func words(of entry: DocumentMapping.Entry) -> String {
        switch value(of: entry) {
        case .text(let text), .uncoded(let text): text
        case .quantity(let number, let unit): "\(number) \(unit)"
        case .none(let flavor): wording.text("document-none.\(flavor)", "zh")
        }
    }

    /// - Parameter catalogue: the OID of the data elements.
    func element(of entry: DocumentMapping.Entry, catalogue: String) -> XMLElement {
        let code = XMLElement(
            "code",
            [
                "code": entry.element, "codeSystem": catalogue, "codeSystemName": "卫生信息数据元目录",
                "displayName": entry.name,
            ])
        guard entry.kind != .procedure else {
            return XMLElement(
                "entry", [:], [XMLElement("procedure", ["classCode": "PROC", "moodCode": "INT"], [procedure(entry)])])
        }
        let observation = XMLElement(
            "observation", ["classCode": "OBS", "moodCode": "EVN"], [code, valueElement(value(of: entry), entry.kind)])
        return XMLElement("entry", [:], [observation])
    }

    private func procedure(_ entry: DocumentMapping.Entry) -> XMLElement {
        switch value(of: entry) {
        case .none(let flavor): XMLElement("code", ["nullFlavor": flavor])
        case .text(let text), .uncoded(let text), .quantity(let text, _):
            XMLElement("code", ["nullFlavor": "OTH"], [XMLElement("originalText", text: text)])
        }
    }

    private func valueElement(_ value: Value, _ kind: DocumentMapping.Kind) -> XMLElement {
        switch value {
        case .text(let text): XMLElement("value", ["xsi:type": "ST"], text: text)
        case .quantity(let number, let unit):
            XMLElement("value", ["xsi:type": "PQ", "value": number, "unit": unit])
        case .uncoded(let text):
            XMLElement("value", ["xsi:type": "CD", "nullFlavor": "OTH"], [XMLElement("originalText", text: text)])
        case .none(let flavor): XMLElement("value", ["xsi:type": Self.type(of: kind), "nullFlavor": flavor])
        }
    }

    private static func type(of kind: DocumentMapping.Kind) -> String {
        switch kind {
        case .text, .positives: "ST"
        case .quantity: "PQ"
        case .words, .procedure: "CD"
        }
    }

    // MARK: From the answers

    private func value(of entry: DocumentMapping.Entry) -> Value {
        // An older form may lack an item; one that a condition hid was rightly not asked.
        let visible = Set(content.evaluation.visible)
        let items = entry.items.compactMap(content.form.item).filter { visible.contains($0.id) }
        let answered = items.filter { isAnswered($0) }
        guard !answered.isEmpty else { return .none("NASK") }
        guard answered.contains(where: { content.answers[$0.id] != .unknown }) else { return .none("ASKU") }
        switch entry.kind {
        case .text: return .text(told(items))
        case .words, .procedure:
            return .uncoded(answered.map { words.words(content.answers[$0.id], to: $0) }.joined(separator: "；"))
        case .positives: return positives(items, areAllAsked: answered.count == items.count)
        case .quantity:
            guard let item = answered.first, let answer = content.answers[item.id], case .number = answer else {
                return .none("NASK")
            }
            return .quantity(item.words(for: answer, in: "en"), unit: entry.unit ?? "1")
        }
    }

    private func isAnswered(_ item: FormItem) -> Bool {
        content.answers[item.id].map { $0 != .string("") } ?? false
    }

    /// Each with its answer, one alone without its name.
    private func told(_ items: [FormItem]) -> String {
        guard items.count > 1 else { return items.map { words.words(content.answers[$0.id], to: $0) }.joined() }
        return items.map { "\($0.text.best(for: "zh"))：\(words.words(content.answers[$0.id], to: $0))" }
            .joined(separator: "；")
    }

    private func positives(_ items: [FormItem], areAllAsked: Bool) -> Value {
        let named = items.compactMap { item -> String? in
            switch content.answers[item.id] {
            case .yes: item.text.best(for: "zh")
            case .unknown: "\(item.text.best(for: "zh"))（\(wording.text("tick.unknown", "zh"))）"
            default: nil
            }
        }
        if named.isEmpty { return areAllAsked ? .text(wording.text("tick.no", "zh")) : .none("NI") }
        return .text(named.joined(separator: "、"))
    }
}
