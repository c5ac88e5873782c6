import API
import Desk
import Foundation
import Testing

@Suite("The emergency list")
struct EmergencyListTests {
    private func list(_ effects: [DeskEffect]) -> String? {
        effects.compactMap { if case .printList(let text) = $0 { text } else { nil } }.first
    }

    @Test("A page for each room, as it was last seen, also while the server is away", arguments: ["zh", "en"])
    func pages(language: String) throws {
        var desk = World.desk(language: language)
        _ = desk.update(.unreachable(since: World.now, tries: 1, next: World.now))
        let text = try #require(list(desk.press(.function(10))))
        let pages = text.split(separator: "\u{0C}").map(String.init)
        // Rooms 1, 2, 3 and 5, and who is with no room.
        #expect(pages.count == 5)
        if language == "zh" { #expect(pages[0] == Self.page) }
        #expect(text.split(separator: "\n").allSatisfy { Columns.width(String($0)) <= 42 })
        let labels = World.picture.plan.map(\.ticket.label)
        #expect(labels.allSatisfy { label in pages.count { $0.contains(label) } == 1 }, "each on one page")
        #expect(pages[4].contains("A007 A009 B002"))
    }

    @Test("Where no room is open and nobody is here there is nothing to print, and that is said")
    func empty() throws {
        var desk = World.desk(language: "zh")
        desk.picture = Picture()
        #expect(list(desk.press(.function(10))) == nil)
        #expect(desk.message.text.contains("应急单是空的"))
    }

    private static let page = """
        应急单  1 诊室  d
        示范医院 麻醉评估门诊
        2026-11-20 10:45:00 的顺序，服务器断开时用

        在诊室 B004 J*** S***

         # 号    姓名       类别       叫  进入
         1 A026  郑**       + 绿色通道 [ ] __:__
         2 A014  爱新觉罗** ● 初诊     [ ] __:__
         3 A006  王*        × 过号     [ ] __:__
         4 A015  吐尔逊***  ● 初诊     [ ] __:__
         5 B005  J*** S***  ● 初诊     [ ] __:__
         6 A016  欧阳**     ● 初诊     [ ] __:__
         7 A018  帕提古***  ● 初诊     [ ] __:__
         8 A008  何*        ◐ 迟到     [ ] __:__
         9 A024  阿卜杜热合…● 初诊     [ ] __:__
        10 B007  吴*        ● 初诊     [ ] __:__

        叫一位划一格，写进入时间；恢复后补录。

        """

    @Test("A word does it too, and what became of the paper is said")
    func word() {
        var desk = World.desk()
        _ = desk.type("/应急单")
        #expect(list(desk.press(.enter)) != nil)
        _ = desk.update(.listPrinted(.onlyKept(file: "/home/desk/houzhen-list.txt", why: "lp: no printer")))
        #expect(desk.shown.contains("没打出来（lp: no printer）") && desk.shown.contains("/home/desk/houzhen-list.txt"))
        _ = desk.update(.listPrinted(.printed(file: "/home/desk/houzhen-list.txt")))
        #expect(desk.shown.contains("已交给打印"))
    }

    @Test("The list reaches the command, and stays in a file of the user's own")
    func paper() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "houzhen-list.txt")
        let printed = folder.appending(path: "printed")
        let outcome = ListPaper(command: "cat > '\(printed.path)'", folder: folder).put("甲\n")
        #expect(outcome == .printed(file: file.path))
        #expect(try String(contentsOf: printed, encoding: .utf8) == "甲\n")
        let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        let failed = ListPaper(command: "echo 'no such printer' >&2; exit 1", folder: folder).put("乙\n")
        #expect(failed == .onlyKept(file: file.path, why: "no such printer"))
        #expect(try String(contentsOf: file, encoding: .utf8) == "乙\n")
        let nowhere = ListPaper(command: "cat", folder: folder.appending(path: "none")).put("丙\n")
        guard case .failed = nowhere else {
            Issue.record("\(nowhere)")
            return
        }
    }
}
