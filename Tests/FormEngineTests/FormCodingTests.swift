import FormEngine
import Foundation
import Testing

@Suite struct FormCodingTests {
    @Test func `a form survives JSON unchanged`() throws {
        let data = try JSONEncoder().encode(Fixture.form)
        #expect(try JSONDecoder().decode(FormDefinition.self, from: data) == Fixture.form)
    }

    @Test func `an item is one flat JSON object`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let item = FormItem(
            id: "h", kind: .number(NumberRange(unit: "cm", min: 5, max: 250, decimals: 1)), text: ["zh": "身高"],
            showWhen: Fixture.expression("%a = 'yes'"))
        let json = String(decoding: try encoder.encode(item), as: UTF8.self)
        #expect(
            json == """
                {"decimals":1,"forPatient":false,"id":"h","kind":"number","max":250,"min":5,"required":false,\
                "showWhen":"%a = 'yes'","text":{"zh":"身高"},"unit":"cm"}
                """)
    }

    @Test func `answers are plain JSON values`() throws {
        let json = Data(#"{"a":"yes","plans":["one"],"none":[],"x":36.5}"#.utf8)
        let answers = try JSONDecoder().decode(Answers.self, from: json)
        #expect(answers == ["a": .yes, "plans": .list(["one"]), "none": .list([]), "x": .number(36.5)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(answers), as: UTF8.self)
                == #"{"a":"yes","none":[],"plans":["one"],"x":36.5}"#)
    }

    @Test(arguments: ["null", "true", "{}", "[1]", #"["a", null]"#])
    func `anything else is no answer`(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Answers.self, from: Data(#"{"a":\#(json)}"#.utf8))
        }
    }

    @Test func `an evaluation survives JSON unchanged`() throws {
        let evaluation = Fixture.form.evaluate(["a": .yes, "b": .yes, "x": .number(1), "y": .number(3)])
        let data = try JSONEncoder().encode(evaluation)
        #expect(try JSONDecoder().decode(Evaluation.self, from: data) == evaluation)
    }

    @Test func `a broken expression in JSON is an error with its place`() throws {
        #expect {
            try JSONDecoder().decode([FormExpression].self, from: Data(#"["1 +"]"#.utf8))
        } throws: {
            "\($0)".contains("line 1, column 4")
        }
    }
}
