/// What a CUPS installation must be set to, so that paper is neither lost nor printed twice, and what it is set to.
///
/// Found by trying CUPS 2.4: it acknowledges a job before that is on the disk, hands out the id of a lost job again, and
/// prints a job a second time when it is ended while it waits for the machine.
package struct PrintSetup: Sendable {
    /// Something to change.
    package struct Finding: Hashable, Sendable {
        /// `print-setup.…` is what to do, `print-setup-why.…` is why.
        package var code: String
        package var arguments: [String: String]
        /// Paper can be lost or printed twice; otherwise it is advice.
        package var isGrave: Bool
    }

    /// Jobs that CUPS must remember: three days of a busy clinic, two papers for each of 300 patients a day, rounded up.
    package static let leastJobs = 2000

    private let daemon: CupsSettings?
    private let files: CupsSettings?
    private let queues: [CupsQueue]

    /// - Parameters:
    ///   - daemon: the text of `cupsd.conf`; nil when it could not be read: then nothing is said of it.
    ///   - files: the text of `cups-files.conf`, in the same way.
    package init(daemon: String?, files: String?, queues: [CupsQueue]) {
        self.daemon = daemon.map(CupsSettings.init)
        self.files = files.map(CupsSettings.init)
        self.queues = queues
    }

    /// The grave ones first.
    package var findings: [Finding] {
        let ofFiles = [
            daemon.flatMap(writing), files.flatMap(syncing), daemon.flatMap(errorPolicy), daemon.flatMap(history),
            daemon.flatMap(jobCount), daemon.flatMap(holding), daemon.flatMap(keptFiles), daemon.flatMap(idleExit),
        ]
        return Self.graveFirst(ofFiles.compactMap(\.self) + Self.findings(of: queues))
    }

    /// What the queues alone show, of a server whose settings cannot be read from here.
    package static func findings(of queues: [CupsQueue]) -> [Finding] { queues.flatMap(findings) }

    /// In the order in which they are told; those alike in this stay as they are.
    package static func graveFirst(_ findings: [Finding]) -> [Finding] {
        findings.filter(\.isGrave) + findings.filter { !$0.isGrave }
    }

    private func writing(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["DirtyCleanInterval"] ?? "30"
        return CupsSettings.seconds(value) == 0 ? nil : grave("dirty-clean-interval", value)
    }

    private func syncing(_ files: CupsSettings) -> Finding? {
        let value = files["SyncOnClose"] ?? "No"
        return CupsSettings.isYes(value) ? nil : grave("sync-on-close", value)
    }

    private func errorPolicy(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["ErrorPolicy"] ?? "stop-printer"
        return value == "retry-current-job" ? nil : advice("error-policy", value)
    }

    private func history(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["PreserveJobHistory"] ?? "Yes"
        guard !CupsSettings.isYes(value) else { return nil }
        if let seconds = CupsSettings.seconds(value), seconds >= 3 * 86_400 { return nil }
        return grave("preserve-job-history", value)
    }

    private func jobCount(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["MaxJobs"] ?? "500"
        guard let count = Int(value), count > 0, count < Self.leastJobs else { return nil }
        return grave("max-jobs", value, ["least": "\(Self.leastJobs)"])
    }

    private func holding(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["MaxHoldTime"] ?? "0"
        return CupsSettings.seconds(value) == 0 || CupsSettings.isNo(value) ? nil : grave("max-hold-time", value)
    }

    private func keptFiles(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["PreserveJobFiles"] ?? "86400"
        return CupsSettings.isNo(value) ? nil : advice("preserve-job-files", value)
    }

    private func idleExit(_ daemon: CupsSettings) -> Finding? {
        let value = daemon["IdleExitTimeout"] ?? "60"
        return CupsSettings.seconds(value) == 0 ? nil : advice("idle-exit-timeout", value)
    }

    private static func findings(of queue: CupsQueue) -> [Finding] {
        let arguments = ["queue": queue.name, "uri": queue.deviceURI]
        func finding(_ code: String, isGrave: Bool = true) -> Finding {
            Finding(code: code, arguments: arguments, isGrave: isGrave)
        }
        var findings: [Finding] = []
        if speaksIPP(queue.deviceURI) {
            if !doesNotWait(queue.deviceURI) {
                let joint = queue.deviceURI.contains("?") ? "&" : "?"
                findings.append(
                    Finding(
                        code: "waitjob",
                        arguments: arguments.merging(["better": "\(queue.deviceURI)\(joint)waitjob=false"]) { $1 },
                        isGrave: true))
            }
        } else {
            findings.append(finding("no-ipp", isGrave: false))
        }
        if queue.errorPolicy != "retry-current-job" { findings.append(finding("queue-error-policy")) }
        if queue.isStopped { findings.append(finding("queue-stopped")) }
        if !queue.isAccepting { findings.append(finding("queue-rejects")) }
        if queue.isRaw { findings.append(finding("queue-raw", isGrave: false)) }
        return findings
    }

    private static func speaksIPP(_ uri: String) -> Bool {
        uri.hasPrefix("ipp://") || uri.hasPrefix("ipps://") || uri.hasPrefix("dnssd://")
    }

    private static func doesNotWait(_ uri: String) -> Bool {
        guard let query = uri.split(separator: "?", maxSplits: 1).dropFirst().first else { return false }
        return query.split(whereSeparator: { "&+".contains($0) }).contains { part in
            let pair = part.lowercased().split(separator: "=", maxSplits: 1).map(String.init)
            return pair.first == "waitjob" && pair.count == 2 && ["false", "no", "off"].contains(pair[1])
        }
    }

    private func grave(_ code: String, _ value: String, _ more: [String: String] = [:]) -> Finding {
        Finding(code: code, arguments: more.merging(["value": value]) { $1 }, isGrave: true)
    }

    private func advice(_ code: String, _ value: String) -> Finding {
        Finding(code: code, arguments: ["value": value], isGrave: false)
    }
}
