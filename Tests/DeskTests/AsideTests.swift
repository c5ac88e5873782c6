import API
import Desk
import Foundation
import Testing

@Suite("Acts beside the ordinary course")
struct AsideTests {
    private func acts(_ effects: [DeskEffect]) -> [SentAct] {
        effects.compactMap { if case .act(let sent) = $0 { sent } else { nil } }
    }

    private func done(_ label: String, event: String = "e1") -> ActAnswer {
        .done(
            ActResponse(
                event: event,
                ticket: TicketReference(id: label, label: label, queue: "anesthesia", lane: "first", state: "waiting")))
    }

    @Test("F5 gives priority on a ground of the rule sheet, and asks nothing else")
    func priority() {
        var desk = World.desk()
        _ = desk.press(.down)
        #expect(acts(desk.press(.function(5))).isEmpty)
        #expect(desk.shown.contains("A013 李** 改为优先") && desk.shown.contains("80 岁以上"))
        _ = desk.press(.down)
        guard case .prioritize("A013", let request)? = acts(desk.press(.enter)).first?.act else {
            Issue.record("Nobody was given priority.")
            return
        }
        #expect(request.priority == "pregnant" && request.reason == "孕妇")
        #expect(desk.shown.contains("计划顺序"))
    }

    @Test("Esc leaves the grounds, and nothing has happened")
    func leavingPriority() {
        var desk = World.desk()
        _ = desk.press(.function(5))
        #expect(acts(desk.press(.escape)).isEmpty)
        #expect(desk.shown.contains("计划顺序") && desk.shown.contains("什么也没发生"))
    }

    @Test("A transfer goes to another queue, to a room in which somebody sits, or to whoever is free")
    func transfer() {
        var desk = World.desk()
        _ = desk.type("/转走 a018")
        _ = desk.press(.enter)
        #expect(desk.shown.contains("队列 B 无痛内镜") && desk.shown.contains("5 诊室") && !desk.shown.contains("队列 A"))
        for _ in 1...2 { _ = desk.press(.down) }
        guard case .transfer("A018", let request)? = acts(desk.press(.enter)).first?.act else {
            Issue.record("Nobody was transferred.")
            return
        }
        #expect(request.room == "1" && request.queue == nil)
    }

    @Test("F4 brings back whoever is away, each as it went", arguments: [(3, "tests"), (5, "hold"), (0, "missed")])
    func back(steps: Int, from: String) {
        var desk = World.desk()
        _ = desk.update(.picture(World.withAway, World.clinic, at: World.now))
        _ = desk.press(.function(4))
        for _ in 0..<steps { _ = desk.press(.down) }
        switch acts(desk.press(.enter)).first?.act {
        case .returnFromTests("A001"): #expect(from == "tests")
        case .release("A011"): #expect(from == "hold")
        case .rejoin("A007"): #expect(from == "missed")
        default: Issue.record("Nobody came back.")
        }
    }

    @Test(
        "Each act is a word too, in Chinese, in letters and in English",
        arguments: [
            ("/检查 A018", "tests"), ("/jc a018", "tests"), ("/tests A018", "tests"), ("/挂起 A018", "hold"),
            ("/aside a018", "hold"), ("/回来 A011", "release"), ("/back A010", "returnFromTests"),
        ])
    func words(line: String, act: String) {
        var desk = World.desk()
        _ = desk.update(.picture(World.withAway, World.clinic, at: World.now))
        _ = desk.type(line)
        let sent = acts(desk.press(.enter)).first?.act
        switch sent {
        case .tests("A018"): #expect(act == "tests")
        case .hold("A018"): #expect(act == "hold")
        case .release("A011"): #expect(act == "release")
        case .returnFromTests("A010"): #expect(act == "returnFromTests")
        default: Issue.record("\(line) did nothing.")
        }
    }

    @Test("A label that is nowhere is said to be nowhere, and nothing is sent")
    func unknownLabel() {
        var desk = World.desk()
        _ = desk.type("/检查 A999")
        #expect(acts(desk.press(.enter)).isEmpty)
        #expect(desk.shown.contains("这里没有 A999"))
    }

