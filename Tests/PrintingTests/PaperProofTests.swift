import Clinic
import FormEngine
import Foundation
import PaperSamples
import PrintRoom
import Printing
import Testing

/// Whole papers as patients get them: the shipped form, signed at the demo clinic, rendered for real.
@Suite struct `Whole papers` {
    private static let renderer = SlipRenderer()
    private static let longName = "阿不都热西提·阿卜杜热合曼·买买提依明·吐尔逊江·艾尔肯·麦麦提图尔荪·阿迪力江"

    private static func slip(
        of patient: PaperClinic.Patient = .init(), answers: Answers = PaperAnswers.findings, languages: [String] = [],
        paper: ClinicLayout.SlipPaper = .a5, showsAll: Bool = false
    ) async throws -> PaperClinic.Printed {
        try await PaperClinic(renderer: renderer, paper: paper, languages: languages)
            .slip(of: patient, answers: answers, showsAll: showsAll)
    }

    private func text(_ printed: PaperClinic.Printed) async throws -> [String] {
        try await Look.with(printed.pdf) { file in
            let pages = try await Look.text(file, inOrder: true).split(separator: "\u{0C}").map(String.init)
            return pages
        }
    }

    /// Without the white space that a layout puts between words and lines.
    private func squeezed(_ text: some Sequence<Character>) -> String { String(text.filter { !$0.isWhitespace }) }

