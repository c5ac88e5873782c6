package import Slip

extension Samples {
    package static let ticketLink = "http://192.168.10.2:8080/t/n4VbT8yQwE2LrXh6"

    /// A number ticket in Chinese and Uyghur.
    package static func ticket(label: String = "A027") -> Document {
        Document(
            paper: .receipt80, title: "号票 \(label)",
            body: [
                .paragraph(Paragraph([zh("示范医院 麻醉评估门诊", strong: true)], size: .large, alignment: .centre)),
                .paragraph(Paragraph([ug("ناركوز باھالاش ئامبۇلاتورىيىسى")], size: .body, alignment: .centre)),
                .rule(.heavy),
                .number(Text(label)),
                .lane(LaneChip(shape: .disc, word: "初诊", beside: [Run("艾尼瓦***", field: "patient.maskedName")])),
                .facts([
                    Fact("前面", "18 位", translation: [ug("ئالدىڭىزدا")]),
                    Fact("大约要等", "50–70 分", translation: [ug("مىنۇت")]),
                ]),
                .code(
                    Code(
                        ticketLink,
                        beside: [
                            [zh("扫码看：还有几位，为什么还没轮到我", strong: true)],
                            [ug("كودنى سىكانېرلاڭ: يەنە قانچە كىشى بار، نېمىشقا؟")],
                        ])),
                .rule(.dashed),
                .paragraph(Paragraph("叫 3 次没来，请到分诊台重新报到。")),
                .paragraph(Paragraph([ug("كەلمىسىڭىز 3 قېتىم چاقىرىمىز، كېيىن پەشتاختىغا كېلىڭ.")])),
                .spread(Spread("2026-11-20 10:45", "票机 1 · 分诊台", size: .small)),
            ])
    }
}
