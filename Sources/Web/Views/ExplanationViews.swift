import API
import Clinic
import Foundation
import QueueEngine

/// An explanation as the wire has it.
struct ExplanationViews {
    /// Who reads it.
    enum Reader {
        case staff
        /// Whoever holds the ticket: lanes and numbers only, as the patient's page shows them.
        case patient
    }

    let explanation: Explanation
    let text: ExplanationText
    let reader: Reader
    let now: Instant

    var response: ExplanationResponse {
        let ticket = explanation.ticket
        let ahead = explanation.ahead
        let isStaff = reader == .staff
        return ExplanationResponse(
            label: ticket.label, queue: ticket.queue.rawValue, lane: ticket.lane.rawValue,
            state: ticket.state.rawValue, at: now.date, text: text.lines, steps: steps, ahead: ahead?.total,
            earlier: ahead?.earlier, line: line, otherQueues: otherQueues,
            otherQueuesText: text.otherQueues, elsewhereText: text.elsewhere, later: later, passedBy: passedBy,
            reason: ahead.map(reason), roomsOpen: ahead?.roomsOpen, estimate: ahead?.estimate?.wire,
            touched: explanation.wasTouched,
            since: explanation.since?.date, unmoved: explanation.isUnmoved,
            overtaken: isStaff ? overtaken : nil, promised: isStaff ? promised : nil, rules: isStaff ? rules : nil)
    }

    private var steps: [ExplanationStep] {
        explanation.steps.enumerated().map { index, step in
            ExplanationStep(
                kind: step.kind.rawValue, at: step.at.date, room: step.room?.rawValue, text: text.step(index))
        }
    }

    private var line: [ExplanationPlace] {
        (explanation.ahead?.line ?? []).map {
            ExplanationPlace(
                label: reader == .staff || $0.isLater ? $0.label : nil, lane: $0.lane.rawValue, later: $0.isLater)
        }
    }

    /// Of another queue no patient learns who they are: only how many.
    private var otherQueues: [ExplanationPlace] {
        (explanation.ahead?.otherQueues ?? []).map {
            ExplanationPlace(label: reader == .staff ? $0.label : nil, lane: $0.lane.rawValue, later: $0.isLater)
        }
    }

    private var later: [ExplanationGroup] {
        (explanation.ahead?.later ?? []).map {
            ExplanationGroup(
                rule: RuleWords.code(of: $0.rule), told: $0.isTold, lane: $0.lane.rawValue, count: $0.count,
                labels: $0.labels, text: text.reason(of: $0))
        }
    }

    private var passedBy: [ExplanationPassing] {
        explanation.passings.map {
            ExplanationPassing(
                label: $0.label, lane: $0.choice.lane.rawValue,
                rule: RuleWords.code(of: $0.choice.rule), told: $0.wasTold, at: $0.at.date,
                text: text.reason(of: $0))
        }
    }

    private func reason(_ ahead: Explanation.Ahead) -> ReasonItem {
        let wasTold = explanation.ticket.state == .ready
        return ReasonItem(code: RuleWords.code(of: ahead.choice.rule, wasTold: wasTold), text: text.turn(ahead))
    }

    private var overtaken: ExplanationOvertaken? {
        explanation.overtaken.map {
            ExplanationOvertaken(
                times: $0.times, apart: $0.apart, most: $0.limit?.times, minutes: $0.limit?.minutes)
        }
    }

    private var promised: [ExplanationPromise] {
        explanation.promises.map {
            ExplanationPromise(
                on: $0.promise.on.rawValue, at: $0.at.date, position: $0.promise.position, others: $0.promise.others,
                estimate: $0.promise.estimate?.wire)
        }
    }

    private var rules: ExplanationRules? {
        explanation.sheet.map { ExplanationRules(title: text.title, version: $0.version, pattern: text.pattern) }
    }
}
