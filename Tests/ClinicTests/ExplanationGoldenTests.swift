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
