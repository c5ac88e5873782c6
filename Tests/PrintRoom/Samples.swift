package import QueueEngine
package import Slip

/// Papers to try the printers with. Everybody on them is invented.
package enum Samples {
    /// When they are made, where that must be the same each time.
    package static let moment = Instant(milliseconds: 1_795_000_000_000)

    static func ug(_ text: String, strong: Bool = false) -> Run { Run(text, language: .uyghur, strong: strong) }
    static func zh(_ text: String, strong: Bool = false) -> Run { Run(text, strong: strong) }

    /// A full assessment slip in Chinese, the patient's part also in Uyghur.
    package static func slip(paper: Paper = .a5, name: String = "阿卜杜热合曼·买买提依明", copy: Int = 1) -> Document {
        Document(
            paper: paper, title: "麻醉前评估单 S20261120-0012",
            runningHead: [
                Run(name, strong: true, field: "patient.name"), zh("　出生 1968-04-17　门诊号 26110482　S20261120-0012"),
            ],
            body: [masthead] + patient(name) + [danger, findings] + conclusion + [instructions],
            closing: [signatures],
            footer: Footer(
                left: Text("单号 S20261120-0012　第 1 版　第 \(copy) 份　10:58 打印"),
                right: Text("表单 麻醉前评估 3　摘要 8f3a 91d0 … c21e"), pagePattern: Run("{page} / {pages} 页")))
    }

    private static let masthead = Block.masthead(
        Masthead(
            institution: "示范医院 · 麻醉评估门诊", title: "麻醉前评估单", label: "A012", lines: ["2026-11-20 周五", "3 诊室"],
            code: "http://192.168.10.2:8080/t/Zr7Qk2mX9c"))

    private static func patient(_ name: String) -> [Block] {
        [
            .rule(.heavy),
            .spread(
                Spread([Run(name, strong: true, field: "patient.name")], [zh("男 · 58 岁", strong: true)], size: .display)
            ),
            .spread(
                Spread(
                    [
                        zh("出生 "), zh("1968-04-17", strong: true), zh("　门诊号 "), zh("26110482", strong: true),
                        zh("　证件尾号 "),
                        zh("3417", strong: true),
                    ], "身份已核对")),
            .spread(
                Spread(
                    [
                        zh("胆囊结石 → "), zh("腹腔镜胆囊切除术", strong: true), zh("　择期　"),
                        zh("2026-11-24 周二 08:00", strong: true), zh("　普外科"),
                    ], "")),
            .rule(.thin),
        ]
    }

    private static let danger = Block.box(Box(.danger, label: "警示", items: ["青霉素过敏：喉头水肿（2019）", "困难插管史（2021，外院）"]))

    private static let findings = Block.columns(
        Columns(
            left: [
                .heading("病史与检查"),
                .ticks(
                    TickList([
                        Tick(.checked, "吸烟 20 包年，现吸"), Tick(.checked, "打鼾，隔门可闻"), Tick(.checked, "2 型糖尿病"),
                        Tick(.checked, "HbA1c 6.8 %"), Tick(.checked, "二甲双胍 每日"), Tick(.checked, "司美格鲁肽 每周"),
                        Tick(.unknown, "睡眠中呼吸暂停"), Tick(.checked, "末次注射 11-17"),
                    ])),
                .paragraph(
                    Paragraph([zh("答“无”：", strong: true), zh("心血管 11、神经与精神 8、肝 4、肾 4、血液 6、消化 5、脊柱 6、免疫 5")])),
                .paragraph(Paragraph([zh("体征 ", strong: true), zh("170 cm　80 kg　128/76 mmHg　72 次/分　SpO₂ 97 %")])),
                .paragraph(
                    Paragraph([
                        zh("气道 ", strong: true), zh("张口 4.0 cm　改良 Mallampati III　甲颏 6.2 cm　颈围 39 cm　颈活动好　无松动牙"),
                    ])),
            ],
            right: [
                .heading("评分"),
                .scores([
                    ScoreRow(name: "ASA", value: "II", meaning: "医生判定", source: "ASA 2020-12-13"),
                    ScoreRow(name: "STOP-BANG", value: "3", meaning: "打鼾 + 年龄>50 + 男", source: "中危，最高 4 · Chung 2008"),
                    ScoreRow(name: "RCRI", value: "1", meaning: "腹腔内手术", source: "0.9 % · Lee 1999 验证组"),
                    ScoreRow(name: "Apfel", value: "1", meaning: "术后用阿片", source: "21 % · Apfel 1999"),
                    ScoreRow(name: "BMI", value: "27.7", meaning: "超重", source: "80 ÷ 1.70² · WS/T 428-2013"),
                ]),
            ], leftShare: 52))

    private static let conclusion: [Block] = [
        .rule(.heavy),
        .choices(
            Choices(
                label: "结论",
                options: [
                    Tick(.checked, [zh("可以麻醉", strong: true)]), Tick(.unchecked, "优化后再评"), Tick(.unchecked, "暂缓"),
                    Tick(.unchecked, "转诊"),
                ])),
        .paragraph(
            Paragraph([zh("全身麻醉，气管插管", strong: true), zh("　备可视喉镜与困难气道车；按饱胃风险准备；禁用青霉素类；术后去 PACU")])),
    ]

    private static let instructions = Block.instructions(
        InstructionTable(
            head: InstructionRow(
                "请您这样做", time: "从这时起", note: "11-24 周二手术", translations: [[ug("سىز مۇنداق قىلىڭ")]]),
            rows: [
                InstructionRow(
                    [zh("油炸、油腻、肉类 "), zh("不吃", strong: true)], time: "00:00", note: "周一夜里 12 点",
                    translations: [[ug("قورۇلغان، ياغلىق تاماق، گۆش: "), ug("يېمەڭ", strong: true)]], isClockTime: true),
                InstructionRow(
                    [zh("任何食物和牛奶 "), zh("不吃不喝", strong: true)], time: "02:00", note: "周二凌晨",
                    translations: [[ug("ھەر قانداق تاماق ۋە سۈت: "), ug("يېمەڭ", strong: true)]], isClockTime: true),
                InstructionRow(
                    [zh("清水 "), zh("不喝", strong: true), zh("（之前最多 400 ml）")], time: "06:00", note: "周二早上",
                    translations: [
                        [
                            ug("سۇ: "), ug("ئىچمەڭ", strong: true), ug(" (ئەڭ كۆپ "), Run("400 ml", language: .english),
                            ug(")"),
                        ]
                    ], isClockTime: true),
                InstructionRow(
                    [zh("二甲双胍 手术当天早上 "), zh("不吃", strong: true)], time: "11-24",
                    translations: [[ug("مېتفورمىن: ئوپېراتسىيە كۈنى "), ug("ئىچمەڭ", strong: true)]]),
                InstructionRow(
                    "司美格鲁肽 手术后再打", time: "现在", translations: [[ug("سېماگلۇتىد: ئوپېراتسىيەدىن كېيىن ئۇرۇڭ")]]),
                InstructionRow(
                    [zh("不吸烟", strong: true), zh("；带上本单、身份证")], time: "现在",
                    translations: [[ug("تاماكا چەكمەڭ", strong: true), ug("؛ كىملىك ئېلىۋېلىڭ")]]),
            ]))

    private static let signatures = Block.signatures([
        Signature(label: "评估医师", name: [zh("古丽娜·艾合买提", strong: true)], note: "10:58 电子签名"),
        Signature(label: "患者或家属", note: "年　　月　　日"),
    ])
}