    @Test(arguments: ["zh", "en", "ug"])
    func `each page names the patient by two signs and counts itself, all fonts are inside`(language: String)
        async throws
    {
        let printed = try await Self.slip(of: .init(language: language))
        let pages = try await text(printed)
        for (index, page) in pages.enumerated() {
            let words = squeezed(page)
            for sign in ["阿卜杜热合曼·买买提依明", "1968-04-17", "26110482", "\(index + 1)/\(pages.count)页"] {
                #expect(words.contains(sign), "\(sign) is not on page \(index + 1)")
            }
        }
        #expect(squeezed(pages.last ?? "").contains("患者或家属"))
        #expect(pages.allSatisfy { squeezed($0).contains("单号S20261120-A001") })
        try await Look.with(printed.pdf) { file in
            for font in try await Look.fonts(file) { #expect(font.contains("yes yes yes"), "not embedded: \(font)") }
        }
    }

    @Test(arguments: [ClinicLayout.SlipPaper.a5, .a4])
    func `its QR code and its Code 128 are read back at 203 dots an inch`(paper: ClinicLayout.SlipPaper) async throws {
        let printed = try await Self.slip(paper: paper)
        try await Look.with(printed.pdf) { file in
            let codes = try await Look.codes(file, dotsPerInch: 203)
            #expect(codes.contains("QR-Code:\(printed.job.subject)"))
            #expect(codes.contains("CODE-128:26110482"))
        }
    }

    @Test func `the patient reads what to do by the clock, midnight in words, and where to be`() async throws {
        let chinese = squeezed(try await text(Self.slip()).joined())
        for words in [
            "青霉素，喉头水肿", "请您这样做", "00:00", "周一夜里12点", "02:00", "周二凌晨", "06:00", "周二早上", "不吃不喝",
            "到住院部一楼手术登记处报到", "不吸烟；带上本单和身份证", "照常用", "答“无”",
        ] {
            #expect(chinese.contains(words), "missing: \(words)")
        }
        let english = squeezed(try await text(Self.slip(of: .init(language: "en"))).joined())
        for words in [
            "Whatyoushoulddo(operation24NovTuesday)", "donoteatordrink(from02:00,Tuesdaybeforedawn)",
            "from00:00,Mondaynightat12", "Cometothesurgerydesk", "at07:00,Tuesdaymorning",
            "noneafter21NovSaturday08:00",
        ] {
            #expect(english.contains(words), "missing: \(words)")
        }
    }

    @Test func `what to do stands in the order of time, and the doctor reads which medicines are taken`() async throws {
        let chinese = squeezed(try await text(Self.slip()).joined())
        let table = try #require(chinese.range(of: "请您这样做"))
        let rows = ["11-21周六08:00前最后一次", "00:00", "02:00", "06:00", "07:00", "按医生说的做", "照常用"].map {
            chinese.range(of: $0, range: table.upperBound..<chinese.endIndex)?.lowerBound
        }
        #expect(!rows.contains(nil) && rows.compactMap(\.self) == rows.compactMap(\.self).sorted(), "\(chinese)")
        #expect(chinese[..<table.lowerBound].contains("在用的药氯吡格雷、阿司匹林"))
        // What the rule leaves open has to be written: by the doctor in the form, or by hand on this line.
        let answers = PaperAnswers.findings.filter { $0.key != "medicines" }
        let unwritten = try await PaperClinic(renderer: Self.renderer).slip(answers: answers)
        #expect(squeezed(try await text(unwritten).joined()).contains("按医生说的做＿＿＿"))
        #expect(!chinese.contains("＿＿"))
    }

    @Test func `whoever may have nothing from now on is told that first, and no clock`() async throws {
        let told = Answer.list(["companion", "no-smoking", "nil-by-mouth"])
        let answers = PaperAnswers.findings.merging(["instructions": told]) { $1 }
        let words = squeezed(
            try await text(try await PaperClinic(renderer: Self.renderer).slip(answers: answers)).joined())
        let table = try #require(words.range(of: "请您这样做"))
        let nothing = try #require(words.range(of: "不吃不喝，等医生通知", range: table.upperBound..<words.endIndex))
        let others = try #require(words.range(of: "手术当天请家属陪同", range: table.upperBound..<words.endIndex))
        #expect(nothing.upperBound <= others.lowerBound && !words.contains("清水也"))
    }

    @Test(arguments: ["optimise", "postpone", "refer", "reject"])
    func `who is not to be operated on yet neither fasts, nor stops a medicine, nor comes`(
        decision: String
    ) async throws {
        let answers = PaperAnswers.notYet.merging(["decision": .string(decision)]) { $1 }
        let slip = try await PaperClinic(renderer: Self.renderer).slip(answers: answers)
        let words = squeezed(try await text(slip).joined())
        for wrong in ["不吃不喝", "手术登记处", "照常用", "以后不用", "前最后一次", "手术当天请家属陪同"] {
            #expect(!words.contains(wrong), "\(wrong)")
        }
        for right in ["原定2026-11-24", "这次先不手术", "不要自己停药", "医生说：先控制血压，12-08带动态血压结果再来", "不吸烟；带上本单和身份证"] {
            #expect(words.contains(right), "missing: \(right)")
        }
    }

    @Test(arguments: [(4.0, 16.5, "80"), (15, 90, "400"), (18, 50, "400")] as [(Double, Double, String)])
    func `a child may drink by its weight, and never more than a grown-up`(
        age: Double, weight: Double, most: String
    ) async throws {
        let answers = PaperAnswers.healthy.merging(["age": .number(age), "weight": .number(weight)]) { $1 }
        let words = squeezed(try await text(try await Self.slip(answers: answers)).joined())
        #expect(words.contains("清水也不喝（之前最多\(most)ml）"), "\(words)")
    }

    @Test func `a healthy patient's slip in Chinese is one page, the day beside the clock time`() async throws {
        let patient = PaperClinic.Patient("张𠅤", birthDate: "1996-05-06")
        let pages = try await text(try await Self.slip(of: patient, answers: PaperAnswers.healthy))
        #expect(pages.count == 1)
        #expect(squeezed(pages.first ?? "").contains("00:00周一夜里12点"))
    }

    @Test func `who comes with a child is told what fits a child, in each language`() async throws {
        for language in ["zh", "ug"] {
            let child = PaperClinic.Patient("古丽努尔", language: language, isMan: false, birthDate: "2022-03-04")
            let words = squeezed(try await text(try await Self.slip(of: child, answers: PaperAnswers.child)).joined())
            #expect(words.contains("户口本、出生证") && words.contains("二手烟"), "\(words)")
            #expect(!words.contains("身份证") && !words.contains("不吸烟；"))
        }
        let grown = squeezed(try await text(try await Self.slip(answers: PaperAnswers.healthy)).joined())
        #expect(grown.contains("不吸烟；带上本单和身份证") && !grown.contains("二手烟"))
    }

    @Test func `a history that nobody can tell is said by section, and item by item among all answers`() async throws {
        let clinic = try await PaperClinic(renderer: Self.renderer)
        let answers = PaperAnswers.unconscious(try clinic.form())
        let short = try await text(try await clinic.slip(answers: answers))
        let words = squeezed(short.joined())
        #expect(words.contains("病史问不到，不详（不是“无”）：") && words.contains("心血管11"), "\(words)")
        #expect(!words.contains("没有阳性发现") && !words.contains("痛风"))
        #expect(short.count <= 2, "\(short.count) pages")
        let all = squeezed(
            try await text(try await PaperClinic(renderer: Self.renderer).slip(answers: answers, showsAll: true))
                .joined())
        #expect(all.contains("痛风") && all.contains("癫痫"))
    }

    @Test(arguments: [Answer.yes, .no])
    func `the department stands with the operation; whether the identity was checked as the doctor says`(
        checked: Answer
    ) async throws {
        let questions = [
            FormItem(id: "department", kind: .text(maxLength: 40), text: ["zh": "科室"]),
            FormItem(id: "identityChecked", kind: .tick, text: ["zh": "已核对患者身份"]),
        ]
        let answers = PaperAnswers.findings.merging(["department": .string("普外科"), "identityChecked": checked]) { $1 }
        let slip = try await PaperClinic(renderer: Self.renderer, questions: questions).slip(answers: answers)
        let words = squeezed(try await text(slip).joined())
        #expect(words.contains("08:00普外科"))
        #expect(words.contains("身份已核对") == (checked == .yes))
        #expect(words.contains("身份未核对") == (checked == .no))
        #expect(!words.contains("已核对患者身份"), "it is no finding")
    }

    @Test func `three languages stand on one slip when the clinic wants them`() async throws {
        let printed = try await Self.slip(languages: ["en", "ug"])
        let words = squeezed(try await text(printed).joined())
        #expect(words.contains("请您这样做") && words.contains("Whatyoushoulddo"))
        try await Look.with(printed.pdf) { file in
            let fonts = try await Look.fonts(file)
            #expect(fonts.contains { $0.contains("UKIJ") })
        }
    }

    @Test func `thirty medicines and a name of forty characters lose nothing`() async throws {
        #expect(Self.longName.count == 40)
        let printed = try await Self.slip(of: .init(Self.longName, language: "ug"), answers: PaperAnswers.thirtyDrugs)
        let words = squeezed(try await text(printed).joined())
        #expect(Set(words).isSuperset(of: Self.longName))
        for drug in ["华法林", "静脉点滴", "达比加群", "替格瑞洛", "利血平", "胰岛素", "左甲状腺素钠", "六味地黄丸"] {
            #expect(words.contains(drug), "\(drug) is lost")
        }
        #expect(try await text(printed).count <= 5)
    }

    @Test func `a form with the least that can be signed is a slip without anything to do`() async throws {
        let printed = try await Self.slip(answers: PaperAnswers.least)
        let words = squeezed(try await text(printed).joined())
        #expect(words.contains("答“无”") && words.contains("患者或家属"))
        #expect(!words.contains("请您这样做"))
    }

    @Test func `printed with every answer, a "no" is a box of its own and nothing is left out`() async throws {
        let printed = try await Self.slip(showsAll: true)
        #expect(printed.job.copy == 2 && printed.job.showsAll)
        let words = squeezed(try await text(printed).joined())
        for question in ["全部回答", "高血压", "脑卒中或TIA", "癫痫", "透析", "出血倾向", "本人或家族恶性高热", "第2份"] {
            #expect(words.contains(question), "missing: \(question)")
        }
    }

    @Test(arguments: [true, false])
    func `no line ends between a label and its value, or inside a remark`(showsAll: Bool) async throws {
        let slip = try await Self.slip(showsAll: showsAll)
        let lines = try await text(slip).joined().replacing("\u{A0}", with: " ").split(separator: "\n")
        for whole in ["收缩压 128 mmHg", "心率 72 bpm", "体重 80 kg", "HbA1c 6.8 %", "出生 1968-04-17"] {
            #expect(lines.contains { $0.contains(whole) }, "torn: \(whole)")
        }
    }

    @Test(arguments: ["龚䶮", "张𠅤", "欧阳娜娜", "Jean-Luc O’Neill"])
    func `rare and foreign names are printed on slip and ticket`(name: String) async throws {
        let slip = try await Self.slip(of: .init(name))
        #expect(squeezed(try await text(slip).joined()).contains(squeezed(name)))
        let ticket = try await PaperClinic(renderer: Self.renderer).ticket(for: .init(name), waiting: 0)
        #expect(ticket.job.problem == nil)
    }

    @Test func `a character without a glyph stops the slip's print job by name; the ticket prints without the name`()
        async throws
    {
        let name = "张\u{13000}三"
        let slip = try await Self.slip(of: .init(name))
        #expect(slip.job.state == .blocked)
        #expect(
            slip.job.problem
                == PrintProblem("print.unknown-glyph", ["character": "\u{13000}", "field": "patient.name"]))
        let ticket = try await PaperClinic(renderer: Self.renderer).ticket(for: .init(name), waiting: 0)
        #expect(ticket.job.state == .queued)
        #expect(squeezed(try await text(ticket).joined()).contains("A001"))
    }

