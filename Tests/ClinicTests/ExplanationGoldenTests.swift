import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite("The whole answer to “why is it not my turn?”, whatever state the ticket is in") struct ExplanationGoldenTests {
    @Test("in Chinese, English and Uyghur", arguments: ExplanationStory.allCases)
    func texts(_ story: ExplanationStory) async throws {
        let world = try await World()
        let ticket = try await story.play(in: world)
        let explanation = try await world.service.explanation(ofTicket: ticket)
        let golden = try #require(ExplanationGoldens.texts[story])
        for language in ["zh", "en", "ug"] {
            #expect(world.service.text(of: explanation, language: language).lines == golden[language])
        }
    }

    @Test("by each rule, with the sheet's own figures", arguments: ExplanationRuleStory.allCases)
    func rules(_ story: ExplanationRuleStory) async throws {
        let world = try await story.world()
        let ticket = try await story.play(in: world)
        let explanation = try await world.service.explanation(ofTicket: ticket)
        let golden = try #require(ExplanationRuleGoldens.texts[story])
        for language in ["zh", "en", "ug"] {
            #expect(world.service.text(of: explanation, language: language).lines == golden[language])
        }
        // The sum is told once more, by groups.
        guard let ahead = explanation.ahead else { return }
        #expect(ahead.total == ahead.earlier + ahead.later.reduce(0) { $0 + $1.count })
    }

    @Test("who was told to get ready before it went first by the rule of then; of many the last are named, and counted")
    func told() async throws {
        let world = try await World()
        try await world.openSitting()
        var named = World.order(.details(World.details("候甲")))
        named.doctor = "doctor2"
        let ticket = try await world.service.issue(named, in: World.queue, request()).ticket
        for number in 0..<10 { try await world.issue("病人\(number)") }
        for _ in 0..<9 { try await callIn(world) }
        let explanation = try await world.service.explanation(ofTicket: ticket)
        #expect(explanation.passings.count == 9 && explanation.passings.contains(where: \.wasTold))
        let lines = world.service.text(of: explanation, language: "zh").lines
        let at = try #require(lines.firstIndex { $0.contains("后排上、先叫的有 9 位，最近的 8 位是：") })
        #expect(lines[at + 1].contains("A003") && lines[at + 8].contains("A010"))

        let other = try await World()
        try await other.openSitting()
        let first = try await other.issue("甲")
        for number in 0..<3 { try await other.issue("病人\(number)") }
        let back = try await other.service.issue(
            World.order(.details(World.details("回诊")), lane: "returning"), in: World.queue, request())
        for _ in 0..<3 { try await callIn(other) }
        #expect(try await other.service.ticket(back.ticket).ticket.state == .ready && first.label == "A001")
        let last = try await other.service.todaysDay().tickets.values.first { $0.label == "A004" }
        let id = try #require(last).id.description
        let ahead = try await other.service.explanation(ofTicket: id)
        #expect(ahead.ahead?.later.map(\.isTold) == [true])
        try await callIn(other)
        let after = try await other.service.explanation(ofTicket: id)
        let text = other.service.text(of: after, language: "zh").lines.joined()
        #expect(text.contains("A005（回诊）：先已请准备，当时的规则：轮到回诊，每轮叫：2 位初诊"))
    }

    private func callIn(_ world: World) async throws {
        let called = try await world.call().ticket
        _ = try await world.service.act(onTicket: called, request(World.doctor)) { .comeIn(ticket: $0) }
    }

    @Test("to the patient, those of other queues are counted and not named", arguments: ["zh", "en", "ug"])
    func patient(_ language: String) async throws {
        let world = try await ExplanationRuleStory.twoQueues.world()
        let ticket = try await ExplanationRuleStory.twoQueues.play(in: world)
        var text = world.service.text(
            of: try await world.service.explanation(ofTicket: ticket), language: language)
        #expect(text.lines.joined().contains("B001"))
        text.namesOtherQueues = false
        #expect(!text.lines.joined().contains("B00") && text.otherQueues?.contains("2") == true)
    }

    @Test("the answer after each further act is that of the whole journal, also after a restart")
    func cached() async throws {
        let world = try await World()
        let ticket = try await ExplanationStory.onHold.play(in: world)
        let before = try await world.service.explanation(ofTicket: ticket)
        _ = try await world.service.act(onTicket: ticket, request()) { .release(ticket: $0) }
        let after = try await world.service.explanation(ofTicket: ticket)
        #expect(before.steps.map(\.kind) == [.issued, .held])
        #expect(after.steps.map(\.kind) == [.issued, .held, .released])
        #expect(try await world.restarted().service.explanation(ofTicket: ticket) == after)
    }
}
