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
        case flag(Bool)
        case quantity(String, unit: String, isEstimated: Bool)
        case coded(String, words: String)
        /// In words, where the standard wants a code.
        case uncoded(String)
        /// No value, and why: `NASK` not asked, `ASKU` asked and not known, `NI` asked in part, nothing found.
        case none(String)
    }

    /// For people: an element and those within it.
    func lines(of entry: DocumentMapping.Entry) -> [String] {
        ["\(entry.name)：\(words(of: entry))"] + entry.parts.flatMap(lines)
    }

    private func words(of entry: DocumentMapping.Entry) -> String {
        switch value(of: entry) {
        case .text(let text), .uncoded(let text): text
        case .flag(let isNormal): wording.text("document-normal.\(isNormal)", "zh")
        case .quantity(let number, let unit, let isEstimated):
            "\(number) \(unit)" + (isEstimated ? "（\(wording.text("exchange.estimated", "zh"))）" : "")
        case .coded(let code, let words): [words, "(\(code))"].filter { !$0.isEmpty }.joined(separator: " ")
        case .none(let flavor): wording.text("document-none.\(flavor)", "zh")
        }
    }

    func element(of entry: DocumentMapping.Entry) -> XMLElement { XMLElement("entry", [:], [act(entry)]) }

    /// The element itself, with those within it.
    private func act(_ entry: DocumentMapping.Entry) -> XMLElement {
        let within = entry.parts.map { XMLElement("entryRelationship", ["typeCode": "COMP"], [act($0)]) }
        guard entry.kind != .procedure else {
            let code = valueElement(named: "code", value(of: entry), entry)
            return XMLElement("procedure", ["classCode": "PROC", "moodCode": "EVN"], [code] + within)
        }
        let code = XMLElement(
            "code",
            [
                "code": entry.element, "codeSystem": ClinicalDocument.catalogue, "codeSystemName": "卫生信息数据元目录",
                "displayName": entry.name,
            ])
        return XMLElement(
            "observation", ["classCode": "OBS", "moodCode": entry.isIntended ? "INT" : "EVN"],
            [code, valueElement(named: "value", value(of: entry), entry)] + within)
    }

    private func valueElement(
        named name: String, _ value: Value, _ entry: DocumentMapping.Entry
    ) -> XMLElement {
        let type = Self.type(of: entry.kind)
        switch value {
        case .text(let text): return XMLElement(name, ["xsi:type": type], text: text)
        case .flag(let flag): return XMLElement(name, ["xsi:type": type, "value": "\(flag)"])
        case .quantity(let number, let unit, let isEstimated):
            // CDA R2 has no other place for words beside a number than those of its translation.
            let words = XMLElement("originalText", text: wording.text("exchange.estimated", "zh"))
            return XMLElement(
                name, ["xsi:type": type, "value": number, "unit": unit],
                isEstimated ? [XMLElement("translation", ["value": number], [words])] : [])
        case .uncoded(let text):
            return XMLElement(
                name, ["xsi:type": type, "nullFlavor": "OTH"], [XMLElement("originalText", text: text)])
        case .coded(let code, let words):
            var element = XMLElement(name, ["xsi:type": type, "code": code, "displayName": words])
            if let oid = entry.system?.oid { element.attributes.append(("codeSystem", oid)) }
            if let system = entry.system?.name { element.attributes.append(("codeSystemName", system)) }
            return element
        case .none(let flavor): return XMLElement(name, ["xsi:type": type, "nullFlavor": flavor])
        }
    }

    private static func type(of kind: DocumentMapping.Kind) -> String {
        switch kind {
        case .text, .positives: "ST"
        case .quantity: "PQ"
        case .normal: "BL"
        case .words, .coded, .procedure: "CD"
        }
    }

    // MARK: From the answers

    private func value(of entry: DocumentMapping.Entry) -> Value {
        // An older form may lack an item; one that a condition hid was rightly not asked.
        let visible = Set(content.evaluation.visible)
        let items = entry.items.compactMap(content.form.item).filter { visible.contains($0.id) }
        let answered = items.filter { isAnswered($0) }
        let before = entry.tellsDangers ? dangers : carried(entry)
        guard !answered.isEmpty else { return before.isEmpty ? .none("NASK") : .text(before) }
        guard answered.contains(where: { content.answers[$0.id] != .unknown }) else { return .none("ASKU") }
        switch entry.kind {
        case .text: return .text([told(items), before].filter { !$0.isEmpty }.joined(separator: "；"))
        case .words: return .uncoded(answered.map(answer).joined(separator: "；"))
        case .coded, .procedure: return coded(entry, answered)
        case .positives:
            let present = positives(items, areAllAsked: answered.count == items.count)
            guard !before.isEmpty else { return present }
            // What was so before and is denied now is not “无”.
            guard case .text(let named) = present, named != wording.text("tick.no", "zh") else {
                return .text(before)
            }
            return .text(named + "、" + before)
        case .normal: return .flag(content.answers[answered[0].id] == .no)
        case .quantity:
            guard let answer = content.answers[answered[0].id], case .number = answer else { return .none("NASK") }
            let estimated = entry.estimatedBy.flatMap { content.answers[$0] }
            return .quantity(
                answered[0].words(for: answer, in: "en"), unit: entry.unit ?? "1",
                isEstimated: estimated?.chooses(answered[0].id) ?? false)
        }
    }

    /// All that a reader of this document alone must know: each danger, those of earlier assessments too, and what they found
    /// and this one denies.
    private var dangers: String {
        content.evaluation.findings
            .filter { finding in
                finding.level == .danger
                    || [SignedContent.deniedPrefix, SignedContent.toldPrefix].contains { finding.id.hasPrefix($0) }
            }
            .map { $0.text.best(for: "zh") }.joined(separator: "；")
    }

    /// What an earlier assessment found of these items and this one does not say again: as on paper, with its day.
    private func carried(_ entry: DocumentMapping.Entry) -> String {
        guard [.text, .positives].contains(entry.kind) else { return "" }
        let own = Set(content.form.findings.filter { entry.items.contains($0.item) }.map(\.id))
        return content.evaluation.findings
            .filter { own.contains(String($0.id.dropFirst(SignedContent.carriedPrefix.count))) }
            .filter { $0.id.hasPrefix(SignedContent.carriedPrefix) }.map { $0.text.best(for: "zh") }
            .joined(separator: "；")
    }

    private func answer(to item: FormItem) -> String { words.words(content.answers[item.id], to: item) }

    private func coded(_ entry: DocumentMapping.Entry, _ answered: [FormItem]) -> Value {
        let said = answered.filter { $0.id != entry.items[0] }.map(answer).joined(separator: "；")
        guard let code = answered.first(where: { $0.id == entry.items[0] }) else { return .uncoded(said) }
        return .coded(answer(to: code), words: said)
    }

    private func isAnswered(_ item: FormItem) -> Bool {
        content.answers[item.id].map { $0 != .string("") } ?? false
    }

    /// Each with its answer; a text alone needs no name.
    private func told(_ items: [FormItem]) -> String {
        if items.count == 1, items[0].kind != .tick { return answer(to: items[0]) }
        return items.map { "\($0.text.best(for: "zh"))：\(answer(to: $0))" }.joined(separator: "；")
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
