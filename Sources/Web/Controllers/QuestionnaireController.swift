import API
import Clinic
import FormEngine
import Foundation
import Hummingbird

/// The patient's questionnaire on the patient's own phone, and what it offers to the doctor.
struct QuestionnaireController {
    /// A phone saves after each answer: more than a hand can give, and far less than a machine.
    static let savesAtOnce = 60
    static let savesPerMinute = 60.0

    let service: ClinicService
    /// By the link's token.
    private let pace: Pace

    init(service: ClinicService) {
        self.service = service
        pace = Pace(burst: Self.savesAtOnce, perMinute: Self.savesPerMinute)
    }

    var routes: [Route] {
        patientRoutes + [Route(.get, "/api/v1/tickets/{ticket}/offers", .roles(.clinicians), offers)]
    }

    /// What a patient's phone may ask.
    var patientRoutes: [Route] {
        [
            Route(.get, "/t/{token}/answers", .open, show),
            Route(.patch, "/t/{token}/answers", .open, save),
        ]
    }

    private struct Changes: Decodable {
        /// Null takes an answer away.
        var answers: [String: Answer?]
    }

    private struct Questions: Encodable {
        /// One answer to another question, upon which a question is asked.
        struct Condition: Encodable {
            var question: String
            var answer: String
        }

        var form: FormDefinition
        /// Questions that are asked only then; the others always.
        var askWhen: [String: Condition]
        var answers: Answers
        var settled: [String]
        var language: String

        init(_ questionnaire: PatientQuestionnaire) {
            form = questionnaire.form
            askWhen = form.items.reduce(into: [:]) { conditions, item in
                conditions[item.id] = item.showWhen?.singleAnswer.map { Condition(question: $0.item, answer: $0.code) }
            }
            answers = questionnaire.answers
            settled = questionnaire.settled
            language = questionnaire.language
        }
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try .json(Questions(try await service.questionnaire(forLink: context.id("token"))))
    }

    @Sendable private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let changes = try await request.decode(Changes.self)
        try pace.take(context.id("token"))
        let questionnaire = try await service.savePatientAnswers(
            forLink: context.id("token"), changes: changes.answers)
        return try .json(Questions(questionnaire))
    }

    @Sendable private func offers(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = request.uri.queryParameters["form"].map(String.init)
        let offers = try await service.offers(
            ofTicket: context.id("ticket"), form: form, by: try context.requireActor())
        return try .json(
            OffersResponse(
                form: offers.form,
                offers: try offers.open.map { offer in
                    OfferResponse(
                        item: offer.item, answer: try Wire.converted(offer.answer),
                        source: offer.origin.source.rawValue, saidAt: offer.origin.at.date)
                },
                last: try offers.last.map { last in
                    LastAssessmentResponse(
                        id: last.id, form: last.form, signedAt: last.signedAt.date, signedBy: last.doctorName,
                        changes: try last.changes.map { change in
                            AnswerChangeResponse(
                                item: change.item, before: try Wire.converted(change.before),
                                after: try Wire.converted(change.after))
                        }, numbers: last.numbers)
                }))
    }
}
