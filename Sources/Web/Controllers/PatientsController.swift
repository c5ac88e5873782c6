import API
import Clinic
import QueueEngine
import Foundation
import Hummingbird

/// People: register or update, find, look, correct.
struct PatientsController {
    let service: ClinicService

    var routes: [Route] {
        [
            Route(.post, "/api/v1/patients", .roles(.desk), register),
            Route(.post, "/api/v1/patients/searches", .roles(.deskOrDoctor), search),
            Route(.get, "/api/v1/patients/{patient}", .roles(.deskOrDoctor), show),
            Route(.patch, "/api/v1/patients/{patient}", .roles(.deskOrDoctor), correct),
        ]
    }

    @Sendable private func register(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(PatientRequest.self)
        let outcome = try await service.register(PersonDetails(body), incoming.request)
        return try .json(
            PatientCreated(id: outcome.person, event: outcome.event, updated: outcome.updated),
            status: outcome.updated ? .ok : .created)
    }

    @Sendable private func correct(_ request: Request, _ context: WebContext) async throws -> Response {
        let incoming = try await Incoming(request, context)
        let body = try incoming.decode(PatientRequest.self)
        let outcome = try await service.correct(person: context.id("patient"), PersonDetails(body), incoming.request)
        return try .json(PatientCreated(id: outcome.person, event: outcome.event, updated: outcome.updated))
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let person = try await service.person(context.id("patient"))
        return try .json(try await views([person], context)[0])
    }

    @Sendable private func search(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.decode(PatientSearchRequest.self)
        let identifier = body.identifier.map { PersonIdentifier(system: $0.system, value: $0.value) }
        let found = try await service.search(query: body.query, identifier: identifier)
        return try .json(PatientSearchResponse(patients: try await views(found.people, context), more: found.more))
    }

    private func views(_ people: [Person], _ context: WebContext) async throws -> [PatientResponse] {
        let day = try await service.todaysDay()
        let today = service.today
        let past = try await service.pastDays()
        let tickets = TicketViews(service: service, actor: context.actor, language: context.language)
        var views: [PatientResponse] = []
        for person in people {
            let own = try await tickets.tickets(day.tickets(ofPerson: person.id), of: day, date: today)
            views.append(
                PatientResponse(
                    id: person.id, name: person.name, masked: Masking.mask(person.name), sex: person.sex.rawValue,
                    birthDate: person.birthDate,
                    age: person.birthDate.flatMap { LocalDate($0) }?.years(until: today), phone: person.phone,
                    language: person.language,
                    identifiers: person.identifiers.map { Identifier(system: $0.system, value: $0.value) },
                    tickets: own, returns: service.returns(of: person.id, in: past, to: day).map(ReturnItem.init)))
        }
        return views
    }
}

extension PersonDetails {
    init(_ body: PatientRequest) {
        self.init(
            name: body.name, sex: body.sex, birthDate: body.birthDate, phone: body.phone, language: body.language,
            identifiers: body.identifiers?.map { PersonIdentifier(system: $0.system, value: $0.value) })
    }
}

extension ReturnItem {
    init(_ returning: Returning) {
        self.init(
            ticket: returning.ticket.description, label: returning.label, queue: returning.queue.rawValue,
            date: returning.date.description)
    }
}
