import FormEngine
import QueueEngine

/// Forms and rule sheets whose content is another than the journal has under the same id and version. Each change that
/// is put to use is a new version: what was signed or called by one must be found again under its number.
package struct DefinitionsChanged: Error, Hashable, Sendable {
    package enum Definition: Hashable, Sendable {
        case form(id: String, version: Int)
        case rules(id: String, version: Int, queue: String)
    }

    /// In the order of their ids. Never empty.
    package var definitions: [Definition]

    package init(_ definitions: [Definition]) { self.definitions = definitions }

    /// A sentence for each, which says what to do.
    package func sentences(_ wording: Wording, in language: String) -> [String] {
        definitions.map { definition in
            switch definition {
            case .form(let id, let version):
                wording.text("start.form-changed", language, ["form": id, "version": "\(version)"])
            case .rules(let id, let version, let queue):
                wording.text(
                    "start.rules-changed", language, ["rules": id, "version": "\(version)", "queue": queue])
            }
        }
    }
}

extension ClinicService {
    /// Notes each form, and each queue's rule sheet, that is new under its version. Throws ``DefinitionsChanged`` with
    /// all that are not what they were; then nothing is noted.
    func recordDefinitions(in transaction: any Transaction) throws {
        var changed: [DefinitionsChanged.Definition] = []
        for form in forms.values.sorted(by: { $0.id < $1.id }) {
            let isKept = try record(
                form, as: try document(of: form), type: "form-recorded", on: "form/\(form.id)",
                name: ["form": form.id, "version": "\(form.version)"], in: transaction)
            if !isKept { changed.append(.form(id: form.id, version: form.version)) }
        }
        for queue in layout.queues {
            var sheet = queue.sheet
            // The clinic's layout gives it, not the sheet.
            sheet.number.prefix = ""
            let document = StoredDocument(
                mediaType: "application/json", bytes: Array(try EventCoding.json(sheet).utf8))
            let isKept = try record(
                sheet, as: document, type: "rules-recorded", on: "rules/\(layout.id)/\(queue.id)",
                name: ["rules": sheet.id, "version": "\(sheet.version)"], in: transaction)
            if !isKept {
                changed.append(.rules(id: sheet.id, version: sheet.version, queue: queue.id.description))
            }
        }
        guard changed.isEmpty else { throw DefinitionsChanged(changed) }
    }

    /// False when the stream has another value of that name.
    private func record<Value: Codable & Equatable>(
        _ value: Value, as document: StoredDocument, type: String, on stream: String, name: [String: String],
        in transaction: any Transaction
    ) throws -> Bool {
        let known = try transaction.events(of: stream, after: 0)
            .compactMap { try? EventCoding.value([String: String].self, from: Array($0.payload.utf8)) }
            .last { noted in name.allSatisfy { noted[$0.key] == $0.value } }?["sha256"]
        if known == document.sha256 { return true }
        // Values are compared and not their bytes: a newer program may write the same otherwise. What it cannot read any
        // more, it cannot hold against anybody.
        if let known, let old = try transaction.document(sha256: known),
            let before = try? EventCoding.value(Value.self, from: old.bytes)
        {
            return before == value
        }
        try transaction.save(document)
        _ = try note(
            type, on: stream, payload: name.merging(["sha256": document.sha256]) { own, _ in own }, by: .system,
            at: now(), in: transaction)
        return true
    }
}
