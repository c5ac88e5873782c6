import API
import Desk
import Foundation
import Testing

@Suite("While the server is away nothing is lost and nothing is made up")
struct LostServerTests {
    private func acts(_ effects: [DeskEffect]) -> [SentAct] {
        effects.compactMap { if case .act(let sent) = $0 { sent } else { nil } }
    }

    private let issue = IssueResponse(
        id: "t27", event: "e", number: 27, label: "A027", lane: "first", state: "waiting", position: 19, ahead: 18,
        estimate: Estimate(fromMinutes: 50, toMinutes: 70), link: nil, printJob: "j9")

    @Test("What was typed is still there, and is looked for when the server is back", arguments: ["", "艾尼"])
    func typed(before: String) {
        var desk = World.desk()
        _ = desk.type(before)
        _ = desk.update(.unreachable(since: World.now, tries: 1, next: World.now))
        _ = desk.type(before.isEmpty ? "艾尼瓦尔" : "瓦尔")
        #expect(desk.shown.contains("> 艾尼瓦尔_"))
        let effects = desk.update(.picture(World.picture, World.clinic, at: World.now))
        guard case .search("艾尼瓦尔")? = effects.first else {
            Issue.record("Nobody was looked for.")
            return
        }
    }

    @Test("No new act is sent", arguments: [Key.function(4), .function(7), .function(8), .enter])
    func refusesActs(key: Key) {
        var desk = World.desk()
        _ = desk.update(.unreachable(since: World.now, tries: 1, next: World.now))
        #expect(acts(desk.press(key)).isEmpty)
        #expect(acts(desk.press(key)).isEmpty)
    }

    @Test("An answer that comes late is told when the server is back")
    func lateAnswer() {
        var desk = LayoutTests.lost(wide: true)
        #expect(desk.sent.map(\.id) == [1] && desk.sent[0].isInDoubt)
        let effects = desk.update(.answered(act: 1, .issued(issue)))
        #expect(acts(effects).isEmpty && desk.sent.isEmpty)
        _ = desk.update(.picture(World.picture, World.clinic, at: World.now))
        #expect(desk.shown.contains("补上了：发号 A027"))
    }

    @Test("A number that the nurse gave up is taken back as soon as it is known to exist")
    func withdrawn() {
        var desk = LayoutTests.lost(wide: true)
        _ = desk.press(.function(8))
        #expect(desk.shown.contains("不要了，连上后撤回"))
        let effects = desk.update(.answered(act: 1, .issued(issue)))
        guard case .cancel("t27", _)? = acts(effects).first?.act else {
            Issue.record("The number was not taken back.")
            return
        }
    }

    @Test("Leaving while an act has no answer has to be asked for twice")
    func leaving() {
        var desk = LayoutTests.lost(wide: true)
        #expect(desk.press(.control("c")).isEmpty)
        guard case .quit? = desk.press(.control("c")).first else {
            Issue.record("The desk was not left.")
            return
        }
    }

    @Test("When the session ends, signing in again brings back the same screen's data")
    func sessionEnded() {
        var desk = World.desk()
        _ = desk.update(.sessionEnded)
        #expect(desk.shown.contains("登录到期") && desk.shown.contains("desk"))
        _ = desk.update(.signedIn(World.nurse, World.clinic, at: World.now))
        #expect(desk.shown.contains("A026"))
    }
}
