@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Testing

@Suite struct FormVersionTests {
    @Test("A form that was changed under its version is told, in words that say what to do; nothing is noted then")
    func sameVersion() async throws {
        let world = try await World()
        let count = world.store.events.count
        let form = try world.service.form("anesthesia-assessment")
        var changed = form
        changed.sections[0].items[0].required.toggle()
        func start(_ form: FormDefinition) async throws {
            let service = ClinicService(
                store: world.store, layout: world.service.layout, forms: [form.id: form],
                wording: world.service.wording, renderer: PlainRenderer(),
                surroundings: world.service.surroundings, settings: world.service.settings, log: world.service.log)
            try await service.start()
        }
        let error = await #expect(throws: DefinitionsChanged.self) { try await start(changed) }
        #expect(error?.definitions == [.form(id: form.id, version: form.version)])
        for language in ["zh", "en"] {
            let sentence = error?.sentences(world.service.wording, in: language).first ?? ""
            #expect(sentence.contains(form.id) && sentence.contains("version"), "\(sentence)")
        }
        #expect(world.store.events.count == count)
        changed.version += 1
        try await start(changed)
        #expect(world.store.events.last?.type == "form-recorded" && world.store.events.count == count + 1)
        try await start(form)
        #expect(world.store.events.count == count + 1)
    }

    @Test("A draft that was begun under an older version says what has changed, once, and goes on under the new one")
    func changed() async throws {
        let world = try await World()
        let opened = try await world.openAssessment()
        let draft = try await world.service.assessment(opened.assessment).assessment
        #expect(try await world.service.formChanges(of: draft) == nil)
        // As if it had been begun under version 1, which asked something else too.
        var old = try world.service.form("anesthesia-assessment")
        old.version = 1
        old.sections[0].items.append(
            FormItem(id: "pulse", kind: .tick, text: ["zh": "脉搏", "en": "Pulse"]))
        old.sections[0].items.removeAll { $0.id == "spo2" }
        let document = StoredDocument(mediaType: "application/json", bytes: Array(try EventCoding.json(old).utf8))
        var begun = draft
        begun.formVersion = 1
        begun.formSHA256 = document.sha256
        begun.answers["pulse"] = .yes
        try await world.store.write { [begun] transaction in
            try transaction.save(document)
            try transaction.save(begun)
        }
        let changes = try #require(try await world.service.formChanges(of: begun))
        #expect(changes.from == 1 && changes.added == ["spo2"] && changes.changed.isEmpty)
        #expect(changes.lost.map { $0.text["zh"] } == ["脉搏"])
        _ = try await world.service.saveDraft(
            assessment: opened.assessment, answers: draft.answers, version: draft.version, request(World.doctor))
        let now = try await world.service.assessment(opened.assessment).assessment
        #expect(now.formVersion == (try world.service.form("anesthesia-assessment").version))
        #expect(try await world.service.formChanges(of: now) == nil)
    }
}
