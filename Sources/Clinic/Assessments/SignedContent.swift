import FormEngine
import QueueEngine

/// What a signature freezes, as one write-once document.
struct SignedContent: Codable, Sendable {
    var assessment: String
    /// From 1.
    var revision: Int
    var form: FormDefinition
    var answers: Answers
    /// Whose word the answers are, where the doctor did not give them alone.
    var provenance = Provenance()
    var evaluation: Evaluation
    var patient: Person
    var ticket: String
    var label: String
    /// The ticket's clinic-day, `yyyy-MM-dd`; nil in what was signed before this was kept.
    var date: String?
    /// Where it was, when known.
    var room: String?
    var doctor: String
    var doctorName: String
    var signedAt: Instant
    /// The revision that this one replaces; nil for the first.
    var replaces: Replaced?

    /// A revision, as the one that replaces it names it.
    struct Replaced: Codable, Sendable {
        var revision: Int
        var doctorName: String
        var signedAt: Instant
        var contentSHA256: String
        /// In the words of whoever amended it.
        var reason: String
        /// Its answers: what was changed can be told from one document.
        var answers: Answers

        init(_ content: SignedContent, sha256: String, reason: String) {
            revision = content.revision
            doctorName = content.doctorName
            signedAt = content.signedAt
            contentSHA256 = sha256
            self.reason = reason
            answers = content.answers
        }
    }
}

extension SignedContent {
    /// Before the id of a danger of an earlier assessment that is signed with this one.
    static let carriedPrefix = "last."
    /// Of a caution of an earlier assessment that is denied.
    static let deniedPrefix = "denied."
    /// Of what the patient says is so, and is denied.
    static let toldPrefix = "told."

    /// The dangers of earlier assessments that were signed with this one.
    var carried: [Finding] { evaluation.findings.filter { $0.id.hasPrefix(Self.carriedPrefix) } }
}

extension Evaluation {
    /// Behind its own dangers, before all else that it says.
    ///
    /// - Parameter missing: what signing waits for besides.
    func adding(_ known: [Finding], missing more: [String] = []) -> Evaluation {
        var all = self
        if !more.isEmpty { all.missing = visible.filter(Set(missing + more).contains) }
        all.findings.insert(contentsOf: known, at: findings.prefix { $0.level == .danger }.count)
        return all
    }
}

extension ClinicService {
    /// What was signed last; nil for what never was.
    func newestContent(of assessment: Assessment, in reader: any StoreReader) throws -> SignedContent? {
        try assessment.signature.map { try content(of: $0, in: reader) }
    }

    /// What one signature froze.
    func content(of signature: AssessmentSignature, in reader: any StoreReader) throws -> SignedContent {
        guard let document = try reader.document(sha256: signature.contentSHA256) else { throw NotFound("assessment") }
        return try EventCoding.value(SignedContent.self, from: document.bytes)
    }

    /// An assessment with the answers that hold: what an open amendment has changed so far is nobody's word yet.
    func asSigned(_ assessment: Assessment, in reader: any StoreReader) throws -> Assessment {
        guard assessment.amendment != nil, let signed = try newestContent(of: assessment, in: reader) else {
            return assessment
        }
        var held = assessment
        held.answers = signed.answers
        return held
    }

    /// The form of an assessment: the one in force for its first draft; what was signed keeps the one that it was signed
    /// with, also while it is amended, so that correcting an old answer asks no new questions.
    func form(of assessment: Assessment, in reader: any StoreReader) throws -> FormDefinition {
        try newestContent(of: assessment, in: reader)?.form ?? form(assessment.form)
    }
}
