import Foundation
import PrintRoom
import Testing

@Suite struct `houzhen print-setup` {
    private func run(_ room: PrintRoom, cupsdConf: String, _ language: String) async throws -> (Int32, String) {
        let outcome = try await Program.run(
            "print-setup", "--resources", Program.resources, "--lang", language, "--cupsd-conf", cupsdConf,
            "--cups-files-conf", room.folder.appending(path: "cups/cups-files.conf").path, "--printer",
            "slip=cups://\(room.host):\(room.port)/\(room.slipQueue)")
        return (outcome.status, outcome.output + outcome.errors)
    }

    @Test(.timeLimit(.minutes(2)))
    func `is content with the print room, says what to change in a bad one, and changes nothing`() async throws {
        try await PrintRoom.with { room in
            let good = room.folder.appending(path: "cups/cupsd.conf").path
            let text = try String(contentsOfFile: good, encoding: .utf8)
            let fine = try await run(room, cupsdConf: good, "en")
            #expect(fine.0 == 0 && fine.1.contains("set as it should be"), "\(fine.1)")

            let bad = room.folder.appending(path: "bad.conf").path
            let spoilt = text.replacing("DirtyCleanInterval 0", with: "DirtyCleanInterval 30")
            try spoilt.write(toFile: bad, atomically: true, encoding: .utf8)
            let chinese = try await run(room, cupsdConf: bad, "zh")
            #expect(chinese.0 == 1)
            #expect(chinese.1.contains("DirtyCleanInterval 现在是 30，请改成 0") && chinese.1.contains("什么也没有改"))
            let english = try await run(room, cupsdConf: bad, "en")
            #expect(english.1.contains("DirtyCleanInterval is 30; set it to 0"), "\(english.1)")
            #expect(try String(contentsOfFile: bad, encoding: .utf8) == spoilt)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `says which file it cannot read, and which queue is not there`() async throws {
        try await PrintRoom.with { room in
            let unread = try await run(room, cupsdConf: "/nowhere/cupsd.conf", "en")
            #expect(unread.0 == 2 && unread.1.contains("/nowhere/cupsd.conf"))
            let missing = try await Program.run(
                "print-setup", "--resources", Program.resources, "--lang", "en", "--printer",
                "slip=cups://\(room.host):\(room.port)/laser")
            #expect(missing.status == 2 && missing.errors.contains("laser"))
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `looks at the settings also while CUPS is off, and says that it is`() async throws {
        try await PrintRoom.with { room in
            await room.stopCups()
            let bad = room.folder.appending(path: "bad.conf").path
            try "DirtyCleanInterval 30\n".write(toFile: bad, atomically: true, encoding: .utf8)
            let told = try await run(room, cupsdConf: bad, "zh")
            #expect(told.0 == 2)
            #expect(told.1.contains("DirtyCleanInterval 现在是 30，请改成 0"), "\(told.1)")
            #expect(told.1.contains("没有开"), "\(told.1)")
        }
    }
}