    @Test("F9 says what it takes back before it does, and any other key takes the question back")
    func undo() {
        var desk = World.desk()
        _ = desk.type("/挂起 A018")
        #expect(acts(desk.press(.enter)).count == 1)
        _ = desk.update(.answered(act: 1, done("A018")))
        #expect(desk.shown.contains("A018 帕提古*** 已挂起") && desk.shown.contains("F9撤销 10分"))
        #expect(acts(desk.press(.function(9))).isEmpty)
        #expect(desk.shown.contains("撤销 10:45 挂起 A018 帕提古***？"))
        _ = desk.press(.up)
        #expect(acts(desk.press(.function(9))).isEmpty)
        guard case .undo("e1")? = acts(desk.press(.function(9))).first?.act else {
            Issue.record("Nothing was taken back.")
            return
        }
        _ = desk.update(.answered(act: 2, done("A018", event: "e2")))
        #expect(desk.shown.contains("已撤销：挂起 A018 帕提古***"))
        _ = desk.press(.function(9))
        #expect(desk.shown.contains("没有可以撤销的事"))
    }

    @Test("A number that was just issued can be taken back")
    func undoIssue() {
        var desk = LayoutTests.issuing(wide: true)
        _ = desk.press(.enter, after: 2)
        let issue = IssueResponse(
            id: "t27", event: "e7", number: 27, label: "A027", lane: "first", state: "waiting", position: 19, ahead: 18,
            estimate: nil, link: nil, printJob: nil)
        _ = desk.update(.answered(act: 1, .issued(issue)))
        _ = desk.press(.function(9))
        #expect(desk.shown.contains("发号 A027 艾尼瓦***？"))
        guard case .undo("e7")? = acts(desk.press(.function(9))).first?.act else {
            Issue.record("Nothing was taken back.")
            return
        }
    }

    @Test("After the rules' time nothing is offered to be taken back, and what was refused is not offered again")
    func undoIsOver() {
        var desk = World.desk()
        for (index, label) in ["A018", "A017"].enumerated() {
            _ = desk.type("/挂起 \(label)")
            _ = desk.press(.enter)
            _ = desk.update(.answered(act: index + 1, done(label, event: "e\(index + 1)")))
        }
        _ = desk.press(.function(9))
        _ = desk.press(.function(9))
        _ = desk.update(.refused(act: 3, code: "undo.too-late", "后来又对同一个号做过别的事，不能撤销。"))
        #expect(desk.shown.contains("不能撤销"))
        _ = desk.press(.function(9))
        #expect(desk.shown.contains("挂起 A018"))
        _ = desk.press(.escape)
        _ = desk.press(.function(9), after: 601)
        #expect(desk.shown.contains("没有可以撤销的事"))
    }

    @Test("An act that changed nothing says so, and is not taken back")
    func unchanged() {
        var desk = World.desk()
        _ = desk.type("/转走 A018")
        _ = desk.press(.enter)
        _ = desk.press(.enter)
        _ = desk.update(.answered(act: 1, done("A018", event: "")))
        #expect(desk.shown.contains("什么也没变"))
        _ = desk.press(.function(9))
        #expect(desk.shown.contains("没有可以撤销的事"))
    }

    @Test(
        "Nothing of it is done while the server is away", arguments: [Key.function(5), .function(9), .character("2")])
    func lost(key: Key) {
        var desk = World.panel()
        _ = desk.update(.unreachable(since: World.now, tries: 1, next: World.now))
        #expect(acts(desk.press(key)).isEmpty && acts(desk.press(key)).isEmpty)
    }

    @Test("What somebody left unanswered stays theirs: it is told, kept, and theirs to take back alone")
    func otherPerson() {
        var desk = World.desk()
        _ = desk.type("/挂起 A018")
        let sent = acts(desk.press(.enter))
        #expect(sent.map(\.by) == ["desk"])
        _ = desk.update(.inDoubt(act: 1))
        _ = desk.update(.sessionEnded)
        let other = Staff(username: "desk2", name: "王芳", roles: ["desk"])
        _ = desk.update(.signedIn(other, World.clinic, at: World.now))
        #expect(desk.shown.contains("不会用您的名字再做：挂起 A018 帕提古***"))
        #expect(desk.sent.map(\.id) == [1])
        // The server comes back: it is still said, and nobody is told that it is being asked again.
        _ = desk.update(.unreachable(since: World.now, tries: 1, next: World.now))
        _ = desk.update(.picture(World.picture, World.clinic, at: World.now))
        #expect(desk.shown.contains("不会用您的名字再做：挂起 A018 帕提古***") && !desk.shown.contains("再问"))
        _ = desk.update(.answered(act: 1, done("A018")))
        _ = desk.press(.function(9))
        #expect(desk.shown.contains("没有可以撤销的事"))
    }
}
