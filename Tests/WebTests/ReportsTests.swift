import API
import Clinic
import Foundation
import Testing

@Suite("A day in figures", .serialized)
struct ReportsTests {
    @Test("today's, with nobody served: counts, and no figure made of none")
    func nobody() async throws {
        try await World.with { world in
            _ = try await world.issue("张三")
            let answer = try await world.ask("GET", "/api/v1/reports/day", as: .auditor)
            let report = try answer.decoded(DayReportResponse.self)
            #expect(report.all.tickets == 1 && report.all.calls == 0)
            #expect(report.all.waitMinutes == nil && report.all.promised == nil)
            #expect(report.journalHead?.count == 64)
            #expect(!answer.text.contains("张三") && !answer.text.contains("nan"))
        }
    }

    @Test("another day's, and what is no date", arguments: [("2020-02-29", 200), ("2026-02-30", 422), ("", 422)])
    func dates(_ date: String, _ status: Int) async throws {
        try await World.with { world in
            let answer = try await world.ask("GET", "/api/v1/reports/day?date=\(date)", as: .admin)
            #expect(answer.status == status, "\(answer.text)")
            if status == 422 { try expectProblem(answer, 422, "request.invalid") }
        }
    }
}
