package import API
package import Foundation

/// Finding a patient and issuing a number.
package struct FindForm: Sendable {
    /// What is typed, or scanned.
    package var query: String
    /// What the results below belong to; nothing before the first answer.
    package var answered: String?
    package var patients: [PatientResponse] = []
    package var more = false
    package var index = 0
    /// Enter came before the results did, as with a scanner: choose when they come.
    package var isEnterWaiting = false
    /// The patient is chosen, and the keys go to the issue panel.
    package var isIssuing = false
    /// When the patient was chosen: an Enter right after it is the scanner's second one.
    package var chosenAt: Date?
    /// The issue panel.
    package var issue = IssueForm()
    package var complaint = ""

    /// Begins with what was typed in the input line.
    package init(query: String) { self.query = query }

    /// The patient under the cursor.
    package var patient: PatientResponse? {
        patients.indices.contains(index) ? patients[index] : nil
    }

    /// Whether two of those found bear one name.
    package var sameNames: [Int] {
        guard let patient else { return [] }
        let same = patients.indices.filter { patients[$0].name == patient.name }
        return same.count > 1 ? same : []
    }
}

/// The issue panel's rows and what is chosen in each.
package struct IssueForm: Hashable, Sendable {
    /// From top to bottom.
    package enum Row: Int, CaseIterable, Sendable { case queue, number, lane, doctor, print }

    package var row = Row.queue
    package var queue = 0
    /// Among the numbers of earlier days that still hold, the latest first, and behind them a new one.
    package var number = 0
    package var lane = 0
    /// 0 is anyone.
    package var doctor = 0
    package var prints = true

    package init() {}
}

/// Registering a new patient.
package struct RegisterForm: Hashable, Sendable {
    /// From top to bottom.
    package enum Field: Int, CaseIterable, Sendable { case name, sex, birthDate, number, phone, language }

    package var field = Field.name
    package var name = ""
    /// `female`, `male`, `unknown`.
    package var sex = "unknown"
    package var birthDate = ""
    /// 门诊号 or 身份证.
    package var number = ""
    package var phone = ""
    package var language = "zh"
    /// What is wrong with the fields, or what the server says.
    package var complaint = ""
    package var isWaiting = false

    /// Empty, but for what had been typed: a number is taken for 门诊号, anything else for the name.
    package init(typed: String = "") {
        let typed = typed.trimmingCharacters(in: .whitespaces)
        if typed.allSatisfy({ $0.isASCII && !$0.isLetter || $0 == "X" || $0 == "x" }) {
            take(number: typed)
        } else {
            name = typed
        }
    }

    static let sexes = ["unknown", "female", "male"]
    static let languages = ["zh", "ug", "en"]

    /// Takes a 门诊号 or an identity card's number; the card also says birth date and sex.
    package mutating func take(number: String) {
        self.number = number
        guard let card = IdentityCard(number) else { return }
        birthDate = card.birthDate
        sex = card.sex
    }

    /// What is missing or wrong, or nothing.
    package var fault: Field? {
        if name.trimmingCharacters(in: .whitespaces).isEmpty { return .name }
        if !birthDate.isEmpty, !Self.isDate(birthDate) { return .birthDate }
        return nil
    }

    /// What the server is asked.
    package var request: PatientRequest {
        PatientRequest(
            name: name.trimmingCharacters(in: .whitespaces), sex: sex, birthDate: birthDate.isEmpty ? nil : birthDate,
            phone: phone.isEmpty ? nil : phone, language: language,
            identifiers: number.isEmpty
                ? nil
                : [
                    Identifier(
                        system: IdentityCard(number) == nil ? "outpatient-number" : "identity-card", value: number)
                ])
    }

    /// `1985-06-02`, also typed as `19850602`.
    static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]),
            Int(parts[0]) != nil
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }
}

/// A resident identity card's number: it says when its holder was born, and of which sex.
struct IdentityCard {
    let birthDate: String
    let sex: String

    /// Nothing, unless the check digit is right (GB 11643).
    init?(_ text: String) {
        let digits = text.uppercased().map { $0 == "X" ? 10 : $0.wholeNumberValue ?? -1 }
        guard digits.count == 18, digits.dropLast().allSatisfy({ (0...9).contains($0) }), digits[17] >= 0 else {
            return nil
        }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        guard digits[17] == (12 - sum % 11) % 11 else { return nil }
        let birth = Array(text)[6..<14]
        birthDate = String(birth[6..<10]) + "-" + String(birth[10..<12]) + "-" + String(birth[12..<14])
        guard RegisterForm.isDate(birthDate) else { return nil }
        sex = digits[16] % 2 == 1 ? "male" : "female"
    }
}
