@testable import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Slip
import Testing

@Suite("Amendments") struct AmendmentTests {
    @Test("An amended assessment has both revisions, each as it was signed", arguments: Engine.allCases)
    func bothRevisions(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let world = try await World(store)
            let (id, first) = try await world.signedAssessment()
            let before = try await world.service.assessmentRevision(1, of: id, in: "zh", by: World.doctor)
            let frozen = try await world.service.slip(ofAssessment: id, by: World.doctor)
            let second = try await world.amend(id, reason: "体重记错") { $0["weight"] = .number(95) }
            #expect(second.revision == 2 && second.slipSHA256 != first.slipSHA256)
            let newest = try await world.service.assessment(id).assessment
            #expect(newest.state == .signed && newest.amendment == nil)
            #expect(newest.revisions.map(\.revision) == [1, 2])
            #expect(newest.signature?.reason == "体重记错" && newest.revisions.first?.reason == nil)
            let old = try await world.service.assessmentRevision(1, of: id, in: "zh", by: World.doctor)
            #expect(old.answers == before.answers && old.evaluation == before.evaluation)
            #expect(old.signature == before.signature && old.replacedBy == newest.signature)
            let new = try await world.service.assessmentRevision(2, of: id, in: "zh", by: World.doctor)
            #expect(new.answers["weight"] == .number(95) && new.replacedBy == nil)
            #expect(try await world.service.slip(ofRevision: 1, of: id, original: true, by: World.doctor) == frozen)
            #expect(try await world.service.slip(ofRevision: 2, of: id, original: false, by: World.doctor) != frozen)
        }
    }

    @Test("The difference is told field by field, from old to new, with the scores and findings that it moves")
    func difference() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment { answers in
            answers["weight"] = .number(70)
            answers["height"] = .number(170)
            answers["otherTests"] = nil
        }
        _ = try await world.amend(id) { answers in
            answers["weight"] = .number(110)
            answers["otherTests"] = .string("心脏彩超正常")
            answers["hypertension"] = .yes
        }
        let changes = try await world.service.assessmentRevision(2, of: id, in: "zh", by: World.doctor).differences
        let answers = changes.filter { $0.kind == .answer }
        #expect(answers.first { $0.id == "weight" }.map { [$0.old, $0.new] } == ["70 kg", "110 kg"])
        #expect(answers.first { $0.id == "hypertension" }.map { [$0.old, $0.new] } == ["无", "有"])
        #expect(answers.first { $0.id == "otherTests" }.map { [$0.old, $0.new] } == ["未填", "心脏彩超正常"])
        let bmi = try #require(changes.first { $0.kind == .score && $0.id == "bmi" })
        #expect(bmi.old?.contains("24.2") == true && bmi.new?.contains("38.1") == true)
        #expect(changes.contains { $0.kind == .finding && $0.old == nil && $0.new != nil })
        #expect(try await world.service.assessmentRevision(1, of: id, in: "zh", by: World.doctor).differences.isEmpty)
        let english = try await world.service.assessmentRevision(2, of: id, in: "en", by: World.doctor).differences
        #expect(
            english.first { $0.id == "hypertension" }.map { [$0.title, $0.old, $0.new] } == [
                "Hypertension", "no", "yes",
            ])
    }

    @Test("A corrected name is a difference too, and is told to nobody who may not read names")
    func name() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment(of: "阿卜杜热合曼·买买提依名")
        let person = try await world.service.assessment(id).assessment.person
        _ = try await world.service.correct(
            person: person, World.details("阿卜杜热合曼·买买提依明"), request())
        _ = try await world.amend(id) { _ in }
        let changes = try await world.service.assessmentRevision(2, of: id, in: "zh", by: World.doctor).differences
        #expect(changes.map(\.id) == ["name"] && changes.map(\.new) == ["阿卜杜热合曼·买买提依明"])
    }

    @Test("While it is open, what was signed holds: its slip, its papers, its reading")
    func meanwhile() async throws {
        let world = try await World()
        let (id, first) = try await world.signedAssessment()
        let slip = try await world.service.slip(ofAssessment: id, by: World.doctor)
        let opened = try await world.service.openAmendment(assessment: id, reason: "补充", request(World.doctor))
        #expect(opened.revision == 2)
        let draft = try await world.service.assessment(id).assessment
        #expect(draft.state == .draft && draft.signature?.slipSHA256 == first.slipSHA256)
        _ = try await world.service.saveDraft(
            assessment: id, answers: [:], version: opened.version, request(World.doctor))
        #expect(try await world.service.slip(ofAssessment: id, by: World.doctor) == slip)
        #expect(try await world.service.recordForExchange(assessment: id, by: World.doctor).answers == draft.answers)
        #expect(try await world.service.printAgain(assessment: id, ticket: nil, printer: nil, request()).copy == 2)
        let record = try await world.service.assessmentRecord(id, in: "zh", by: World.doctor)
        #expect(record.differences.count { $0.kind == .answer } > 20)
    }

    @Test("It is opened once, with a reason that people can read, and only of what is signed")
    func refusals() async throws {
        let world = try await World()
        let open = try await world.completeDraft()
        func begin(_ reason: String) async throws -> AmendmentOutcome {
            try await world.service.openAmendment(assessment: open.assessment, reason: reason, request(World.doctor))
        }
        await #expect(throws: Conflict("assessment.not-signed")) { try await begin("早了") }
        _ = try await world.sign(open)
        for reason in ["", " \u{3000}\n", String(repeating: "长", count: 201), "\u{202E}倒", "a\u{0}b"] {
            await #expect(throws: InvalidInput.self) { try await begin(reason) }
        }
        #expect(try await world.service.assessment(open.assessment).assessment.state == .signed)
        _ = try await begin(String(repeating: "长", count: 200))
        await #expect(throws: Conflict("amendment.open", ["doctor": "王医生"])) { try await begin("再一次") }
        await #expect(throws: NotFound("assessment")) {
            try await world.service.openAmendment(assessment: "nobody", reason: "无", request(World.doctor))
        }
    }

    @Test("Asked twice under one key it is opened once")
    func repeated() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        let key = request(World.doctor, key: "open", body: "a")
        let first = try await world.service.openAmendment(assessment: id, reason: "补充", key)
        let again = try await world.service.openAmendment(assessment: id, reason: "补充", key)
        #expect(first.event == again.event && first.version == again.version)
        #expect(world.store.events.count { $0.type == "amendment-opened" } == 1)
    }

    @Test("What changes nothing is not signed, and two windows cannot silently fight over it")
    func unchangedOrMoved() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        let opened = try await world.service.openAmendment(assessment: id, reason: "补充", request(World.doctor))
        let draft = DraftOutcome(assessment: id, version: opened.version)
        await #expect(throws: Conflict("amendment.unchanged")) { try await world.sign(draft) }
        var answers = try await world.service.assessment(id).assessment.answers
        answers["weight"] = .number(99)
        let saved = try await world.service.saveDraft(
            assessment: id, answers: answers, version: opened.version, request(World.doctor))
        await #expect(throws: DraftMoved(version: saved.version)) { try await world.sign(draft) }
        await #expect(throws: DraftMoved(version: saved.version)) {
            try await world.service.dropAmendment(
                assessment: id, revision: 2, version: opened.version, request(World.doctor))
        }
        #expect(try await world.sign(saved).revision == 2)
    }

    @Test("Dropped, it leaves what was signed as it was; a dropped or signed one cannot be dropped again")
    func drop() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        let before = try await world.service.assessment(id).assessment
        let opened = try await world.service.openAmendment(assessment: id, reason: "误点", request(World.doctor))
        let saved = try await world.service.saveDraft(
            assessment: id, answers: ["weight": .number(50)], version: opened.version, request(World.doctor))
        func drop(_ version: Int) async throws -> AmendmentOutcome {
            try await world.service.dropAmendment(assessment: id, revision: 2, version: version, request(World.doctor))
        }
        let dropped = try await drop(saved.version)
        let after = try await world.service.assessment(id).assessment
        #expect(after.state == .signed && after.answers == before.answers && after.revisions == before.revisions)
        #expect(after.version > saved.version)
        await #expect(throws: NotFound("amendment")) { try await drop(dropped.version) }
        _ = try await world.amend(id) { $0["weight"] = .number(51) }
        await #expect(throws: NotFound("amendment")) { try await drop(dropped.version + 3) }
    }

    @Test("The amended slip says what it replaces and why; the replaced one says by what")
    func papers() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        let (id, _) = try await world.signedAssessment(language: "ug")
        _ = try await world.amend(id, reason: "患者补充：对青霉素过敏") { $0["weight"] = .number(96) }
        let amended = try #require(renderer.documents.last)
        #expect(amended.says("第 2 版，取代第 1 版（2026-03-02 08:00 王医生）"))
        #expect(amended.says("原因：患者补充：对青霉素过敏") && amended.says("改动：体重"))
        #expect(amended.says("بۇ 2-نۇسخا"))
        _ = try await world.service.slip(ofRevision: 1, of: id, original: false, by: World.doctor)
        let replaced = try #require(renderer.documents.last)
        #expect(replaced.says("已作废") && replaced.says("已被第 2 版取代") && replaced.says("请勿按这一版执行"))
        #expect(replaced.runningHead?.runs.first?.text.contains("已被第 2 版取代") == true)
    }

    @Test("The amended slip says old and new, and no answer is left out because a danger holds the same letters")
    func values() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        let (id, _) = try await world.signedAssessment {
            $0["haemoglobin"] = .number(105)
            $0["mallampati"] = .string("III")
            $0["previousAnaesthesia"] = .yes
            $0["laryngealGrade"] = .string("III")
        }
        #expect(renderer.documents.last?.says("既往喉镜显露 Cormack-Lehane III 级") == true)
        #expect(renderer.documents.last?.says("改良 Mallampati\u{A0}III") == true)
        _ = try await world.amend(id, reason: "录错") { $0["haemoglobin"] = .number(120) }
        #expect(renderer.documents.last?.says("血红蛋白 (g/L) 105→120") == true)
    }

    @Test("Each revision's paper is an original; paper of the old one that is not out yet is stopped")
    func printing() async throws {
        let world = try await World(printers: ["slip"])
        let (id, first) = try await world.signedAssessment()
        #expect(try await world.service.printJob(try #require(first.printJob)).state == .queued)
        let second = try await world.amend(id) { $0["weight"] = .number(97) }
        #expect(try await world.service.printJob(try #require(first.printJob)).state == .cancelled)
        let job = try await world.service.printJob(try #require(second.printJob))
        #expect(job.copy == 1 && job.revision == 2 && job.state == .queued)
        #expect(try await world.service.printAgain(assessment: id, ticket: nil, printer: nil, request()).copy == 2)
    }

    @Test("The day's report keeps the moment of the first signature")
    func report() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        let before = try await world.service.report(ofDay: nil).report
        world.clock.advance(seconds: 3600)
        _ = try await world.amend(id) { $0["weight"] = .number(98) }
        #expect(try await world.service.report(ofDay: nil).report == before)
    }

    @Test("There are at most twenty revisions")
    func limit() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        for revision in 2...Amendment.mostRevisions {
            #expect(try await world.amend(id) { $0["weight"] = .number(60 + Double(revision)) }.revision == revision)
        }
        await #expect(throws: Conflict("amendment.too-many", ["limit": "20"])) {
            try await world.service.openAmendment(assessment: id, reason: "再一次", request(World.doctor))
        }
        #expect(try await world.service.assessment(id).assessment.state == .signed)
    }

    @Test("The journal names revision and hashes, never the reason or an answer")
    func journal() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        _ = try await world.amend(id, reason: "家属王小明来电") { $0["otherTests"] = .string("布洛芬皮疹") }
        let types = world.store.events.map(\.type)
        #expect(types.contains("amendment-opened") && types.count { $0 == "assessment-signed" } == 2)
        let signatures = try await world.service.assessment(id).assessment.revisions
        let last = try #require(world.store.events.last { $0.type == "assessment-signed" })
        for signature in signatures { #expect(last.payload.contains(signature.contentSHA256)) }
        for event in world.store.events {
            for secret in ["王小明", "来电", "布洛芬", "皮疹"] { #expect(!event.payload.contains(secret), "\(event.type)") }
        }
    }
}
