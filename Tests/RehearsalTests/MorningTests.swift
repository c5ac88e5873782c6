import Rehearsal
import Testing

@Suite("A morning is made from a record, or from a seed alone")
struct MorningTests {
    private static let header = "ID,Session,Visit.No,Gender,StartTime,ServTime\n"

    private func recorded(_ rows: String, session: Int? = nil, seed: UInt64 = 1) throws -> Morning {
        let recording = try Recording(Self.header + rows, file: "f.csv")
        return .recorded(try recording.session(session), seed: seed, missedPercent: 10)
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
        "What is wrong names the fault and its line",
        arguments: [
            ("A,1,1,F,8:00:00,600\nB,1,1,F,8:00,600", .notTime, 3),
            ("A,1,x,F,8:00:00,600", .notWhole, 2),
            ("A,1,1,F,8:00:00,6.5", .notWhole, 2),
            ("A,1,1,F,8:00:00,0", .outOfRange, 2),
            ("A,1,1,F,8:00:00,43201", .outOfRange, 2),
            ("A,1,1,F", .fields, 2),
            ("A,1,1,F,8:00:00,600\n\"B,1,1,F,8:00:00,600", .unclosed, 3),
            ("A,1,1,F,8:00:00,600\nB,2,1,F,8:00:00,600", .severalSessions, nil),
            ("", .noRows, nil),
        ] as [(String, RecordingProblem.Fault, Int?)])
    func errors(rows: String, fault: RecordingProblem.Fault, line: Int?) {
        #expect {
            try recorded(rows)
        } throws: { error in
            let problem = error as? RecordingProblem
            return problem?.fault == fault && problem?.line == line && problem?.file == "f.csv"
        }
    }

    @Test("A column that is missing is said with those there are, a session that is not there with how many there are")
    func missing() throws {
        let column = #expect(throws: RecordingProblem.self) { try Recording("ID;Session\nA;1\n", file: "f.csv") }
        #expect(column?.fault == .noColumn && column?.values == ["column": "Session", "columns": "ID;Session"])
        let session = #expect(throws: RecordingProblem.self) { try recorded("A,1,1,F,8:00:00,43200", session: 2) }
        #expect(session?.fault == .noSession && session?.values["last"] == "1")
        #expect(throws: RecordingProblem.self) { try Recording("", file: "f.csv") }
    }

    @Test("Lines may end in any way, and the text may begin with a byte order mark", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let rows = [
            "\u{feff}Session,Visit.No,StartTime,ServTime", "1,1,8:00:00,600", "1,2,8:10:00,600", "2,1,9:00:00,60",
        ]
        let recording = try Recording(rows.joined(separator: end) + end, file: "f.csv")
        #expect(recording.sessions.map(\.number) == [1, 2])
        let morning = Morning.recorded(try recording.session(1), seed: 1, missedPercent: 0)
        #expect(morning.patients.map(\.lane).sorted() == ["first", "returning"])
        let wrong = #expect(throws: RecordingProblem.self) {
            try Recording((rows + ["3,x,9:00:00,60"]).joined(separator: end), file: "f.csv")
        }
        #expect(wrong?.line == 5)
    }

    @Test("Quoted fields may hold commas, quotes and line ends, and lines go on being counted")
    func quoting() throws {
        let table = try CSVTable("a,b\r\n\"x, \"\"y\"\"\nz\",1\r\n2,3", file: "t.csv")
        #expect(table.rows.map(\.line) == [2, 4])
        #expect(try table.text("a", in: table.rows[0]) == "x, \"y\"\nz")
        #expect(try table.number("b", in: table.rows[1]) == 3)
    }
}
