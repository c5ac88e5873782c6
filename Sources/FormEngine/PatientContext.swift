/// What the patient's record says that a form can start from.
package struct PatientContext: Hashable, Sendable {
    /// Completed years on the day.
    package var age: Int?
    /// `male` or `female`; anything else starts nothing.
    package var sex: String?

    package init(age: Int? = nil, sex: String? = nil) {
        self.age = age
        self.sex = sex
    }
}
