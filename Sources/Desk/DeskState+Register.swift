import API
import Foundation

extension DeskState {
    /// Keys in the registration form.
    mutating func press(_ key: Key, register form: RegisterForm) -> [DeskEffect] {
        guard !form.isWaiting || key == .escape else { return [] }
        var form = form
        switch key {
        case .escape:
            screen = .queue
            message = Line(form.isWaiting ? "" : DeskTexts.nothingHappened)
            return []
        case .function(2): return register(form)
        case .enter:
            guard form.field != .language else { return register(form) }
            move(&form, by: 1)
        case .down, .tab: move(&form, by: 1)
        case .up, .backTab: move(&form, by: -1)
        case .left: turn(&form, by: -1)
        case .right: turn(&form, by: 1)
        case .character(let character): edit(&form) { $0.append(character) }
        case .backspace: edit(&form) { _ = $0.popLast() }
        case .control("u"): edit(&form) { $0 = "" }
        default: break
        }
        screen = .register(form)
        return []
    }

    private mutating func register(_ form: RegisterForm) -> [DeskEffect] {
        var form = form
        if let fault = form.fault {
            form.field = fault
            form.complaint = DeskTexts.complaint(about: fault)
            screen = .register(form)
            return []
        }
        guard !isLost else {
            form.complaint = DeskTexts.notWhileLost
            screen = .register(form)
            return []
        }
        form.isWaiting = true
        form.complaint = ""
        screen = .register(form)
        return perform(
            .register(form.request), about: [form.name + "  " + form.birthDate, DeskTexts.registering], masked: "")
    }

    private func move(_ form: inout RegisterForm, by step: Int) {
        // Leaving a number field is the moment to see whether it was an identity card.
        if form.field == .number { form.take(number: form.number) }
        if form.field == .birthDate { form.birthDate = Self.dashed(form.birthDate) }
        let fields = RegisterForm.Field.allCases
        form.field = fields[max(0, min(form.field.rawValue + step, fields.count - 1))]
    }

    private static func dashed(_ date: String) -> String {
        let digits = Array(date)
        guard digits.count == 8, digits.allSatisfy(\.isNumber) else { return date }
        return String(digits[0..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8])
    }

    private func turn(_ form: inout RegisterForm, by step: Int) {
        func turned(_ value: String, in list: [String]) -> String {
            let index = (list.firstIndex(of: value) ?? 0) + step
            return list[max(0, min(index, list.count - 1))]
        }
        if form.field == .sex { form.sex = turned(form.sex, in: RegisterForm.sexes) }
        if form.field == .language { form.language = turned(form.language, in: RegisterForm.languages) }
    }

    private func edit(_ form: inout RegisterForm, _ change: (inout String) -> Void) {
        form.complaint = ""
        switch form.field {
        case .name: change(&form.name)
        case .birthDate: change(&form.birthDate)
        case .number: change(&form.number)
        case .phone: change(&form.phone)
        case .sex, .language: break
        }
    }
}
