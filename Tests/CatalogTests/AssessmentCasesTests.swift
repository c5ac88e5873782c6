import FormEngine
import Testing

/// What a careful anaesthetist must be told of patients as they come.
@Suite struct AssessmentCasesTests {
    private func evaluate(_ answers: Answers) throws -> Evaluation { try FormsFixture.assessment().evaluate(answers) }

    private func found(_ answers: Answers) throws -> [String: FindingLevel] {
        try evaluate(answers).findings.reduce(into: [:]) { $0[$1.id] = $1.level }
    }

    @Test func `of somebody who cannot be asked one choice makes the history not known, and no score counts it as no`()
        throws
    {
        let form = try FormsFixture.assessment()
        let nobody = try #require(form.item("historySource")?.kind.choices.first { $0.code == "none" })
        let fills = try #require(nobody.fills)
        #expect(fills.count > 90 && fills.values.allSatisfy { $0 == .unknown })
        #expect(fills.keys.allSatisfy { form.item($0)?.kind.name == "tick" })
        let record: Answers = ["historySource": .string("none"), "age": .number(60), "sex": .string("male")]
        var answers = fills.merging(record) { $1 }
        let evaluation = form.evaluate(answers)
        #expect(evaluation.findings.first?.id == "historyNotKnown")
        let settled = Array(fills.keys) + ["functionalStatus", "functionalCapacity"]
        #expect(Set(evaluation.missing).isDisjoint(with: settled))
        for id in ["rcri", "caprini", "apfel", "stop-bang", "gupta-mica", "lemon", "el-ganzouri"] {
            #expect(evaluation.scores.first { $0.id == id }?.value == nil, "\(id)")
        }
        answers["plannedAnaesthesia"] = .list(["neuraxial"])
        #expect(try found(answers)["blockAnticoagulantUnknown"] == .danger)
    }

    @Test func `an airway that cannot be examined asks for no number, and leaves its scores open`() throws {
        let airway = ["mouthOpening", "mallampati", "thyromental", "neckCircumference"]
        let adult: Answers = ["age": .number(60)]
        #expect(Set(try evaluate(adult).missing).isSuperset(of: airway))
        #expect(Set(try evaluate(adult.merging(["airwayNotExamined": .no]) { $1 }).missing).isSuperset(of: airway))
        let unseen = try evaluate(adult.merging(["airwayNotExamined": .yes]) { $1 })
        #expect(Set(unseen.missing).isDisjoint(with: airway))
        #expect(unseen.findings.contains { $0.item == "airwayNotExamined" && $0.level == .caution })
        #expect(!(try evaluate(["age": .number(4)]).missing.contains("neckCircumference")), "STOP-BANG is for adults")
    }

    @Test(
        arguments: [(29.0, FindingLevel.danger, "IV"), (30, .caution, "III"), (40, .caution, "III"), (41, nil, nil)]
            as [(Double, FindingLevel?, String?)])
    func `a weak heart is told by its ejection fraction, and speaks for a class`(
        fraction: Double, level: FindingLevel?, code: String?
    ) throws {
        let evaluation = try evaluate(["ejectionFraction": .number(fraction)])
        #expect(evaluation.findings.first?.level == level && evaluation.suggestions.first?.code == code)
        let denied = try found(["ejectionFraction": .number(fraction), "heartFailure": .no])
        #expect((denied["ejectionFractionDisagrees"] == .caution) == (level != nil))
    }

