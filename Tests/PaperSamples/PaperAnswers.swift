package import FormEngine

/// Answers to the shipped form, by item. Age and sex are the record's.
package enum PaperAnswers {
    private static let instructions: Answer = .list([
        "no-fatty-food", "no-food", "no-water", "no-smoking", "bring-papers", "companion",
    ])

    /// Nothing found: a healthy patient of thirty for a small operation, whose day is set.
    package static let healthy: Answers = [
        "height": .number(170), "weight": .number(65), "systolic": .number(118),
        "diastolic": .number(74), "heartRate": .number(70), "spo2": .number(98), "mouthOpening": .number(4.5),
        "thyromental": .number(7), "neckCircumference": .number(37), "mallampati": .string("I"),
        "functionalCapacity": .string("4-10"),
        "plannedOperation": .string("体表肿物切除术"), "operationDate": .string("2026-11-24"),
        "operationTime": .string("08:00"), "asaClass": .string("I"), "decision": .string("fit"),
        "plannedAnaesthesia": .list(["local"]), "instructions": instructions,
    ]

    /// Nothing but what must be answered: no operation's day, nothing for the patient to do.
    package static let least: Answers = [
        "height": .number(170), "weight": .number(80), "spo2": .number(98),
    ]

    /// A child of four for a small operation; the record says the age.
    package static let child: Answers = healthy.merging([
        "height": .number(105), "weight": .number(17), "mouthOpening": .number(3.5), "thyromental": .number(4),
        "neckCircumference": .number(25), "systolic": .number(95), "diastolic": .number(58), "heartRate": .number(100),
    ]) { $1 }

    /// Unconscious, brought in alone: what `form` fills in for somebody of whom nobody can tell anything.
    package static func unconscious(_ form: FormDefinition) -> Answers {
        let nobody = form.item("historySource")?.kind.choices.first { $0.code == "none" }
        return (nobody?.fills ?? [:]).merging([
            "historySource": .string("none"), "height": .number(172), "weight": .number(70), "systolic": .number(92),
            "diastolic": .number(55), "heartRate": .number(118), "spo2": .number(94), "airwayNotExamined": .yes,
            "plannedOperation": .string("开颅血肿清除术"), "urgency": .string("immediate"),
            "surgerySeverity": .string("major"), "asaClass": .string("IV"), "asaEmergency": .yes,
            "mentalStateAbnormal": .yes, "decision": .string("fit"), "plannedAnaesthesia": .list(["general"]),
        ]) { $1 }
    }

    /// The patient of the pictures: an allergy, a difficult airway, diabetes, sleep apnoea, medicines.
    package static let findings: Answers = [
        "height": .number(170), "weight": .number(80), "systolic": .number(128),
        "diastolic": .number(76), "heartRate": .number(72), "spo2": .number(97), "temperature": .number(36.5),
        "preoperativeDiagnosis": .string("胆囊结石"), "plannedOperation": .string("腹腔镜胆囊切除术"),
        "operationDate": .string("2026-11-24"), "operationTime": .string("08:00"), "urgency": .string("elective"),
        "surgerySeverity": .string("major"), "incisionSite": .string("upper-abdominal"), "surgeryHours": .number(1.5),
        "procedureGroup": .string("gallbladder"), "capriniSurgery": .string("laparoscopic"), "highRiskSurgery": .yes,
        "sortSpecialty": .yes, "hypertension": .yes, "hypertensionUncontrolled": .no, "coronaryDisease": .yes,
        "coronarySigns": .list(["stable"]), "smoking": .yes, "snoring": .yes, "observedApnoea": .unknown,
        "diabetes": .yes, "diabetesUncontrolled": .no,
        "drugAllergy": .yes, "drugAllergyDetail": .string("青霉素，喉头水肿（2019）"), "difficultIntubation": .yes,
        "mouthOpening": .number(4), "thyromental": .number(6.2), "neckCircumference": .number(39),
        "mallampati": .string("III"), "looseTeeth": .yes, "previousAnaesthesia": .yes, "anaesthesiaProblems": .no,
        "anticoagulants": .yes,
        "medicinesTaken": .list(["clopidogrel", "aspirin", "beta-blocker", "statin", "sglt2i", "glp1-weekly"]),
        "otherMedicines": .string("二甲双胍 0.5 g 每日两次"), "creatinine": .number(78), "haemoglobin": .number(135),
        "hba1c": .number(6.8), "glucose": .number(7.2), "ecg": .string("窦性心律，大致正常"), "asaClass": .string("II"),
        "decision": .string("fit"), "plannedAnaesthesia": .list(["general"]), "postoperativeOpioids": .yes,
        "orders": .string("备可视喉镜与困难气道车；按饱胃风险准备；禁用青霉素类；术后去 PACU"), "consent": .string("signed"),
        "instructions": instructions, "medicines": .string("氯吡格雷停不停由心内科定；司美格鲁肽手术后再打"),
    ]

    /// The same, not ready yet: to come again.
    package static let notYet: Answers = findings.merging([
        "decision": .string("optimise"), "decisionDetail": .string("先控制血压，12-08 带动态血压结果再来"),
    ]) { $1 }

    /// What an amendment changes.
    package static let toldLater: Answers = ["weight": .number(86), "latexAllergy": .yes]

    /// Every medicine of the form, and seven more by name: thirty.
    package static let thirtyDrugs: Answers = findings.merging([
        "medicinesTaken": .list([
            "warfarin", "heparin-iv", "lmwh-prophylactic", "lmwh-therapeutic", "rivaroxaban-low", "rivaroxaban-high",
            "apixaban-low", "apixaban-high", "dabigatran", "clopidogrel", "prasugrel", "ticagrelor", "aspirin", "nsaid",
            "beta-blocker", "statin", "acei-arb", "reserpine", "sglt2i", "glp1-weekly", "glp1-daily", "steroid",
            "insulin",
        ]),
        "otherMedicines": .string("二甲双胍、左甲状腺素钠、氨氯地平、奥美拉唑、别嘌醇、复方丹参滴丸、六味地黄丸"),
    ]) { $1 }
}
