import Catalog
import FormEngine
import Testing

/// What each item of a sum is worth, as the papers print it, and both sides of every cut-off. Each row changes a patient
/// to whom nothing applies.
@Suite struct ScorePointsTests {
    private typealias Row = (changes: Answers, points: Double, band: String?)

    private static func check(_ id: String, nothing: Answers, use: [String: String] = [:], _ rows: [Row]) throws {
        var form = try FormsFixture.assessment()
        for (part, rule) in use { form.choose(rule, for: part, of: id) }
        let none: Row = ([:], 0, nil)
        for row in [none] + rows {
            let score = try #require(form.evaluate(nothing.merging(row.changes) { $1 }).score(id))
            let told = "\(id) \(row.changes)"
            #expect(score.value.map { abs($0 - row.points) < 1e-9 } == true, "\(told): \(score.value ?? .nan)")
            if let band = row.band { #expect(score.band?.code == band, "\(told): \(score.band?.code ?? "none")") }
        }
    }

    private static func no(_ ids: [String]) -> Answers { Dictionary(uniqueKeysWithValues: ids.map { ($0, Answer.no) }) }
    private static func yes(_ ids: [String]) -> Answers {
        Dictionary(uniqueKeysWithValues: ids.map { ($0, Answer.yes) })
    }

    /// Each of these ticks alone.
    private static func each(_ ids: [String], _ points: Double, _ band: String?) -> [Row] {
        ids.map { ([$0: Answer.yes], points, band) }
    }

    @Test func `RCRI, Lee 1999: one point each, creatinine strictly above 177 µmol/L or 2.0 mg/dL`() throws {
        let ticks = ["highRiskSurgery", "coronaryDisease", "heartFailure", "stroke", "insulin"]
        // Angina is one of Lee's signs of ischaemic heart disease; they are asked where there is coronary disease.
        let also: Answers = ["coronarySigns": .list(["stable"]), "infarctionRecent": .no]
        let nothing = Self.no(ticks).merging(also) { $1 }.merging(["creatinine": .number(80)]) { $1 }
        let classes = ["I", "II", "III", "IV", "IV", "IV"]
        let sums: [Row] = (1...5).map { (Self.yes(Array(ticks.prefix($0))), Double($0), classes[$0]) }
        let all = Self.yes(ticks).merging(["creatinine": .number(178)]) { $1 }
        let creatinine: [Row] = [
            (["creatinine": .number(177)], 0, "I"), (["creatinine": .number(177.1)], 1, "II"), (all, 6, "IV"),
        ]
        try Self.check("rcri", nothing: nothing, Self.each(ticks, 1, "II"))
        try Self.check("rcri", nothing: nothing, sums)
        try Self.check("rcri", nothing: nothing, creatinine)
        let measured = Self.no(ticks).merging(also) { $1 }.merging(["creatinineMgDl": .number(2)]) { $1 }
        // 2.0 mg/dL are 176.8 µmol/L, and 177 µmol/L 2.002 mg/dL: neither value is held to the other unit's limit.
        try Self.check(
            "rcri", nothing: measured,
            [(["creatinineMgDl": .number(2.01)], 1, "II"), (["creatinineMgDl": .number(2.1)], 1, nil)])
    }

    @Test func `RCRI reads each of Lee's signs, and stays open while they are not asked`() throws {
        let ticks = ["highRiskSurgery", "coronaryDisease", "heartFailure", "stroke", "insulin", "infarctionRecent"]
        let known = Self.no(ticks).merging(["creatinine": .number(80), "coronaryDisease": .yes]) { $1 }
        let signs = ["infarction", "stable", "unstable", "exercise-test", "nitrates", "q-waves"]
        let rows: [Row] =
            signs.map { (["coronarySigns": .list([$0])], 1, "II") } + [
                (["coronarySigns": .list(["none"])], 0, "I"),
                (["coronarySigns": .list(["none"]), "stent": .yes], 0, "I"),
            ]
        try Self.check("rcri", nothing: known.merging(["coronarySigns": .list(["none"])]) { $1 }, rows)
        let open = try #require(FormsFixture.assessment().evaluate(known).score("rcri"))
        #expect(open.lowest == 0 && open.highest == 1 && open.missing == ["coronarySigns"])
        let unsure = known.merging(["coronaryDisease": .unknown]) { $1 }
        #expect(try FormsFixture.assessment().evaluate(unsure).score("rcri")?.unknown == ["coronaryDisease"])
    }

    @Test func `RCRI shows both of the paper's tables and the pooled update, each by its name`() throws {
        let rcri = try #require(FormsFixture.assessment().scores.first { $0.id == "rcri" })
        let percent = rcri.tables.map { table in table.bands.compactMap { $0.text["en"]?.numbers.first } }
        #expect(rcri.tables.map(\.id) == ["lee-1999-validation", "lee-1999-derivation", "duceppe-2017"])
        #expect(percent == [[0.4, 0.9, 6.6, 11], [0.5, 1.3, 4, 9], [3.9, 6.0, 10.1, 15]])
        #expect(rcri.tables.allSatisfy { !$0.source.isEmpty } && Set(rcri.tables.map(\.source)).count == 3)
    }

    @Test func `Apfel 1999: one point each, 10, 21, 39, 61 and 79 percent`() throws {
        let nothing: Answers = [
            "sex": .string("male"), "smoking": .yes, "motionSickness": .no, "postoperativeOpioids": .no,
        ]
        let steps: [(String, Answer)] = [
            ("sex", .string("female")), ("smoking", .no), ("motionSickness", .yes), ("postoperativeOpioids", .yes),
        ]
        let sums: [Row] = (1...4).map { count in
            (Dictionary(uniqueKeysWithValues: steps.prefix(count)), Double(count), "\(count)")
        }
        let alone: [Row] = steps.map { ([$0.0: $0.1], 1, "1") }
        try Self.check("apfel", nothing: nothing, alone)
        try Self.check("apfel", nothing: nothing, sums)
        let apfel = try #require(FormsFixture.assessment().scores.first { $0.id == "apfel" })
        #expect(apfel.tables[0].bands.compactMap { $0.text["en"]?.numbers.first } == [10, 21, 39, 61, 79])
    }

    @Test func `ARISCAT, Canet 2010, both sides of each cut-off and both units of haemoglobin`() throws {
        let nothing: Answers = [
            "age": .number(50), "spo2": .number(96), "respiratoryInfection": .no, "haemoglobin": .number(101),
            "incisionSite": .string("peripheral"), "surgeryHours": .number(1.9), "asaEmergency": .no,
        ]
        try Self.check(
            "ariscat", nothing: nothing,
            [
                (["age": .number(51)], 3, "low"), (["age": .number(80)], 3, nil), (["age": .number(81)], 16, nil),
                (["spo2": .number(95)], 8, nil), (["spo2": .number(91)], 8, nil), (["spo2": .number(90)], 24, "low"),
                (["respiratoryInfection": .yes], 17, nil), (["haemoglobin": .number(100)], 11, nil),
                (["incisionSite": .string("upper-abdominal")], 15, nil),
                (["incisionSite": .string("intrathoracic")], 24, nil),
                (["surgeryHours": .number(2)], 16, nil), (["surgeryHours": .number(3)], 16, nil),
                (["surgeryHours": .number(3.1)], 23, nil), (["asaEmergency": .yes], 8, nil),
                (["incisionSite": .string("intrathoracic"), "age": .number(51)], 27, "intermediate"),
                (["surgeryHours": .number(2), "spo2": .number(95)], 24, "low"),
                (["respiratoryInfection": .yes, "asaEmergency": .yes], 25, "low"),
                (["incisionSite": .string("upper-abdominal"), "haemoglobin": .number(90)], 26, "intermediate"),
                (
                    [
                        "respiratoryInfection": .yes, "surgeryHours": .number(2), "asaEmergency": .yes,
                        "age": .number(51),
                    ], 44, "intermediate"
                ),
                (
                    [
                        "spo2": .number(90), "incisionSite": .string("upper-abdominal"), "age": .number(51),
                    ], 42, "intermediate"
                ),
                (["spo2": .number(90), "surgeryHours": .number(3.1)], 47, "high"),
                (
                    [
                        "haemoglobin": .number(99), "surgeryHours": .number(2), "respiratoryInfection": .yes,
                    ], 44, "intermediate"
                ),
                (
                    [
                        "haemoglobin": .number(99), "surgeryHours": .number(3.1), "asaEmergency": .yes,
                        "age": .number(51),
                    ], 45, "high"
                ),
            ])
        var other = nothing
        other["haemoglobin"] = nil
        other["haemoglobinGdl"] = .number(10.1)
        try Self.check("ariscat", nothing: other, [(["haemoglobinGdl": .number(10)], 11, "low")])
    }

    @Test func `Caprini 2005: points of every item, the ages, both sides of body mass index 25`() throws {
        let one = [
            "swollenLegs", "varicoseVeins", "recentMajorSurgery", "sepsisRecent", "lungDiseaseSevere", "copd",
            "infarctionRecent", "heartFailureRecent", "inflammatoryBowel", "medicalBedRest",
        ]
        let ofWomen = ["hormones", "pregnantOrPostpartum", "pregnancyLoss"]
        let two = ["malignancy", "bedOver72h", "plasterCast", "centralLine"]
        let three = ["venousThrombosis", "familyThrombosis"]
        let five = ["legFracture", "strokeRecent", "multipleTrauma", "spinalCordInjury"]
        let tests = [
            "factor-v-leiden", "prothrombin-20210a", "homocysteine", "lupus-anticoagulant", "anticardiolipin", "hit",
            "other",
        ]
        let nothing = Self.no(one + ofWomen + two + three + five).merging([
            "age": .number(40), "sex": .string("female"), "weight": .number(100), "height": .number(200),
            "capriniSurgery": .string("none"), "thrombophilia": .list([]),
        ]) { $1 }
        let surgery: [Row] = [
            ("minor", 1), ("arthroscopic", 2), ("major-open", 2), ("laparoscopic", 2), ("arthroplasty", 5),
        ].map { (["capriniSurgery": .string($0)], $1, nil) }
        let age: [Row] = [(41, 1), (60, 1), (61, 2), (74, 2), (75, 3), (100, 3)].map { (["age": .number($0)], $1, nil) }
        let found: [Row] = tests.map { (["thrombophilia": .list([$0])], 3, "high") }
        let others: [Row] = [
            (["weight": .number(100.01)], 1, "low"), (["thrombophilia": .list(tests)], 21, "highest"),
            (["venousThrombosis": .yes, "copd": .yes], 4, "high"),
        ]
        try Self.check("caprini", nothing: nothing, Self.each(one + ofWomen, 1, "low"))
        try Self.check("caprini", nothing: nothing, Self.each(two, 2, "moderate"))
        try Self.check("caprini", nothing: nothing, Self.each(three, 3, "high"))
        try Self.check("caprini", nothing: nothing, Self.each(five, 5, "highest"))
        for rows in [found, surgery, age, others] { try Self.check("caprini", nothing: nothing, rows) }
        // Men are not asked what concerns women, and their score is final all the same.
        var man = nothing.filter { !ofWomen.contains($0.key) }
        man["sex"] = .string("male")
        try Self.check("caprini", nothing: man, [])
    }

    @Test(
        arguments: [
            (0, "low", "very-low", "under-3"), (1, "low", "low", "under-3"), (2, "moderate", "low", "under-3"),
            (3, "high", "moderate", "3-4"), (4, "high", "moderate", "3-4"), (5, "highest", "high", "5-6"),
            (6, "highest", "high", "5-6"), (7, "highest", "high", "7-8"), (8, "highest", "high", "7-8"),
            (9, "highest", "high", "9-up"),
        ])
    func `Caprini's three tables of bands, both sides of each`(
        points: Double, caprini: String, accp: String, pannucci: String
    ) throws {
        let score = try #require(FormsFixture.assessment().scores.first { $0.id == "caprini" })
        let codes = score.tables.map { table in table.bands.last { ($0.from ?? 0) <= points }?.code }
        #expect(codes == [caprini, accp, pannucci])
    }

    @Test func `El-Ganzouri 1996: both sides of each cut-off`() throws {
        let nothing: Answers = [
            "mouthOpening": .number(4), "thyromental": .number(6.6), "mallampati": .string("I"),
            "neckMovementLimited": .no, "jawProtrusionLimited": .no, "weight": .number(89.9),
            "difficultIntubation": .no, "difficultIntubationSuspected": .no,
        ]
        func neck(_ code: String) -> Answers { ["neckMovementLimited": .yes, "neckMovement": .string(code)] }
        try Self.check(
            "el-ganzouri", nothing: nothing,
            [
                (["mouthOpening": .number(3.9)], 1, "low"), (["thyromental": .number(6.5)], 1, nil),
                (["thyromental": .number(6)], 1, nil), (["thyromental": .number(5.9)], 2, nil),
                (["mallampati": .string("II")], 1, nil), (["mallampati": .string("III")], 2, nil),
                (["mallampati": .string("IV")], 2, nil), (neck("over-90"), 0, nil), (neck("80-90"), 1, nil),
                (neck("under-80"), 2, nil), (["jawProtrusionLimited": .yes], 1, nil),
                (["weight": .number(90)], 1, nil), (["weight": .number(110)], 1, nil),
                (["weight": .number(110.1)], 2, nil), (["difficultIntubationSuspected": .yes], 1, nil),
                (["difficultIntubation": .yes], 2, nil),
                (["mallampati": .string("IV"), "jawProtrusionLimited": .yes], 3, "low"),
                (["mallampati": .string("IV"), "difficultIntubation": .yes], 4, "difficult"),
            ])
    }

    @Test func `LEMON, Reed 2005: ten points, nine in the revision`() throws {
        let ticks = [
            "facialTrauma", "largeIncisors", "beard", "largeTongue", "mouthUnderThreeFingers", "chinHyoidUnderThree",
            "hyoidThyroidUnderTwo", "airwayObstruction", "neckMovementLimited",
        ]
        let nothing = Self.no(ticks).merging(["mallampati": .string("II")]) { $1 }
        let airway: [Answers] = [["mallampati": .string("III")], ["mallampati": .string("IV")]]
        let counted: [Row] = airway.map { ($0, 1, "signs") }
        let left: [Row] = airway.map { ($0, 0, "none") }
        try Self.check("lemon", nothing: nothing, Self.each(ticks, 1, "signs"))
        try Self.check("lemon", nothing: nothing, counted)
        try Self.check("lemon", nothing: nothing, use: ["mallampati": "revised"], left)
        try Self.check("lemon", nothing: nothing, use: ["mallampati": "revised"], [(Self.yes(ticks), 9, nil)])
    }

    @Test func `DASI, Hlatky 1989: two items of 2.75 count twice, and the threshold of 34`() throws {
        let weights: [(String, Double)] = [
            ("selfCare", 2.75), ("walkIndoors", 1.75), ("walkBlocks", 2.75), ("climbStairs", 5.5), ("runShort", 8),
            ("lightWork", 2.7), ("moderateWork", 3.5), ("heavyWork", 8), ("yardWork", 4.5), ("sexualRelations", 5.25),
            ("moderateRecreation", 6), ("strenuousRecreation", 7.5),
        ]
        let ids = weights.map(\.0)
        // 58.2 without 24.2 is just 34, without 24.1 just above it.
        let at34 = Self.yes(ids).merging(Self.no(["runShort", "heavyWork", "walkBlocks", "lightWork", "selfCare"])) {
            $1
        }
        let above = Self.yes(ids).merging(
            Self.no(["runShort", "heavyWork", "strenuousRecreation"])
        ) { $1 }
        let alone: [Row] = weights.map { ([$0.0: Answer.yes], $0.1, "reduced") }
        let together: [Row] = [
            (Self.yes(["selfCare", "walkBlocks"]), 5.5, nil), (Self.yes(ids), 58.2, "good"),
            (at34, 34, "reduced"), (above, 34.7, "good"),
        ]
        try Self.check("dasi", nothing: Self.no(ids), alone)
        try Self.check("dasi", nothing: Self.no(ids), together)
    }
}

extension FormDefinition {
    /// Puts another of a part's published rules in force.
    fileprivate mutating func choose(_ rule: String, for part: String, of score: String) {
        guard let index = scores.firstIndex(where: { $0.id == score }),
            let place = scores[index].parts.firstIndex(where: { $0.id == part })
        else { return }
        scores[index].parts[place].use = rule
    }
}

extension String {
    /// The numbers in a wording, in their order.
    fileprivate var numbers: [Double] {
        split { !($0.isNumber || $0 == ".") }.compactMap { Double($0) }
    }
}
