import API
import Desk
import Foundation
import Testing

@Suite("Keys do what the last line says")
struct KeysTests {
    private func issued(_ effects: [DeskEffect]) -> [SentAct] {
        effects.compactMap { if case .act(let sent) = $0 { sent } else { nil } }
    }

    @Test("Esc and then a digit is an F key; Esc alone is Esc once it has waited")
    func escapeDigit() {
        var decoder = KeyDecoder()
        let now = World.now
        #expect(decoder.read(.escape, at: now) == [])
        #expect(decoder.read(.character("2"), at: now.addingTimeInterval(0.2)) == [.function(2)])
        #expect(decoder.read(.escape, at: now) == [])
        #expect(decoder.settle(at: now.addingTimeInterval(0.1)) == [])
        #expect(decoder.settle(at: now.addingTimeInterval(0.7)) == [.escape])
        #expect(decoder.read(.escape, at: now) == [])
        #expect(decoder.read(.character("张"), at: now.addingTimeInterval(0.1)) == [.escape, .character("张")])
        #expect(decoder.read(.character("2"), at: now.addingTimeInterval(0.2)) == [.character("2")])
    }

    @Test("Typing searches at once, and an answer to something else is not shown")
    func searching() {
        var desk = World.desk()
        let effects = desk.type("艾尼")
        #expect(effects.count == 2)
        _ = desk.update(.found(query: "艾", PatientSearchResponse(patients: World.patients, more: true)))
        #expect(!desk.shown.contains("1985-06-02"))
        _ = desk.update(.found(query: "艾尼", PatientSearchResponse(patients: World.patients, more: false)))
        #expect(desk.shown.contains("找到 3 位") && desk.shown.contains("1985-06-02"))
    }

    @Test("A scan stops at the issue panel, and the scanner's second Enter issues nothing")
    func scanning() {
        var desk = World.desk()
        _ = desk.type("26110611")
        #expect(issued(desk.press(.enter)).isEmpty)
        _ = desk.update(
            .found(query: "26110611", PatientSearchResponse(patients: [World.patients[0]], more: false)))
        #expect(issued(desk.press(.enter, after: 0.05)).isEmpty)
        let sent = issued(desk.press(.enter, after: 1))
        guard case .issue("anesthesia", let request)? = sent.first?.act else {
            Issue.record("Nothing was issued.")
            return
        }
        #expect(request.patient.id == "p1" && request.lane == "first" && request.print == true)
    }

    @Test("Two people found for a scan: the nurse chooses")
    func scanningTwo() {
        var desk = World.desk()
        _ = desk.type("26110611")
        _ = desk.press(.enter)
        _ = desk.update(.found(query: "26110611", PatientSearchResponse(patients: World.patients, more: false)))
        #expect(issued(desk.press(.enter, after: 1)).isEmpty)
        #expect(desk.shown.contains("Enter 发号并打印"))
    }

    @Test("The panel's arrows choose queue, lane, doctor and whether to print")
    func choosing() {
        var desk = LayoutTests.issuing(wide: true)
        for key in [Key.right, .down, .right, .down, .right, .right, .down, .right] { _ = desk.press(key) }
        guard case .issue("endoscopy", let request)? = issued(desk.press(.enter, after: 2)).first?.act else {
            Issue.record("Nothing was issued.")
            return
        }
        #expect(request.lane == "returning" && request.doctor == "doctor2" && request.print == false)
    }

    @Test(
        "Whoever may return on the number of an earlier day is offered it first, and may have a new one",
        arguments: [0, 1])
    func returning(steps: Int) {
        var desk = World.desk()
        var patient = World.patients[0]
        patient.returns = [ReturnItem(ticket: "t-old", label: "复A012", queue: "anesthesia", date: "2026-11-18")]
        _ = desk.type("艾尼")
        _ = desk.update(.found(query: "艾尼", PatientSearchResponse(patients: [patient], more: false)))
        _ = desk.press(.enter)
        #expect(desk.shown.contains("[复A012 (11-18)]") && desk.shown.contains("新号") && desk.shown.contains("将是 复A012"))
        _ = desk.press(.down)
        for _ in 0..<steps { _ = desk.press(.right) }
        guard case .issue("anesthesia", let request)? = issued(desk.press(.enter, after: 2)).first?.act else {
            Issue.record("Nothing was issued.")
            return
        }
        #expect(request.continues == (steps == 0 ? "t-old" : nil))
    }

    @Test(
        "A called patient is marked missed, a missed one rejoins, by word",
        arguments: [("/过号 a005", "A005"), ("/回来 A007", "A007"), ("/gh A005", "A005")])
    func words(line: String, label: String) {
        var desk = World.desk()
        _ = desk.type(line)
        switch issued(desk.press(.enter)).first?.act {
        case .markMissed(let ticket), .rejoin(let ticket): #expect(ticket == label)
        default: Issue.record("Nothing happened.")
        }
    }

