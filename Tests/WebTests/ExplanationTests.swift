import API
import Clinic
import ClinicFixture
import Foundation
import Testing

@Suite("Why it is not somebody's turn, over the wire", .serialized)
struct ExplanationTests {
    private static func path(_ ticket: String) -> String { "/api/v1/tickets/\(ticket)/explanation" }

    /// Three of whom the third one asks; an urgent one has been called before it, another one waits before it.
    private static func morning(_ world: World) async throws -> String {
        try await world.openRoom()
        for name in ["张三", "李四"] { _ = try await world.issue(name) }
        let ticket = try await world.issue("王五")
        _ = try await world.issue("郑急", more: #", "lane": "urgent""#)
        world.clock.advance(seconds: 60)
        _ = try await world.call()
        _ = try await world.issue("冯急", more: #", "lane": "urgent""#)
        return ticket
    }

    @Test("staff who read get who is ahead, the steps, what was promised, and the rules")
    func staff() async throws {
        try await World.with { world in
            let ticket = try await Self.morning(world)
            for role in [Role.desk, .doctor, .admin, .auditor] {
                let answer = try await world.ask("GET", Self.path(ticket), as: role)
                #expect(answer.status == 200)
                let why = try answer.decoded(ExplanationResponse.self)
                #expect(why.label == "A003" && why.queue == "anesthesia" && why.lane == "first" && !why.touched)
                #expect(why.ahead == 3 && why.earlier == 2 && why.line.map(\.label) == ["A005", "A001", "A002"])
                #expect(why.line.map(\.later) == [true, false, false] && why.line.map(\.lane)[0] == "urgent")
                #expect(why.later.map(\.labels) == [["A005"]] && why.later.map(\.count) == [1])
                #expect(why.later.map(\.rule) == ["absolute"] && why.later.map(\.text) == ["绿色通道先于轮流叫的人"])
                #expect(why.passedBy.map(\.label) == ["A004"] && why.passedBy.map(\.text) == ["绿色通道先于轮流叫的人"])
                #expect(why.steps.map(\.kind) == ["issued"] && why.steps[0].text?.hasSuffix("取号 A003。") == true)
                #expect(why.overtaken == ExplanationOvertaken(times: 0, apart: 1, most: 10, minutes: nil))
                #expect(why.promised?.map(\.on) == ["issue"] && why.promised?.map(\.position) == [3])
                #expect(why.rules?.version == 2 && why.rules?.pattern == "初诊2:回诊1:过号1:优先1")
                for name in ["张三", "李四", "王五", "郑急", "冯急"] { #expect(!answer.text.contains(name)) }
            }
        }
    }

    @Test("the patient's page gets no label of who joined the line earlier, and none of the desk's figures")
    func patient() async throws {
        try await World.with(publicURL: "http://clinic.example") { world in
            let ticket = try await Self.morning(world)
            let link = try await world.service.link(ofTicket: ticket)
            let token = try #require(link?.split(separator: "/").last)
            let answer = try await world.ask("GET", "/t/\(token)/explanation?lang=ug")
            let why = try answer.decoded(ExplanationResponse.self)
            #expect(why.ahead == 3 && why.line.map(\.label) == ["A005", nil, nil])
            #expect(why.line.map(\.lane) == ["urgent", "first", "first"])
            #expect(why.overtaken == nil && why.promised == nil && why.rules == nil)
            #expect(!answer.text.contains("A001") && !answer.text.contains("A002"))
            #expect(why.text.last?.contains("مىنۇت") == true)
        }
    }

    @Test("it follows each act, in the asker's language")
    func follows() async throws {
        try await World.with { world in
            let ticket = try await Self.morning(world)
            let held = try await world.ask("PUT", "/api/v1/tickets/\(ticket)/hold", as: .desk, "{}", key: "k")
            #expect(held.status == 200)
            let answer = try await world.ask(
                "GET", Self.path(ticket), as: .desk, headers: [("Accept-Language", "en")])
            let why = try answer.decoded(ExplanationResponse.self)
            #expect(why.state == "on-hold" && why.touched && why.ahead == nil && why.line.isEmpty)
            #expect(why.steps.map(\.kind) == ["issued", "held"] && why.reason == nil && why.overtaken == nil)
            #expect(why.steps.last?.text?.hasSuffix("put aside.") == true)
        }
    }

    @Test("nobody else is told, and of an unknown ticket there is nothing to tell")
    func refusals() async throws {
        try await World.with { world in
            let ticket = try await Self.morning(world)
            try expectProblem(try await world.ask("GET", Self.path(ticket)), 401, "session.required")
            try expectProblem(
                try await world.ask("GET", Self.path(ticket), as: .display), 403, "session.wrong-role")
            for unknown in ["0199d0e4-0000-7000-8000-000000000000", "A003"] {
                try expectProblem(try await world.ask("GET", Self.path(unknown), as: .desk), 404, "ticket.unknown")
            }
            try expectProblem(try await world.ask("GET", "/t/nobody/explanation"), 404, "ticket.unknown")
        }
    }
}
