import FormEngine
import Foundation
import Testing

@Suite struct UntoldMedicinesTests {
    private func finding(_ answers: Answers) throws -> Finding? {
        try FormsFixture.assessment().evaluate(answers).findings.first { $0.id == UntoldMedicines.finding }
    }

    private static let open: Answers = [
        "medicinesTaken": .list(["clopidogrel", "aspirin", "metformin"]), "decision": .string("fit"),
    ]

    @Test func `medicines that the set leaves open wait for the doctor's word to the patient`() throws {
        let finding = try #require(try finding(Self.open))
        #expect(finding.level == .caution && finding.item == "medicines")
        #expect(finding.text["zh"] == "氯吡格雷、二甲双胍：要由医生定，“您的药”里还没写到")
        #expect(finding.text["en"]?.hasPrefix("Clopidogrel, Metformin: ") == true, "and not aspirin, which goes on")
    }

    @Test(
        arguments: [
            ["medicines": "氯吡格雷 11-19 起停，二甲双胍当天停"], ["decision": "postpone"], ["decision": nil],
        ] as [[String: String?]])
    func `once written, or while nobody is to be operated on, nothing is asked`(change: [String: String?]) throws {
        var answers = Self.open
        for (item, answer) in change { answers[item] = answer.map(Answer.string) }
        #expect(try finding(answers) == nil)
    }

    @Test func `what is written about one medicine says nothing of another one`() throws {
        var answers = Self.open
        answers["medicines"] = .string("氨氯地平照常吃，氯吡格雷 11-19 起停")
        #expect(try finding(answers)?.text["zh"] == "二甲双胍：要由医生定，“您的药”里还没写到")
        let other: Answers = ["medicinesTaken": .list(["glp1-weekly", "acei-arb"]), "decision": .string("fit")]
        let names = ["": true, "司美格鲁肽停一次": true, "司美格鲁肽停一次，缬沙坦当天不吃": false]
        for (text, isOpen) in names {
            let written = other.merging(text.isEmpty ? [:] : ["medicines": .string(text)]) { $1 }
            #expect((try finding(written) != nil) == isOpen, "\(text)")
        }
    }