    @Test("F4 lists the missed, Enter takes the chosen one back")
    func rejoining() {
        var desk = World.desk()
        _ = desk.press(.function(4))
        _ = desk.press(.down)
        guard case .rejoin("A009")? = issued(desk.press(.enter)).first?.act else {
            Issue.record("A009 did not rejoin.")
            return
        }
    }

    @Test("F8 asks before it cancels, and any other key takes the question back")
    func cancelling() {
        var desk = World.desk()
        #expect(issued(desk.press(.function(8))).isEmpty)
        #expect(desk.shown.contains("取消 A026"))
        _ = desk.press(.down)
        #expect(issued(desk.press(.function(8))).isEmpty)
        guard case .cancel("A013", _)? = issued(desk.press(.function(8))).first?.act else {
            Issue.record("Nothing was cancelled.")
            return
        }
    }

    @Test("F7 settles a doubtful paper first", arguments: [("1", "printed"), ("2", "reprint")])
    func settling(key: Character, outcome: String) {
        var desk = World.desk()
        _ = desk.press(.function(7))
        guard case .resolve("j-A003", let said)? = issued(desk.press(.character(key))).first?.act else {
            Issue.record("Nothing was settled.")
            return
        }
        #expect(said == outcome)
    }

    @Test(
        "F7 asks of each paper what can be said of it, those in the tray first",
        arguments: [
            ("failed", "1", nil), ("failed", "2", "reprint"), ("blocked", "3", "dismiss"), ("unknown", "3", "dismiss"),
            ("doubled", "1", "printed"), ("doubled", "2", nil),
        ] as [(String, Character, String?)])
    func settlingOthers(state: String, key: Character, outcome: String?) {
        var desk = World.desk()
        desk.picture?.troubled = [World.job(state)]
        _ = desk.press(.function(7))
        let act = issued(desk.press(.character(key))).first?.act
        guard let outcome else { return #expect(act == nil) }
        guard case .resolve("j-A003", let said)? = act else {
            Issue.record("Nothing was settled.")
            return
        }
        #expect(said == outcome)
    }

    @Test("All that is said of a paper that waits for somebody is shown, however long")
    func wholeSentence() {
        var desk = World.desk(wide: false)
        var job = World.job("blocked")
        let sentence = "姓名里的“䶮”（U+4DAE）没有字体能打。请在分诊台用同一证件号重新登记、改写姓名，再在评估单点“更正…”签名，会重新打印。"
        job.sentence = sentence
        desk.picture?.troubled = [job]
        _ = desk.press(.function(7))
        let shown = desk.shown.filter { !"│ \n".contains($0) }
        #expect(shown.contains(sentence), "\(desk.shown)")
    }

    @Test("Two printers for the same paper have their own names at the desk")
    func twoPrinters() {
        var desk = World.desk()
        let two = PrinterResponse(
            id: "s2", name: ["zh": "单机 二号"], purpose: "slip", state: "stopped", reasons: ["缺纸"], codes: ["media-empty"],
            waiting: 0)
        desk.picture?.printers = [
            PrinterResponse(id: "s1", name: ["zh": "单机 一号"], purpose: "slip", state: "idle", reasons: [], waiting: 0),
            two,
        ]
        #expect(desk.shown.contains("单机 一号") && desk.shown.contains("单机 二号"))
        #expect(desk.shown.split(separator: "\n").first?.contains("单机 二号") == true)
    }

    @Test("Registering checks the fields, reads an identity card, and goes on to the issue panel")
    func registering() {
        var desk = World.desk()
        _ = desk.type("/登记")
        _ = desk.press(.enter)
        #expect(issued(desk.press(.function(2))).isEmpty)
        #expect(desk.shown.contains("请填姓名"))
        _ = desk.type("古丽")
        for _ in 1...3 { _ = desk.press(.down) }
        _ = desk.type("11010519491231002X")
        _ = desk.press(.down)
        guard case .register(let request)? = issued(desk.press(.function(2))).first?.act else {
            Issue.record("Nobody was registered.")
            return
        }
        #expect(request.name == "古丽" && request.birthDate == "1949-12-31" && request.sex == "female")
        #expect(request.identifiers?.first?.system == "identity-card")
        _ = desk.update(.answered(act: 1, .registered(PatientCreated(id: "p9", event: "e", updated: false))))
        _ = desk.update(.read(World.patients[0]))
        #expect(desk.shown.contains("Enter 发号并打印"))
    }
}
