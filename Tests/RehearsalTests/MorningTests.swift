import Rehearsal
import Testing

@Suite("A morning is made from a record, or from a seed alone")
struct MorningTests {
    private static let header = "ID,Session,Visit.No,Gender,StartTime,ServTime\n"

    private func recorded(_ rows: String, session: Int? = nil, seed: UInt64 = 1) throws -> Morning {
        try Morning.recorded(Self.header + rows, file: "f.csv", session: session, seed: seed, missedPercent: 10)
    }

    @Test("Lengths, lanes and sexes come from the record; arrivals lie five to sixty minutes before the start")
    func fromRecord() throws {
        let morning = try recorded("\"X,1\",7,1,F,8:00:00,600\nY,7,3,M,10:00:00,300\n")
        #expect(morning.patients.map(\.lane) == ["first", "returning"])
        #expect(morning.patients.map(\.consultation) == [600, 300])
        #expect(morning.patients.map(\.person.sex) == ["female", "male"])
        #expect(morning.patients[0].arrives == 0)
        // The two starts lie 120 minutes apart, each arrival up to 55 minutes off its like.
        #expect((65 * 60...175 * 60).contains(Int(morning.patients[1].arrives)))
        #expect(morning.notes.contains { $0.contains("Arrivals are not in the record") && $0.contains("seed 1") })
    }

    @Test("The same seed makes the same morning, another one another")
    func seeded() throws {
        let rows = (0..<20).map { "P\($0),1,1,F,9:\($0 + 10):00,300" }.joined(separator: "\n")
        let first = try recorded(rows, seed: 5).patients
        #expect(first == (try recorded(rows, seed: 5).patients))
        #expect(first != (try recorded(rows, seed: 6).patients))
        #expect(
            Morning.generated(patients: 9, seed: 3, missedPercent: 20).patients
                == Morning.generated(patients: 9, seed: 3, missedPercent: 20).patients)
    }

    @Test(
        "Errors name the file and the line",
        arguments: [
            ("A,1,1,F,8:00:00,600\nB,1,1,F,8:00,600", "f.csv:3: StartTime is \"8:00\""),
            ("A,1,x,F,8:00:00,600", "f.csv:2: Visit.No is \"x\""),
            ("A,1,1,F", "f.csv:2: 4 fields, but the header has 6"),
            ("A,1,1,F,8:00:00,600\n\"B,1,1,F,8:00:00,600", "f.csv:3: a quoted field is never closed"),
            ("A,1,1,F,8:00:00,600\nB,2,1,F,8:00:00,600", "f.csv holds 2 sessions"),
            ("", "f.csv holds no session"),
        ])
    func errors(rows: String, sentence: String) {
        #expect {
            try recorded(rows)
        } throws: { error in
            ((error as? RehearsalError)?.sentence ?? "").hasPrefix(sentence)
        }
    }

    @Test("A column that is missing, and a session that is not there, are said")
    func missing() {
        #expect(throws: RehearsalError.self) {
            try Morning.recorded("ID,Session\nA,1\n", file: "f.csv", session: nil, seed: 1, missedPercent: 0)
        }
        #expect(throws: RehearsalError.self) { try recorded("A,1,1,F,8:00:00,600", session: 2) }
    }

    @Test("Quoted fields may hold commas, quotes and line ends, and lines go on being counted")
    func quoting() throws {
        let table = try CSVTable("a,b\r\n\"x, \"\"y\"\"\nz\",1\r\n2,3", file: "t.csv")
        #expect(table.rows.map(\.line) == [2, 4])
        #expect(try table.text("a", in: table.rows[0]) == "x, \"y\"\nz")
        #expect(try table.number("b", in: table.rows[1]) == 3)
    }
}
