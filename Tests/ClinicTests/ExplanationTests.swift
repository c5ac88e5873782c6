import Clinic
import ClinicFixture
import QueueEngine
import Testing

/// Whole texts, as the desk and the patient read them. The clock begins at 8:00 and each act takes a minute.
@Suite("Why is it not my turn yet?") struct ExplanationTests {
    private static func morning() async throws -> (world: World, ticket: String) {
        let world = try await World()
        try await world.openSitting()
        var ticket = ""
        for number in 1...5 {
            ticket = try await world.issue("病人\(number)").ticket
            world.clock.advance(seconds: 60)
        }
        for name in ["急一", "急二"] { try await world.issue(name, lane: "urgent") }
        _ = try await world.call()
        world.clock.advance(seconds: 60)
        return (world, ticket)
    }

    private static func text(_ world: World, _ ticket: String, _ language: String) async throws -> [String] {
        let explanation = try await world.service.explanation(ofTicket: ticket)
        return world.service.text(of: explanation, language: language).lines
    }

    @Test("in Chinese, of somebody who waits behind an urgent patient")
    func chinese() async throws {
        let (world, ticket) = try await Self.morning()
        #expect(
            try await Self.text(world, ticket, "zh") == [
                "08:04 取号 A005。",
                "没有人改动过这个号的位置。",
                "比这个号后排上、先叫的有 1 位：",
                "08:05 A006（绿色通道）：绿色通道先于轮流叫的人",
                "前面还有 5 位：先排上的 4 位，后排上、按规则先叫的 1 位。",
                "其中后排上的 1 位（绿色通道）：绿色通道先于轮流叫的人",
                "叫到这个号的规则：叫到时本队列只有初诊轮得到",
                "预计还要 1\u{A0}小时–1\u{A0}小时\u{A0}40\u{A0}分，现有 1 个诊室在叫。",
            ])
    }

    @Test("in English and in Uyghur it says the same")
    func others() async throws {
        let (world, ticket) = try await Self.morning()
        #expect(
            try await Self.text(world, ticket, "en") == [
                "08:04 number A005 was given.",
                "Nobody has changed this number's place.",
                "1 who joined the line later went first:",
                "08:05 A006 (Urgent): Urgent: before all who come by turn",
                "5 ahead: 4 who joined the line earlier, 1 who joined it later and will go first by rule.",
                "1 who joined later (Urgent): Urgent: before all who come by turn",
                "The rule by which this number comes: By then only First visit of this queue has a turn",
                "About 1\u{A0}h – 1\u{A0}h\u{A0}40\u{A0}min more; rooms calling now: 1.",
            ])
        #expect(
            try await Self.text(world, ticket, "ug") == [
                "08:04 نومۇر A005 ئېلىندى.",
                "بۇ نومۇرنىڭ ئورنىنى ھېچكىم ئۆزگەرتمىدى.",
                "كېيىن تىزىلىپ بالدۇر چاقىرىلغانلار 1 كىشى:",
                "08:05 A006 (جىددىي يول): جىددىي يول: نۆۋەت بويىچە چاقىرىلىدىغانلاردىن بۇرۇن",
                "ئالدىڭىزدا 5 كىشى بار: 4 كىشى بالدۇر تىزىلغان، 1 كىشى كېيىن تىزىلىپ قائىدە بويىچە بالدۇر چاقىرىلىدۇ.",
                "كېيىن تىزىلغان 1 كىشى، جىددىي يول: جىددىي يول: نۆۋەت بويىچە چاقىرىلىدىغانلاردىن بۇرۇن",
                "سىزنىڭ نۆۋىتىڭىزنىڭ قائىدىسى: شۇ چاغدا بۇ ئۆچىرەتتە پەقەت تۇنجى كۆرۈنۈش نىڭ نۆۋىتى كېلىدۇ",
                "تەخمىنەن يەنە ئەڭ ئاز 1\u{A0}سائەت، ئەڭ كۆپ 1\u{A0}سائەت\u{A0}40\u{A0}مىنۇت، ھازىر 1 ئۆي چاقىرىۋاتىدۇ.",
            ])
    }

    @Test("of somebody who missed a call, and who is at tests, what to do is said")
    func aside() async throws {
        let (world, ticket) = try await Self.morning()
        _ = try await world.service.act(onTicket: ticket, request()) { .sendForTests(ticket: $0) }
        let text = try await Self.text(world, ticket, "zh")
        #expect(text.contains("08:06 去做检查。") && text.last == "去做检查了；回来请到分诊台报到。")
        _ = try await world.service.act(onTicket: ticket, request()) { .returnFromTests(ticket: $0) }
        _ = try await world.service.act(onTicket: ticket, request()) { .cancel(ticket: $0) }
        #expect(try await Self.text(world, ticket, "zh").last == "已经取消。")
    }

    @Test("nobody's name stands in it")
    func names() async throws {
        let (world, ticket) = try await Self.morning()
        for language in ["zh", "en", "ug"] {
            let text = try await Self.text(world, ticket, language).joined()
            #expect(!text.contains("病人") && !text.contains("急一"))
        }
    }
}
