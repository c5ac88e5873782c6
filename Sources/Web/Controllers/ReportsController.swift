import API
import Clinic
import Foundation
import Hummingbird
import QueueEngine

/// A day in figures.
struct ReportsController {
    let service: ClinicService

    var routes: [Route] { [Route(.get, "/api/v1/reports/day", .roles([.admin, .auditor, .desk]), day)] }

    @Sendable private func day(_ request: Request, _ context: WebContext) async throws -> Response {
        let made = try await service.report(ofDay: request.uri.queryParameters["date"].map(String.init))
        let report = made.report
        return try .json(
            DayReportResponse(
                date: report.date, journalHead: made.journalHead, all: report.all.wire,
                queues: report.queues.map(\.wire), doctors: report.doctors.map(\.wire),
                hours: report.hours.map(\.wire), lanes: report.lanes.map(\.wire),
                mostOvertaken: report.mostOvertaken, byHand: made.byHand.map(\.wire), steps: report.steps.map(\.wire),
                stepMinutes: report.stepMinutes.wire))
    }
}

extension Sample {
    fileprivate var wire: ReportSample { ReportSample(count: count, median: median, ninetieth: ninetieth) }
}

extension DayReport.Figures {
    fileprivate var wire: ReportFigures {
        ReportFigures(
            tickets: tickets, calls: calls, misses: misses, waitMinutes: waitMinutes?.wire,
            consultationMinutes: consultationMinutes?.wire, overtakes: overtakes, chosen: chosen, guarded: guarded,
            promised: promised?.wire, doctorMinutes: doctorMinutes, perDoctorHour: perDoctorHour)
    }
}

extension DayReport.Group {
    fileprivate var wire: ReportGroup {
        ReportGroup(key: key, figures: figures.wire)
    }
}

extension DayReport.Promised {
    fileprivate var wire: ReportPromises {
        ReportPromises(
            count: count, meanErrorMinutes: meanErrorMinutes, rmseMinutes: rmseMinutes, tooLittleShare: tooLittleShare)
    }
}

extension ReportOfDay.ByHand {
    fileprivate var wire: ReportByHand {
        ReportByHand(
            at: act.at.date, kind: act.kind.rawValue, ticket: act.ticket.description,
            label: act.label, queue: act.queue.rawValue, lane: act.lane.rawValue,
            priority: act.priority,
            doctor: act.doctor, by: by, reason: reason)
    }
}

extension DayReport.Steps {
    fileprivate var wire: ReportSteps {
        ReportSteps(
            ticket: ticket.description, label: label, queue: queue.rawValue, checkedIn: checkedIn?.date,
            called: called?.date, cameIn: cameIn?.date, formOpened: papers.formOpened?.date,
            signed: papers.signed?.date, printed: papers.printed?.date)
    }
}

extension DayReport.StepMinutes {
    fileprivate var wire: ReportStepMinutes {
        ReportStepMinutes(
            checkedInToCalled: checkedInToCalled?.wire, calledToCameIn: calledToCameIn?.wire,
            cameInToFormOpened: cameInToFormOpened?.wire, formOpenedToSigned: formOpenedToSigned?.wire,
            signedToPrinted: signedToPrinted?.wire)
    }
}
