import API
import Desk
import Foundation
import Testing

@Suite("The printers at the desk")
struct PrinterTests {
    /// Everything that the desk asked the server to do.
    private static func acts(_ effects: [DeskEffect]) -> [String] {
        effects.compactMap { effect in
            guard case .act(let sent) = effect else { return nil }
            switch sent.act {
            case .testPage(let printer): return "test \(printer)"
            case .movePrint(let job, let printer): return "move \(job) \(printer)"
            case .stopPrint(let job): return "stop \(job)"
            default: return "other"
            }
        }
    }

    /// The desk with `/打印机` open, and a second slip printer if asked for.
    private static func desk(others: Int = 0, wide: Bool = true, language: String = "zh") -> DeskState {
        var picture = World.picture
        for number in 0..<others {
            picture.printers.append(
                PrinterResponse(
                    id: "s\(number + 2)", name: ["zh": "单机 \(number + 2)"], purpose: "slip", state: "idle", reasons: [],
                    waiting: 0))
        }
        var desk = World.desk(wide: wide, language: language)
        _ = desk.update(.picture(picture, World.clinic, at: World.now))
        _ = desk.type("/打印机")
        _ = desk.press(.enter)
        return desk
    }

    @Test("say how they are, since when, and what waits")
    func shown() {
        let shown = Self.desk().shown
        #expect(shown.contains("停了 10:41 起"), "\(shown)")
        #expect(shown.contains("缺纸，加纸就打"))
        #expect(shown.contains("B001") && shown.contains("C003"))
        #expect(shown.contains("1 测试页"))
        #expect(Self.desk(language: "en").shown.contains("stopped since 10:41"))
    }

    @Test("fit their screen, wide and narrow", arguments: [true, false])
    func fit(wide: Bool) {
        let desk = Self.desk(others: 40, wide: wide)
        let lines = DeskLayout.lines(desk)
        #expect(lines.count == desk.height)
        #expect(lines.allSatisfy { $0.width == desk.width })
    }

    @Test("print a test page, the chosen one alone")
    func testPage() {
        var desk = Self.desk()
        #expect(Self.acts(desk.press(.character("1"))) == ["test t"])
        #expect(Self.acts(desk.press(.character("2"))).isEmpty)
        #expect(desk.shown.contains("先选一张在等的纸"))
        _ = desk.press(.down)
        #expect(Self.acts(desk.press(.character("1"))) == ["test s"])
    }

    @Test("print no test page where none is set, and say so")
    func noneSet() {
        var desk = Self.desk()
        var picture = World.picture
        for index in picture.printers.indices { picture.printers[index].state = "none" }
        _ = desk.update(.picture(picture, World.clinic, at: World.now))
        #expect(Self.acts(desk.press(.character("1"))).isEmpty)
        #expect(desk.shown.contains("测试页没有打"))
    }

    @Test("let a paper that waits go elsewhere: at once where there is one other, else chosen from a list")
    func move() {
        var alone = Self.desk()
        for _ in 0..<2 { _ = alone.press(.down) }
        #expect(Self.acts(alone.press(.character("2"))).isEmpty)
        #expect(alone.shown.contains("没有另一台"))
        var one = Self.desk(others: 1)
        for _ in 0..<2 { _ = one.press(.down) }
        #expect(Self.acts(one.press(.character("2"))) == ["move j-B001 s2"])
        var many = Self.desk(others: 2)
        for _ in 0..<3 { _ = many.press(.down) }
        #expect(Self.acts(many.press(.character("2"))).isEmpty)
        #expect(many.shown.contains("C003：改到哪一台？"))
        _ = many.press(.down)
        #expect(Self.acts(many.press(.enter)) == ["move j-C003 s3"])
    }

    @Test("stop a paper, and go back to the queue")
    func stop() {
        var desk = Self.desk()
        for _ in 0..<3 { _ = desk.press(.down) }
        #expect(Self.acts(desk.press(.character("3"))) == ["stop j-C003"])
        _ = desk.press(.escape)
        #expect(desk.shown.contains("计划顺序"))
    }
}
