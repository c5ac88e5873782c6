import FormEngine
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
            "华法林照常吃到手术当天", "华法林不能停", "华法林手术当天早上照吃", "keep taking warfarin", "Do not stop warfarin",
            "华法林无需停药", "华法林不必停", "华法林未停", "华法林手术当天早上用一小口水送服", "华法林手术当天也吃", "华法林正常服用",
            "华法林一直吃", "华法林每天照样吃", "华法林按原来的剂量吃", "可密定不要自己停", "所有药照常吃", "平时的药都不停",
            "阿司匹林、华法林照常吃", "什么药都不停", "一切药物照旧", "抗凝药照常", "平时的药照吃", "药不用停", "药照吃", "用药不变",
            "降压药照吃，其他药也照吃", "华法林别自己停", "药物不用停", "您的药照吃", "平时吃的药照吃", "这些药照吃", "所服药物继续",
            "阿司匹林照常，其他的药照吃", "其余照旧", "Keep taking your medicines", "warfarin: no need to stop", "可迈丁照吃",
            "Continue all medicines as usual. Eat nothing in the morning",
        ] {
            #expect(try contradicted(written) == "华法林" + opposed, "\(written)")
        }
        for written in ["除华法林照吃外，其他药停", "除了华法林不停，别的药都停", "除华法林外，全部停药", "华法林除外，药全停"] {
            #expect(try contradicted(written) == "华法林、阿司匹林" + opposed, "\(written)")
        }
        for written in [
            "阿司匹林停 7 天；华法林停 5 天", "阿司匹林手术当天不服", "阿司匹林勿服", "手术前一周禁服阿司匹林", "Hold aspirin for 7 days",
            "拜阿司匹灵停7天", "全部停药", "药全停", "除阿司匹林停7天外，其他药停", "除了阿司匹林停用，华法林停 5 天", "华法林停 5 天、阿司匹林停 7 天", "停阿司匹林、华法林",
            "所有的药都停",
        ] { #expect(try contradicted(written) == "阿司匹林" + opposed, "\(written)") }
        for written in [
            "华法林停 5 天，氨氯地平照常吃", "阿司匹林照常吃", "除华法林外都照常吃", "降压药继续吃（华法林除外）",
            "不要照常吃华法林", "继续停华法林", "华法林术后继续吃", "Do not stop aspirin", "阿司匹林无需停药", "阿司匹林不必停",
            "阿司匹林不需要停", "阿司匹林不可停", "阿司匹林勿停", "阿司匹林不能自行停", "阿司匹林切勿自行停药", "阿司匹林不得停用",
            "阿司匹林照常吃、华法林停 5 天", "华法林停 5 天，其他药照常", "所有药照常吃，华法林除外", "降压药都照常吃",
            "Do not stop aspirin. Stop warfarin 5 days before", "除阿司匹林外所有药都停", "所有药都停，阿司匹林除外",
            "阿司匹林：血小板低于50停，如果没有照常", "除华法林停5天外，其他药照吃", "除了华法林停5天，别的药都照吃",
            "除阿司匹林照吃外，其他药停", "阿司匹林除外，全部停药", "Continue all medicines except warfarin",
        ] { #expect(try contradicted(written) == nil, "\(written)") }
    }

    @Test func `an item that is no text is refused`() throws {
        var form = try FormsFixture.assessment()
        form.drugHolds?.untold?.item = "smoking"
        #expect(form.problems().map(\.message).contains { $0.contains("untold: smoking is no text item") })
    }
}