    @Test func `a booked ticket says its day by number and by weekday, its time, and where to go first`() async throws {
        let said = [("zh", "11-23周一14:30"), ("en", "11-23Monday14:30"), ("ug", "11-23")]
        for (language, appointment) in said {
            let ticket = try await PaperClinic(renderer: Self.renderer).ticket(
                for: .init(language: language), waiting: 0, booked: ("2026-11-23", "14:30"))
            let words = squeezed(try await text(ticket).joined())
            for sign in ["A001", "11-23周一14:30", "来了请先到分诊台报到", appointment] {
                #expect(words.contains(sign), "\(language), missing: \(sign)")
            }
        }
    }

    @Test(arguments: ["zh", "en", "ug"])
    func `a ticket says its number, how many are ahead, where to wait, and its QR code leads to the phone page`(
        language: String
    ) async throws {
        let ticket = try await PaperClinic(renderer: Self.renderer).ticket(for: .init(language: language), waiting: 18)
        let words = squeezed(try await text(ticket).joined())
        for sign in ["A019", "18位", "3小时20分–5小时40分", "麻醉评估·3诊室", "叫3次没来", "阿卜杜***", "票机1"] {
            #expect(words.contains(sign), "missing: \(sign)")
        }
        #expect(!words.contains("买买提"), "a ticket bears no whole name")
        try await Look.with(ticket.pdf) { file in
            let codes = try await Look.codes(file, dotsPerInch: 203)
            #expect(codes.contains("QR-Code:\(PaperClinic.link)/t/"))
        }
    }
}