    @Test func `fast atrial fibrillation and a high-grade block are dangers`() throws {
        let fibrillation: Answers = ["arrhythmia": .yes, "arrhythmiaKinds": .list(["atrial-fibrillation"])]
        #expect(try found(fibrillation.merging(["heartRate": .number(101)]) { $1 })["fibrillationFast"] == .danger)
        #expect(try found(fibrillation.merging(["heartRate": .number(100)]) { $1 })["fibrillationFast"] == nil)
        #expect(
            try found(["arrhythmia": .yes, "arrhythmiaKinds": .list(["block"])])["arrhythmiaGrave"] == .danger)
    }

    @Test func `sleep apnoea without treatment is a danger, and is not taken for treated where that is not known`()
        throws
    {
        #expect(try found(["sleepApnoea": .yes, "cpap": .no])["sleepApnoeaUntreated"] == .danger)
        for cpap in [Answer.yes, .unknown, nil] {
            var answers: Answers = ["sleepApnoea": .yes]
            answers["cpap"] = cpap
            #expect(try found(answers)["sleepApnoea"] == .caution && found(answers)["sleepApnoeaUntreated"] == nil)
        }
    }

    @Test func `surgery of a broken limb does not let a broken hip be ticked away unseen`() throws {
        let answers: Answers = ["operationKind": .string("limb-fracture"), "legFracture": .no]
        #expect(try found(answers)["legFractureDisagrees"] == .caution)
    }

    @Test func `a pregnancy puts elective surgery off, a Caesarean not, and from its half asks for a tilt`() throws {
        let woman: Answers = [
            "sex": .string("female"), "age": .number(34), "pregnant": .yes, "urgency": .string("elective"),
            "gestationWeeks": .number(20),
        ]
        #expect(try found(woman)["pregnantElective"] == .caution && found(woman)["gestationHalf"] == .caution)
        let birth = woman.merging(["operationKind": .string("caesarean"), "gestationWeeks": .number(19)]) { $1 }
        #expect(try found(birth)["pregnantElective"] == nil && found(birth)["gestationHalf"] == nil)
    }

    @Test(arguments: [(4.0, "uriOfChild"), (16, "uriTwoWeeks")])
    func `a cold is told once, of a child with what it may do`(age: Double, id: String) throws {
        let answers: Answers = ["age": .number(age), "uriTwoWeeks": .yes]
        #expect(try evaluate(answers).findings.map(\.id) == [id])
    }

    @Test func `scores that were made for adults are not computed of a child`() throws {
        let scores = try evaluate(["age": .number(4)]).scores
        for id in ["rcri", "lemon", "el-ganzouri", "dasi", "dasi-mets", "stop-bang", "apfel", "gupta-mica", "sort"] {
            #expect(scores.first { $0.id == id }?.applies == false, "\(id)")
        }
    }

    /// An airway in which a grown-up shows no sign.
    private static let easyAirway: Answers = [
        "age": .number(60), "mouthOpening": .number(4.5), "thyromental": .number(7), "mallampati": .string("I"),
        "neckMovementLimited": .no, "jawProtrusionLimited": .no, "weight": .number(70),
        "difficultIntubationSuspected": .no, "facialTrauma": .no, "largeIncisors": .no, "beard": .no,
        "largeTongue": .no, "mouthUnderThreeFingers": .no, "chinHyoidUnderThree": .no, "hyoidThyroidUnderTwo": .no,
        "airwayObstruction": .no,
    ]

    @Test func `a low sum beside an airway that was difficult before, or was not examined, is no comfort`() throws {
        func band(_ id: String, _ more: Answers) throws -> BandResult? {
            let score = try evaluate(Self.easyAirway.merging(more) { $1 }).scores.first { $0.id == id }
            return score?.band ?? score?.lowestBand
        }
        for (id, words) in [("el-ganzouri", "困难可能小"), ("lemon", "无征象")] {
            #expect(try band(id, ["difficultIntubation": .no])?.text["zh"] == words)
            for grave: Answers in [
                ["difficultIntubation": .yes], ["airwayNotExamined": .yes], ["difficultMask": .yes],
                ["previousAnaesthesia": .yes, "laryngealGrade": .string("IV")], ["mediastinalMass": .yes],
                ["airwaySyndrome": .yes],
            ] {
                let told = try #require(try band(id, grave))
                #expect(told.text["zh"]?.hasPrefix("气道有警示或未检查") == true, "\(told)")
                #expect(told.source.contains("own rule"))
            }
        }
        let difficult: Answers = [
            "difficultIntubation": .yes, "mallampati": .string("III"),
        ]
        #expect(try band("el-ganzouri", difficult)?.text["zh"] == "预计困难", "what is grave is said as it is")
    }

    @Test func `a screening that missed a known sleep apnoea is no comfort either`() throws {
        let answers: Answers = [
            "age": .number(40), "sex": .string("female"), "height": .number(170), "weight": .number(60), "snoring": .no,
            "tired": .no, "observedApnoea": .no, "hypertension": .no, "neckCircumference": .number(34),
        ]
        func words(_ more: Answers) throws -> String? {
            try evaluate(answers.merging(more) { $1 }).scores.first { $0.id == "stop-bang" }?.band?.text["en"]
        }
        #expect(try words(["sleepApnoea": .no]) == "Low risk")
        #expect(try words(["sleepApnoea": .yes])?.hasPrefix("known sleep apnoea") == true)
    }

    @Test func `a pregnancy has no class of weight and no filtration rate, and its BMI counts elsewhere all the same`()
        throws
    {
        let woman: Answers = [
            "age": .number(30), "sex": .string("female"), "height": .number(160), "weight": .number(95),
            "creatinineMgDl": .number(0.6),
        ]
        for (pregnant, isClassed) in [(Answer.yes, false), (.no, true), (.unknown, true)] {
            let evaluation = try evaluate(woman.merging(["pregnant": pregnant]) { $1 })
            let bmi = try #require(evaluation.scores.first { $0.id == "bmi" })
            #expect((bmi.band?.text["zh"] == "肥胖") == isClassed && bmi.value.map { $0 > 37 } == true)
            #expect(bmi.otherBands.allSatisfy { ($0.text["zh"] == "妊娠期不分级") != isClassed })
            #expect(evaluation.findings.contains { $0.id == "bmi.obese" } == isClassed)
            #expect(evaluation.scores.first { $0.id == "ckd-epi-2021" }?.applies == isClassed)
            #expect(evaluation.scores.first { $0.id == "stop-bang" }?.parts.contains { $0.id == "bmi" } == true)
        }
    }

    @Test func `an emergency is treated as a full stomach, and a bleeding tendency speaks against a spinal`() throws {
        #expect(try found(["urgency": .string("immediate")])["fullStomach"] == .caution)
        #expect(try found(["urgency": .string("expedited")])["fullStomach"] == nil)
        let bleeding: Answers = ["plannedAnaesthesia": .list(["neuraxial"]), "bleedingTendency": .yes]
        #expect(try found(bleeding)["neuraxialBleeding"] == .danger)
    }

    @Test func `a spinal beside an anticoagulant that no rule knows is a danger, and the patient has to be told of it`()
        throws
    {
        let written: Answers = [
            "anticoagulants": .yes, "anticoagulantsDetail": .string("艾多沙班，每晚"), "decision": .string("fit"),
            "plannedAnaesthesia": .list(["neuraxial"]), "medicines": .string("胰岛素当天早上不打"),
        ]
        let unknown = try found(written)
        #expect(unknown["neuraxialAnticoagulantUnlisted"] == .danger && unknown["anticoagulantToTell"] == .caution)
        #expect(unknown["blockAnticoagulantUnlisted"] == nil, "said once")
        let block = try found(written.merging(["plannedAnaesthesia": .list(["nerve-block"])]) { $1 })
        #expect(block["neuraxialAnticoagulantUnlisted"] == nil && block["blockAnticoagulantUnlisted"] == .caution)
        let ticked = try found(written.merging(["medicinesTaken": .list(["warfarin"])]) { $1 })
        #expect(ticked["neuraxialAnticoagulantUnlisted"] == nil && ticked["anticoagulantToTell"] == nil)
        #expect(ticked["blockAnticoagulantUnlisted"] == .caution, "what is written may be another one")
    }

    @Test func `what the rules let a patient take beside a danger that forbids it is told`() throws {
        let hit: Answers = ["thrombophilia": .list(["hit"]), "medicinesTaken": .list(["lmwh-prophylactic"])]
        #expect(try found(hit)["heparinDespiteHit"] == .danger)
        #expect(try found(hit.merging(["medicinesTaken": .list(["warfarin"])]) { $1 })["heparinDespiteHit"] == nil)
        let beta: Answers = ["medicinesTaken": .list(["beta-blocker"]), "heartRate": .number(52)]
        for (change, level) in [
            ([:], nil), (["heartRate": .number(38)], .danger), (["systolic": .number(86)], .danger),
            (["arrhythmia": .yes, "arrhythmiaKinds": .list(["block"])], .danger),
        ] as [(Answers, FindingLevel?)] {
            #expect(try found(beta.merging(change) { $1 })["betaBlockerSlow"] == level, "\(change)")
        }
    }
}
