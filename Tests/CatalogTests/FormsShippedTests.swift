import Catalog
import FormEngine
import Testing

@Suite struct FormsShippedTests {
    @Test func `every shipped form loads without a problem, and its worked examples come out`() throws {
        let forms = try FormsFixture.shipped()
        #expect(forms.contains { $0.id == "anesthesia-assessment" })
        for form in forms {
            #expect(form.problems().isEmpty)
            #expect(form.vectorProblems().isEmpty)
            #expect(form.scores.allSatisfy { !$0.vectors.isEmpty }, "Every score has worked examples.")
        }
    }

    @Test func `the assessment has the twenty sections of a complete form, and the ASA class by itself`() throws {
        #expect(
            try FormsFixture.assessment().sections.map(\.id) == [
                "vitals", "procedure", "cardiovascular", "respiratory", "neurological", "endocrine", "hepatic", "renal",
                "haematology", "gastrointestinal", "musculoskeletal", "immune", "pregnancy", "function", "activities",
                "medicines-taken", "allergies", "past-anaesthesia", "airway", "tests", "asa", "conclusion",
            ])
    }

    @Test func `the scores that others rely on are there by their ids`() throws {
        let ids = try FormsFixture.assessment().scores.map(\.id)
        let promised = [
            "bmi", "rcri", "stop-bang", "apfel", "dasi", "ariscat", "caprini", "el-ganzouri", "lemon",
            "cockcroft-gault",
            "ckd-epi-2021", "ideal-weight", "gupta-mica", "sort", "fasting",
        ]
        #expect(Set(promised).isSubset(of: ids))
    }

    @Test(arguments: ["IV", "V", "VI"])
    func `ASA IV and above is no day case, and the form says so where it is chosen`(code: String) throws {
        let form = try FormsFixture.assessment()
        let blocked = form.evaluate(["asaClass": .string(code), "dayCase": .yes]).findings.filter(\.blocks)
        #expect(blocked.map(\.item) == ["asaClass"])
        #expect(form.evaluate(["asaClass": .string(code), "dayCase": .no]).findings.allSatisfy { !$0.blocks })
    }

    @Test(
        arguments: [
            (["stent": "yes"], "III"),
            (["heartFailureRecent": "yes"], "III"), (["transplant": "yes"], "III"),
            (["stent": "yes", "recentCardiacEvent": "yes"], "IV"),
        ] as [([String: String], String)])
    func `one grave answer alone suggests a class`(answers: [String: String], code: String) throws {
        let form = try FormsFixture.assessment()
        #expect(form.evaluate(answers.mapValues(Answer.string)).suggestions.map(\.code) == [code])
    }

    @Test func `unstable angina and an infarction within 60 days speak for class IV`() throws {
        let form = try FormsFixture.assessment()
        let disease: Answers = ["coronaryDisease": .yes]
        for signs in [["unstable"], ["infarction"], ["stable"]] {
            var answers = disease.merging(["coronarySigns": .list(signs)]) { $1 }
            if signs == ["infarction"] { answers["infarctionWithin60Days"] = .yes }
            #expect(form.evaluate(answers).suggestions.map(\.code) == [signs == ["stable"] ? "III" : "IV"], "\(signs)")
        }
    }

    @Test(
        arguments: [
            (["sex": "female", "pregnant": "yes", "pregnantOrPostpartum": "no"], "pregnancyDisagrees"),
            (["coronaryDisease": "no", "stent": "yes"], "coronaryDisagrees"),
            (["coronaryDisease": "no", "infarctionRecent": "yes"], "coronaryDisagrees"),
            (["heartFailure": "no", "heartFailureRecent": "yes"], "heartFailureDisagrees"),
            (["stroke": "no", "strokeRecent": "yes"], "strokeDisagrees"),
            (["recentCardiacEvent": "no", "strokeRecent": "yes"], "recentEventDisagrees"),
            (["urgency": "immediate", "asaEmergency": "no"], "emergencyDisagrees"),
        ] as [([String: String], String)])
    func `answers that contradict each other are told`(answers: [String: String], finding: String) throws {
        let form = try FormsFixture.assessment()
        var given = answers.mapValues(Answer.string)
        given["age"] = .number(30)
        #expect(form.evaluate(given).findings.contains { $0.id == finding })
        for item in answers.keys {
            let one = given.filter { $0.key != item }
            #expect(form.evaluate(one).findings.allSatisfy { $0.id != finding }, "without \(item)")
        }
    }

    @Test func `a class is suggested with its reason, and never filled in`() throws {
        let form = try FormsFixture.assessment()
        let evaluation = form.evaluate(["hypertension": .yes, "copd": .yes])
        #expect(evaluation.suggestions.map(\.code) == ["III"])
        #expect(evaluation.suggestions.first?.because["zh"]?.isEmpty == false)
        #expect(evaluation.missing.contains("asaClass"))
        #expect(form.evaluate([:]).suggestions.isEmpty, "nothing asked suggests nothing")
        #expect(form.evaluate(["copd": .unknown]).suggestions.isEmpty)
    }

    @Test func `medicines are stopped by the set that the hospital chose`() throws {
        var form = try FormsFixture.assessment()
        let answers: Answers = [
            "medicinesTaken": .list(["rivaroxaban-low", "aspirin", "dabigatran"]),
            "operationDate": .string("2026-03-02"), "operationTime": .string("08:00"),
            "age": .number(50), "sex": .string("male"), "weight": .number(70), "creatinine": .number(80),
        ]
        let us = form.evaluate(answers).drugHolds
        #expect(us.map(\.drug) == ["rivaroxaban-low", "dabigatran", "aspirin"])
        #expect(us.map(\.action) == [.stop, .ask, .goOn])
        #expect(us[0].lastDate == "2026-03-01" && us[0].lastTime == "08:00" && us[0].ruleSet == "asra-us v2")
        form.drugHolds?.use = "uk"
        let uk = form.evaluate(answers).drugHolds
        #expect(uk[0].lastDate == "2026-02-28" && uk[0].lastTime == "08:00" && uk[0].ruleSet == "uk v2")
        let failing = answers.merging(
            ["age": .number(80), "sex": .string("female"), "weight": .number(50), "creatinine": .number(200)]
        ) { $1 }
        #expect(form.evaluate(failing).drugHolds[0].hours == 72, "clearance below 30")
    }

    @Test(arguments: ["asra-us", "uk"]) func `while the clearance is not known, the doctor decides`(set: String) throws
    {
        var form = try FormsFixture.assessment()
        form.drugHolds?.use = set
        let answers: Answers = [
            "medicinesTaken": .list(["rivaroxaban-low", "aspirin"]), "operationDate": .string("2026-03-02"),
            "operationTime": .string("08:00"), "age": .number(80), "sex": .string("female"), "weight": .number(50),
        ]
        let holds = form.evaluate(answers).drugHolds
        #expect(holds[0].action == .ask && holds[0].isOpen && holds[0].hours == nil && holds[0].lastDate == nil)
        #expect(!holds[1].isOpen, "what hangs on no answer is as it is")
    }

    @Test func `what the patient reads is in all three languages`() throws {
        let form = try FormsFixture.assessment()
        for item in form.items where item.forPatient || item.id == form.drugHolds?.item {
            #expect(!item.forPatient || item.text["ug"] != nil)
            #expect(item.kind.choices.allSatisfy { $0.forPatient(isChild: true)["ug"] != nil })
        }
    }

    @Test func `a healthy patient needs one click for each section of ticks`() throws {
        let form = try FormsFixture.assessment()
        let record = form.defaults(from: PatientContext(age: 40, sex: "male"))
        var answers = record
        for section in form.sections { answers.merge(form.nothingAbnormal(in: section.id, answers: answers)) { $1 } }
        #expect(
            form.evaluate(answers).missing == [
                "height", "weight", "systolic", "diastolic", "heartRate", "spo2", "urgency", "surgerySeverity",
                "incisionSite", "highRiskSurgery", "sortSpecialty", "malignancy", "dayCase", "functionalStatus",
                "functionalCapacity", "mouthOpening", "mallampati",
                "thyromental", "neckCircumference", "asaClass", "asaEmergency", "decision",
            ])
        #expect(form.validate(answers).isEmpty)
    }

    @Test(
        arguments: [
            (["coronaryDisease": .yes], ["coronarySigns", "coronaryImaging"]),
            (
                ["coronaryDisease": .yes, "coronarySigns": .list(["infarction"])],
                ["infarctionWithin60Days", "infarctionDate"]
            ),
            (["stent": .yes], ["stentDetail", "stentWithin6Months", "stentDate"]),
            (["medicinesTaken": .list(["warfarin"])], ["doseWarfarin", "lastWarfarin"]),
            (["previousAnaesthesia": .yes], ["lastAnaesthesiaWhen", "anaesthesiaMethods", "laryngealGrade"]),
            (["previousAnaesthesia": .yes, "anaesthesiaProblems": .yes], ["anaesthesiaProblemKinds"]),
            (["transfusionHistory": .yes], ["transfusionReaction"]),
            (["airwayObstruction": .yes], ["laryngealObstruction"]),
            (["crownsOrMissing": .yes], ["teethDetail"]), (["dentures": .yes], ["teethDetail"]),
            (["infectiousDisease": .yes], ["infections"]), (["lumbarSurgery": .yes], ["spineDetail"]),
        ] as [(Answers, [String])])
    func `what is asked beside an answer is asked with that answer alone`(answers: Answers, items: [String]) throws {
        let form = try FormsFixture.assessment()
        var healthy: Answers = ["age": .number(40), "sex": .string("male")]
        for section in form.sections { healthy.merge(form.nothingAbnormal(in: section.id, answers: healthy)) { $1 } }
        #expect(Set(form.evaluate(healthy).visible).isDisjoint(with: items))
        #expect(Set(form.evaluate(healthy.merging(answers) { $1 }).visible).isSuperset(of: items))
    }

    @Test func `every day that is asked says on which side of today it lies`() throws {
        for form in try FormsFixture.shipped() {
            for item in form.items where item.kind == .date {
                #expect(item.lies == (item.id == "operationDate" ? .coming : .past), "\(form.id) \(item.id)")
            }
        }
    }

    @Test func `each medicine of the list has its dose, and a blood thinner is written once`() throws {
        let form = try FormsFixture.assessment()
        let medicines = try #require(form.item("medicinesTaken")).kind.choices
        for medicine in medicines {
            let before = Set(form.evaluate([:]).visible)
            let asked = Set(form.evaluate(["medicinesTaken": .list([medicine.code])]).visible).subtracting(before)
            // Where an interval hangs on it, the day of the last dose too; its time once the day is there.
            #expect(asked.count { $0.hasPrefix("dose") } == 1, "\(medicine.code): \(asked)")
            #expect(asked.allSatisfy { $0.hasPrefix("dose") || $0.hasPrefix("last") } && asked.count <= 2)
        }
        let thins: Answers = ["anticoagulants": .yes]
        func asks(_ codes: [String]?) -> Bool {
            let list = codes.map { ["medicinesTaken": Answer.list($0)] } ?? [:]
            return form.evaluate(thins.merging(list) { $1 }).missing.contains("anticoagulantsDetail")
        }
        #expect(asks(nil) && asks(["statin"]) && !asks(["warfarin"]) && !asks(["statin", "aspirin"]))
    }

    @Test func `a pregnancy is asked of whom it may concern, and never ticked away`() throws {
        let form = try FormsFixture.assessment()
        let woman = form.defaults(from: PatientContext(age: 30, sex: "female"))
        #expect(form.evaluate(woman).visible.contains("pregnant"))
        #expect(form.nothingAbnormal(in: "pregnancy", answers: woman)["pregnant"] == nil)
        let man = form.defaults(from: PatientContext(age: 30, sex: "male"))
        #expect(!form.evaluate(man).visible.contains("pregnant"))
    }

    @Test func `an allergy is the first thing that staff see, in the doctor's words`() throws {
        let form = try FormsFixture.assessment()
        let finding = form.evaluate([
            "hypertension": .yes, "reflux": .yes, "drugAllergy": .yes, "drugAllergyDetail": .string("青霉素，喉头水肿"),
        ]).findings.first
        #expect(finding?.id == "drugAllergy" && finding?.level == .danger)
        #expect(finding?.text["zh"] == "药物过敏：青霉素，喉头水肿")
        #expect(form.evaluate(["drugAllergy": .unknown]).findings.map(\.id) == ["drugAllergyUnknown"])
    }

    @Test(arguments: [(90.0, "danger"), (91, "caution"), (95, "caution"), (96, nil)] as [(Double, String?)])
    func `oxygen saturation is graded on both sides of its cut-offs`(spo2: Double, level: String?) throws {
        let findings = try FormsFixture.assessment().evaluate(["spo2": .number(spo2)]).findings
        #expect(findings.first?.level.rawValue == level)
    }

    @Test func `the questionnaire is in the patient's languages and each question feeds an item that takes its answer`()
        throws
    {
        let forms = try FormsFixture.shipped()
        let questionnaire = try #require(forms.first { $0.feeds != nil })
        let fed = try #require(forms.first { $0.id == questionnaire.feeds })
        #expect(questionnaire.items.count > 40)
        #expect(questionnaire.feedingProblems(into: fed).isEmpty)
        for item in questionnaire.items {
            #expect(item.text["ug"] != nil && item.feeds != nil)
            #expect(item.hint.map { $0["ug"] != nil } ?? true)
        }
    }

    @Test func `what is only of these weeks is not carried over from the last assessment`() throws {
        for form in try FormsFixture.shipped() {
            let carried = Set(form.items.filter { $0.defaultFrom == .last }.map(\.id))
            let passing = [
                "respiratoryInfection", "uriTwoWeeks", "recentCardiacEvent", "recentMajorSurgery", "sepsisRecent",
                "systolic", "spo2", "heartRate", "pregnant", "operationDate", "decision", "feverNow", "lastMeal",
            ]
            #expect(carried.isDisjoint(with: passing), "\(form.id)")
        }
        #expect(
            try FormsFixture.assessment().carried(["drugAllergy": .yes, "sepsisRecent": .yes])
                == ["drugAllergy": .yes])
    }

    @Test func `the re-assessment shares its items with the whole form, and can be signed from a few answers`() throws {
        let forms = try FormsFixture.shipped()
        let short = try #require(forms.first { $0.id == "reassessment" })
        let whole = try FormsFixture.assessment()
        for item in short.items {
            if let other = whole.item(item.id) { #expect(other.kind.name == item.kind.name, "\(item.id)") }
        }
        #expect(short.items.filter { $0.defaultFrom == .last }.allSatisfy { whole.item($0.id) != nil })
        var answers: Answers = ["age": .number(40), "sex": .string("male")]
        for section in short.sections { answers.merge(short.nothingAbnormal(in: section.id, answers: answers)) { $1 } }
        // Tests that were entered would go with it: never ticked away with the rest.
        #expect(answers["newTests"] == nil)
        answers["newTests"] = .no
        #expect(short.evaluate(answers).missing.count < 14, "\(short.evaluate(answers).missing)")
        let visible = Set(short.evaluate(answers).visible)
        let tests = try #require(short.sections.first { $0.id == "tests" }).items.map(\.id)
        #expect(visible.isDisjoint(with: tests + ["feverNow", "lastMeal", "laryngealGrade"]), "only where they matter")
        let new = answers.merging(["newTests": .yes, "uriTwoWeeks": .yes, "operationToday": .yes]) { $1 }
        #expect(Set(short.evaluate(new).visible).isSuperset(of: tests + ["feverNow", "lastMeal"]))
        #expect(visible.isSuperset(of: ["drugAllergy", "difficultIntubation", "malignantHyperthermia", "stent"]))
    }

    @Test func `one choice of an operation answers the groups of two scores, and fits them`() throws {
        let kinds = try #require(try FormsFixture.assessment().item("operationKind")).kind.choices
        let gallbladder = try #require(kinds.first { $0.code == "lap-cholecystectomy" }?.fills)
        #expect(gallbladder["procedureGroup"] == .string("gallbladder"))
        #expect(gallbladder["capriniSurgery"] == .string("laparoscopic"))
        #expect(kinds.allSatisfy { !($0.fills ?? [:]).isEmpty })
    }

    @Test func `every finding and every suggestion names where it comes from, or says that it is the hospital's own`()
        throws
    {
        for form in try FormsFixture.shipped() {
            #expect(
                form.findings.allSatisfy { $0.source?.isEmpty == false },
                "\(form.findings.filter { $0.source == nil }.map(\.id))")
        }
    }
}