    @Test func `what goes on by the doctor's word and stops by the rule is told`() throws {
        let warfarin: Answers = ["medicinesTaken": .list(["warfarin", "aspirin"]), "decision": .string("fit")]
        func contradicted(_ written: String) throws -> String? {
            try FormsFixture.assessment().evaluate(warfarin.merging(["medicines": .string(written)]) { $1 })
                .findings.first { $0.id == UntoldMedicines.contradiction }?.text["zh"]
        }
        let opposed = "：“您的药”里写的与规则相反（一个停、一个继续）：单上两句都会印，请核对"
        for written in [
            "华法林不能停", "华法林手术当天早上照吃", "keep taking warfarin", "Do not stop warfarin",
            "华法林无需停药", "华法林不必停", "华法林未停", "华法林手术当天早上用一小口水送服", "华法林手术当天也吃", "华法林正常服用",
            "华法林一直吃", "华法林每天照样吃", "华法林按原来的剂量吃", "可密定不要自己停", "所有药照常吃", "平时的药都不停",
            "阿司匹林、华法林照常吃", "什么药都不停", "一切药物照旧", "抗凝药照常", "平时的药照吃", "药不用停", "药照吃", "用药不变",
            "降压药照吃，其他药也照吃", "华法林别自己停", "药物不用停", "您的药照吃", "平时吃的药照吃", "这些药照吃", "所服药物继续",
            "阿司匹林照常，其他的药照吃", "其余照旧", "Keep taking your medicines", "warfarin: no need to stop", "可迈丁照吃",
            "Continue all medicines as usual. Eat nothing in the morning", "照常吃美托洛尔，华法林",
            "Continue metoprolol, warfarin",
            "阿司匹林和其他药照常", "阿司匹林等所有药照常", "降压药和其他药都照常吃", "Don’t stop warfarin", "照常服药", "继续服药",
            "任何药都不能停", "口服药照常", "华法林，继续", "华法林和阿司匹林，照常吃", "华法林不要漏服", "Do not miss warfarin",
            "停：\n氯吡格雷\n照常：\n华法林\n阿司匹林", "氯吡格雷停 7 天，华法林照吃（可密定）",
        ] {
            #expect(try contradicted(written) == "华法林" + opposed, "\(written)")
        }
        for written in ["除华法林照吃外，其他药停", "除了华法林不停，别的药都停", "除华法林外，全部停药", "华法林除外，药全停"] {
            #expect(try contradicted(written) == "华法林、阿司匹林" + opposed, "\(written)")
        }
        for written in [
            "阿司匹林停 7 天；华法林停 5 天", "阿司匹林手术当天不服", "阿司匹林勿服", "手术前一周禁服阿司匹林", "Hold aspirin for 7 days",
            "拜阿司匹灵停7天", "全部停药", "药全停", "除阿司匹林停7天外，其他药停", "除了阿司匹林停用，华法林停 5 天", "华法林停 5 天、阿司匹林停 7 天", "停阿司匹林、华法林",
            "所有的药都停", "停：华法林，阿司匹林", "Stop warfarin, aspirin and metoprolol", "停：\n阿司匹林\n华法林",
            "Discontinue aspirin", "阿司匹林不能继续吃", "阿司匹林不宜继续", "Do not continue aspirin", "包括阿司匹林在内的所有药都停",
            "其他都停", "Stop all medicines apart from warfarin. Stop warfarin 5 days before",
        ] { #expect(try contradicted(written) == "阿司匹林" + opposed, "\(written)") }
        for written in [
            "华法林停 5 天，氨氯地平照常吃", "阿司匹林照常吃", "除华法林外都照常吃", "降压药继续吃（华法林除外）",
            "不要照常吃华法林", "继续停华法林", "华法林术后继续吃", "Do not stop aspirin", "阿司匹林无需停药", "阿司匹林不必停",
            "阿司匹林不需要停", "阿司匹林不可停", "阿司匹林勿停", "阿司匹林不能自行停", "阿司匹林切勿自行停药", "阿司匹林不得停用",
            "阿司匹林照常吃、华法林停 5 天", "华法林停 5 天，其他药照常", "所有药照常吃，华法林除外", "降压药都照常吃",
            "Do not stop aspirin. Stop warfarin 5 days before", "除阿司匹林外所有药都停", "所有药都停，阿司匹林除外",
            "阿司匹林：血小板低于50停，如果没有照常", "除华法林停5天外，其他药照吃", "除了华法林停5天，别的药都照吃",
            "除阿司匹林照吃外，其他药停", "阿司匹林除外，全部停药", "Continue all medicines except warfarin",
            "Discontinue warfarin", "华法林不能继续吃", "阿司匹林不要漏服", "阿司匹林不要忘记吃", "阿司匹林不要自己减量", "Don’t stop aspirin",
            "Stop warfarin and continue aspirin", "停华法林继续阿司匹林", "1.华法林停5天 2.阿司匹林照吃", "①华法林停5天②阿司匹林照吃",
            "【停】华法林【继续】阿司匹林", "除阿司匹林外，抗血小板药停7天", "所有药（除华法林）照常", "华法林吃到手术前5天",
            "需停的药：华法林；照常的药：阿司匹林", "停华法林、氯吡格雷，阿司匹林照常", "华法林停5天，其他药，包括阿司匹林，照常",
            "停：\n华法林\n照常：\n阿司匹林", "阿司匹林 100 mg 每天一片",
        ] { #expect(try contradicted(written) == nil, "\(written)") }
    }

    /// What is said of medicines by the doctor's words: contradicted, unclear, or nil.
    private func reading(_ written: String, of drugs: [String]) throws -> [String: String] {
        let answers: Answers = [
            "medicinesTaken": .list(drugs), "decision": .string("fit"), "medicines": .string(written),
        ]
        let form = try FormsFixture.assessment()
        let labels = form.item("medicinesTaken")?.kind.choices.reduce(into: [:]) { $0[$1.code] = $1.text["zh"] } ?? [:]
        return form.evaluate(answers).findings.reduce(into: [:]) { told, finding in
            let says = [UntoldMedicines.contradiction: "contradicted", UntoldMedicines.unreadable: "unclear"][
                finding.id]
            let named = finding.text["zh"]?.split(separator: "：").first?.split(separator: "、").map(String.init) ?? []
            for drug in drugs where labels[drug].map(named.contains) == true { told[drug] = says }
        }
    }

    @Test(
        "what goes on by the rule and is stopped in whatever words is told",
        arguments: [
            "阿司匹林不能吃", "阿司匹林术前不能服用", "阿司匹林不可服用", "阿司匹林不得服用", "阿司匹林不许吃", "阿司匹林禁止服用", "阿司匹林避免服用", "阿司匹林别服",
            "阿司匹林不需要吃", "阿司匹林断药一周", "阿司匹林中断一周", "术前1周禁阿司匹林", "阿司匹林末次服用12月18日", "阿司匹林换成低分子肝素", "No aspirin for 7 days",
            "Aspirin off 7 days", "Cease aspirin", "Avoid aspirin", "Aspirin should not be taken", "手术当天早上不要吃药",
            "手术当天早上不用吃药", "手术当天早上药先不吃",
            "手术当天早上不能吃任何药", "手术日晨勿服药", "术晨停药", "禁食禁水，药也不吃", "No meds on the morning",
            "No tablets on the morning of surgery", "都停", "全停",
            "以上均停", "停药7天", "支架术后阿司匹林停7天", "双抗停7天", "阿司匹林停了3天，今起继续",
        ])
    func stopped(written: String) throws {
        #expect(try reading(written, of: ["aspirin"])["aspirin"] != nil)
    }

    @Test(
        "what stops by the rule and goes on in whatever words is told",
        arguments: [
            "华法林停药风险大，照吃", "华法林照常吃到手术当天", "华法林停药风险大，不能停", "华法林停1天，然后照吃", "华法林今晚停1次，INR高，明天继续", "华法林停药？不用，照吃", "华法林严禁停药",
            "华法林切忌停药", "华法林避免停药", "华法林停不得", "华法林无停药必要", "华法林停药没有必要", "Do not hold warfarin", "Don't withhold warfarin",
            "Do not discontinue warfarin", "Avoid stopping warfarin", "Warfarin: do not interrupt", "华法林是否停由心内科定",
            "华法林停不停问心内科", "换瓣术后华法林不能停",
            "换瓣术后照吃华法林", "瓣膜术后华法林终身服用", "全部照常", "照常", "不变", "一律照常", "都不停", "都不用停", "按平时吃", "用药同前", "同前", "Continue all",
            "Take morning meds with a sip of water", "No changes", "Continue blood thinners", "华法林每晚一片", "华法林吃到手术前5天",
            "老人家的药照常吃",
            "华法林照常；手术前5天停华法林", "阿司匹林照常，华法林", "停阿司匹林，华法林，美托洛尔照常",
        ])
    func goesOn(written: String) throws {
        #expect(try reading(written, of: ["warfarin", "aspirin"])["warfarin"] != nil)
    }

    @Test(
        "what agrees with the rules is told of nobody",
        arguments: [
            "华法林停 5 天", "阿司匹林每晚一片", "停华法林、氯吡格雷，阿司匹林照常", "华法林停5天；钙片照常", "其余用药不变，华法林停5天", "华法林停5天，阿司匹林继续，不要空腹",
            "阿司匹林吃，不要空腹", "阿司匹林吃，停烟", "阿司匹林用一小口水送服，不要吃早饭", "Take aspirin with a sip, do not eat or drink", "阿司匹林别擅自停药",
            "阿司匹林不要间断",
            "Do not hold aspirin", "No need to stop aspirin", "Don't forget your aspirin", "阿司匹林不影响手术，继续吃",
            "阿司匹林一天也不能停", "Stop warfarin 5 days before",
            "华法林术后再吃", "",
        ])
    func agrees(written: String) throws {
        let told = try reading(written, of: ["warfarin", "aspirin"])
        #expect(told["aspirin"] == nil && told["warfarin"] != "contradicted", "\(told)")
    }

    @Test(
        "what is taken so far is no advice, and a stop that follows is",
        arguments: [
            "您长期服用{}，请停药7天后再手术", "正在服用{}。术前停药7天", "由于您长期服用{}，出血风险高，请停药7天", "{}100mg每晚口服，术前7天停药",
            "You are taking {}. Stop it 7 days before surgery",
        ])
    func history(written: String) throws {
        func reading(_ name: String, _ drug: String) throws -> String? {
            try self.reading(written.replacing("{}", with: name), of: [drug])[drug]
        }
        #expect(try reading("阿司匹林", "aspirin") != nil)
        #expect(try reading("华法林", "warfarin") != "contradicted")
    }

    @Test("an exception needs no 外")
    func exceptions() throws {
        let drugs = ["aspirin", "beta-blocker", "warfarin"]
        for written in ["除了阿司匹林都停", "除阿司匹林其他都停", "术晨除了阿司匹林都别吃", "阿司匹林以外的药都停"] {
            #expect(try reading(written, of: drugs) == ["beta-blocker": "contradicted"], "\(written)")
        }
        for written in ["除了阿司匹林都照吃", "除阿司匹林全部照常", "阿司匹林以外的药照吃"] {
            #expect(
                try reading(written, of: drugs) == ["aspirin": "contradicted", "warfarin": "contradicted"],
                "\(written)")
        }
        #expect(try reading("倍他乐克照吃，手术当天除外", of: drugs) == ["beta-blocker": "unclear"])
    }

    @Test("each of several without a comma has its own verb, or its own dose")
    func neighbours() throws {
        let drugs = ["aspirin", "beta-blocker", "reserpine"]
        for written in [
            "停阿司匹林 倍他乐克照吃 利血平停", "阿司匹林（停）倍他乐克（续）利血平（停）", "☑停阿司匹林7天  ☑倍他乐克继续",
            "倍他乐克√ 阿司匹林停", "阿司匹林停7天；倍他乐克一小口水，利血平不吃",
        ] { #expect(try reading(written, of: drugs) == ["aspirin": "contradicted"], "\(written)") }
        #expect(try reading("利血平1片，阿司匹林照吃", of: drugs) == ["reserpine": "unclear"])
    }

    @Test(
        "what hangs on a condition, or ends before the day, or is fasted like food, is not clear",
        arguments: [
            "阿司匹林吃到手术前一天", "Take aspirin until the day before surgery", "阿司匹林手术前不用停，但如果外科医生让停就停7天", "阿司匹林先不停，等电话",
            "阿司匹林酌情服用", "阿司匹林血压高于140才吃", "晚10点后禁食禁水，包括药物", "NPO after midnight including meds",
            "No food, drink or medicines from midnight", "阿司匹林照常。手术前停药", "阿司匹林术后第二天再吃", "阿司匹林7天，波立维5天", "阿司匹林 □停 ☑继续",
            "中药停一周，阿司匹林也一样", "药都带来，当天护士会告诉您吃哪个",
            "Aspirin was stopped by your GP - please stay off it until after surgery",
            "Continue aspirin for now. Stop it on 3 March",
        ])
    func doubted(written: String) throws {
        #expect(try reading(written, of: ["aspirin"]) == ["aspirin": "unclear"])
    }

    @Test("other medicines of a kind are not those that are named")
    func ofOthers() throws {
        let drugs = ["beta-blocker", "reserpine", "sglt2i", "metformin"]
        #expect(try reading("倍他乐克1片，其余降压药不吃，降糖药停", of: drugs).isEmpty)
        #expect(try reading("二甲双胍手术当天不吃，其他降糖药照常", of: drugs)["sglt2i"] == "contradicted")
    }

    @Test("what is resumed is not stopped")
    func resumed() throws {
        for written in ["阿司匹林已自行停用，请从今天起恢复服用", "阿司匹林外院让停，我们建议继续", "阿司匹林自己停了，今天起重新吃"] {
            #expect(try reading(written, of: ["aspirin"])["aspirin"] != "contradicted", "\(written)")
        }
        #expect(try reading("华法林停了三天了，今天起恢复吃", of: ["warfarin"]) == ["warfarin": "unclear"])
    }

    @Test("what is clear of one medicine is not called unclear; other medicines are nobody's contradiction")
    func clear() throws {
        #expect(try reading("华法林停 5 天", of: ["warfarin"]).isEmpty)
        #expect(try reading("停阿司匹林、华法林，美托洛尔照常", of: ["warfarin"]).isEmpty)
        #expect(try reading("华法林照常吃", of: ["warfarin"]) == ["warfarin": "contradicted"])
        for written in ["降压药继续", "降糖药继续", "平喘药继续", "甲状腺药继续", "安眠药照吃"] {
            #expect(try reading(written, of: ["warfarin", "beta-blocker"])["warfarin"] != "contradicted", "\(written)")
        }
        #expect(try reading("早晨用一小口水吃美托洛尔，其余药都不吃", of: ["beta-blocker", "metformin"]).isEmpty)
        for written in ["除阿司匹林外都停", "阿司匹林照吃，别的都停", "阿司匹林照吃，他汀\n停7天", "口服药除阿司匹林外均停"] {
            #expect(try reading(written, of: ["aspirin", "statin"]) == ["statin": "contradicted"], "\(written)")
        }
        for written in ["0号照吃，阿司匹林照吃", "1.0号照吃 2.阿司匹林照吃"] {
            #expect(try reading(written, of: ["aspirin", "reserpine"]) == ["reserpine": "contradicted"], "\(written)")
        }
        #expect(try reading("强的松龙停", of: ["steroid"]) == ["steroid": "contradicted"])
        #expect(try reading("口服华法林停5天，倍他乐克缓释片继续", of: ["warfarin", "beta-blocker"]).isEmpty)
        #expect(try reading("阿司匹林照吃，华发林照吃", of: ["aspirin", "warfarin"]) == ["warfarin": "unclear"], "mistyped")
        #expect(try reading("中药停，阿司匹林照吃", of: ["aspirin", "statin"]).isEmpty, "no rule speaks of it")
        #expect(try reading("降压0号照吃", of: ["reserpine"]) == ["reserpine": "contradicted"])
        #expect(try reading("降压药都照常", of: ["beta-blocker", "reserpine"]) == ["reserpine": "contradicted"])
    }

    @Test func `an item that is no text is refused`() throws {
        var form = try FormsFixture.assessment()
        form.drugHolds?.untold?.item = "smoking"
        #expect(form.problems().map(\.message).contains { $0.contains("untold: smoking is no text item") })
    }

    @Test func `a form that was signed before some words were read is read without them`() throws {
        let untold = try #require(try FormsFixture.assessment().drugHolds?.untold)
        let json = try JSONEncoder().encode(untold)
        #expect(try JSONDecoder().decode(UntoldMedicines.self, from: json) == untold)
        var keys = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(keys.removeValue(forKey: "goesOn") as? [String] == untold.words[.goesOn], "beside the other keys")
        let earlier = try JSONSerialization.data(withJSONObject: keys)
        let words = try JSONDecoder().decode(UntoldMedicines.self, from: earlier).words
        #expect(words[.goesOn].isEmpty && words[.stops] == untold.words[.stops])
    }
}
