import API
import Foundation

extension DeskState {
    /// What the event makes of the desk, and what the desk then asks the world to do.
    package mutating func update(_ event: DeskEvent) -> [DeskEffect] {
        DeskTexts.$words.withValue(words) { take(event) }
    }

    private mutating func take(_ event: DeskEvent) -> [DeskEffect] {
        switch event {
        case .key(let key, let time):
            wall = time
            return press(key)
        case .tick(let time): wall = time
        case .resized(let width, let height): (self.width, self.height) = (width, height)
        case .signedIn(let staff, let clinic, let time): signIn(staff, clinic, at: time)
        case .signInFailed(let why): failSignIn(why)
        case .sessionEnded: endSession()
        case .picture(let picture, let clinic, let time): return take(picture, clinic, at: time)
        case .unreachable(let since, let tries, let next): lose(since: since, tries: tries, next: next)
        case .found(let query, let answer): take(answer, for: query)
        case .searchFailed(let query, let why): takeFailure(why, for: query)
        case .explained(let ticket, let answer): take(answer, of: ticket)
        case .explainFailed(let ticket, let why): takeFailure(why, ofTicket: ticket)
        case .read(let patient): choose(patient)
        case .answered(let act, let answer): return take(answer, of: act)
        case .refused(let act, let code, let why): return takeRefusal(why, code: code, of: act)
        case .inDoubt(let act): change(act) { $0.isInDoubt = true }
        case .job(let job): take(job)
        case .listPrinted(let outcome): message = DeskTexts.listPrinted(outcome)
        }
        return []
    }

    private mutating func signIn(_ staff: Staff, _ clinic: ClinicResponse, at time: Date) {
        if lastUser != staff.username {
            undoable = []
            recent = []
        }
        lastUser = staff.username
        self.staff = staff
        learn(clinic, at: time)
        screen = .queue
        message = leftByOther ?? Line(DeskTexts.welcome(staff.name))
    }

    /// What somebody else left unanswered, and will not be done by whoever is here now.
    private var leftByOther: Line? {
        let left = sent.filter { $0.by != staff?.username }.map { act in
            DeskTexts.verb(act.act) + " " + (act.about.first ?? "")
        }
        guard !left.isEmpty else { return nil }
        return Line(DeskTexts.leftByOther(left.count, left.joined(separator: DeskTexts.comma)), .alarm)
    }

    private mutating func failSignIn(_ why: String) {
        guard case .signIn(var form) = screen else { return }
        form.isWaiting = false
        form.password = ""
        form.complaint = Columns.printable(why)
        screen = .signIn(form)
    }

    private mutating func endSession() {
        guard staff != nil else { return }
        var form = SignInForm()
        form.username = staff?.username ?? ""
        form.isInPassword = true
        form.complaint = DeskTexts.sessionEnded
        staff = nil
        screen = .signIn(form)
    }

    private mutating func learn(_ clinic: ClinicResponse, at time: Date) {
        self.clinic = clinic
        clock = ClinicClock(
            told: time, now: clinic.now, speed: clinic.clockSpeed,
            zone: TimeZone(identifier: clinic.timeZone) ?? .gmt)
    }

    private mutating func take(_ picture: Picture, _ clinic: ClinicResponse, at time: Date) -> [DeskEffect] {
        let wasLost = isLost
        learn(clinic, at: time)
        self.picture = picture
        pictureAt = time
        wall = max(wall, time)
        connection = .fine
        let plan = picture.plan
        if chosen == nil || !plan.contains(where: { $0.ticket.id == chosen }) {
            chosen = plan.first?.ticket.id
        }
        followChosen()
        return wasLost ? comeBack() : askAgainWhy()
    }

    /// Says what was made good, and looks for what was typed meanwhile.
    private mutating func comeBack() -> [DeskEffect] {
        let own = sent.count { $0.by == staff?.username }
        let isBack = Line(DeskTexts.isBack(recovered: recovered, unanswered: own), .strong)
        // Nothing is more pressing than what nobody is doing.
        let news = leftByOther.map { recovered.isEmpty ? $0 : $0 + Line(" ") + isBack } ?? isBack
        defer { message = news }
        switch screen {
        case .find(let form) where !form.query.isEmpty: return [.search(form.query)]
        case .queue where !input.isEmpty && !input.hasPrefix("/"): return find(input)
        case .why(let panel): return [.explain(ticket: panel.subject.id)]
        default: return []
        }
    }

    private mutating func lose(since: Date, tries: Int, next: Date) {
        if !isLost {
            message = .empty
            recovered = []
        }
        connection = .lost(since: pictureAt ?? since, tries: tries, next: next)
    }

    private mutating func take(_ job: PrintJobResponse) {
        for index in recent.indices where recent[index].job == job.id { recent[index].jobState = job.state }
        guard let index = recent.firstIndex(where: { $0.job == job.id }), index == 0 else { return }
        switch job.state {
        case "kept": message = message + Line(DeskTexts.kept, .strong)
        case "failed", "unknown", "doubled", "blocked": message = Line(Columns.printable(job.sentence), .alarm)
        default: break
        }
    }

    /// Keeps the chosen line of the plan in sight.
    mutating func followChosen() {
        let plan = picture?.plan ?? []
        let rows = QueueTable.rows(height: height, width: width)
        guard let index = plan.firstIndex(where: { $0.ticket.id == chosen }) else { return scroll = 0 }
        scroll = max(0, min(scroll, plan.count - rows, index))
        if index >= scroll + rows { scroll = index - rows + 1 }
    }
}
