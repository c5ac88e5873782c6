import Clinic
import QueueEngine
import Testing

@Suite struct MaskingTests {
    static let names: [(name: String, masked: String)] = [
        ("张三", "张*"), ("张三丰", "张**"), ("王", "王*"), ("欧阳娜娜", "欧阳**"), ("欧阳锋", "欧阳*"), ("欧阳", "欧*"),
        ("司马相如", "司马**"), ("诸葛亮", "诸葛*"), ("上官婉儿", "上官**"), ("爱新觉罗溥仪", "爱新觉罗**"),
        ("爱新觉罗", "爱***"), ("叶赫那拉杏贞", "叶赫那拉**"), ("步六孤里", "步六孤*"), ("买买提", "买**"),
        ("阿卜杜热合曼·买买提依明", "阿卜杜***"), ("阿里·买", "阿里·***"), ("李·", "李***"), ("阿卜杜热合曼买买提", "阿卜杜***"),
        ("䶮", "䶮*"), ("刘䶮", "刘*"), ("䶮三", "䶮*"), ("𠅤", "𠅤*"), ("张𠅤", "张*"), ("𠅤三丰", "𠅤**"),
        ("John Smith", "J*** S***"), ("Madonna", "M***"), ("X", "X***"), ("  John   Smith ", "J*** S***"),
        ("Mary Ann O'Neil", "M*** A*** O***"), ("Émile Zola", "É*** Z***"), ("ئابدۇرەھمان", "ئ***"),
        ("ئابدۇرەھمان مەمەتئىمىن", "ئ*** م***"), ("", "*"),
    ]

    @Test("Names are masked by the table", arguments: names)
    func table(_ name: String, _ masked: String) {
        #expect(Masking.mask(name) == masked)
    }

    @Test("Nothing behind the surname is ever shown")
    func nothingBehind() {
        for surname in ["张", "欧阳", "爱新觉罗", "𠅤"] {
            let masked = Masking.mask(surname + "秘密")
            #expect(masked == surname + "**")
        }
    }

    @Test("A screen shows masked names, and a correction at once")
    func screen() async throws {
        let world = try await World()
        try await world.openSitting()
        let issued = try await world.issue("欧阳娜娜")
        _ = try await world.call()
        #expect(try await world.service.screen("hall").calls.map(\.masked) == ["欧阳**"])
        let person = try await world.service.ticket(issued.ticket).ticket.person
        _ = try await world.service.correct(person: person, World.details("张三"), request())
        #expect(try await world.service.screen("hall").calls.map(\.masked) == ["张*"])
    }
}
