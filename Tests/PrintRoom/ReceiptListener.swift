import Foundation
import Synchronization

/// A receipt printer made of software: a TCP port that takes ESC/POS, decodes the pictures in it, and misbehaves as it is
/// told. It serves one connection after another, as such machines do.
package final class ReceiptListener: Sendable {
    package enum Manner: Hashable, Sendable {
        /// Takes all, and answers every question.
        case good
        /// Takes all, answers nothing, and keeps the line open.
        case mute
        /// Takes all, answers nothing, and ends the line once the sender has.
        case closing
        /// Breaks the line after so many bytes of a job.
        case cuts(after: Int)
        /// Accepts, and never reads.
        case hangs
        /// Its port is taken, and nobody listens.
        case refuses
        case outOfPaper
        case coverOpen
    }

    /// What came out between two cuts.
    package struct Paper: Hashable, Sendable {
        /// Dots across.
        package var width: Int
        /// One bit a dot, rows of `width / 8` bytes.
        package var rows: [UInt8]

        /// As a portable bitmap (`P4`).
        package var bitmap: [UInt8] { Array("P4\n\(width) \(rows.count / (width / 8))\n".utf8) + rows }
    }

    private struct State {
        var manner: Manner
        var papers: [Paper] = []
        var connections = 0
        var isClosed = false
    }

    package let port: Int
    private let handle: Int32
    private let state: Mutex<State>

    package var papers: [Paper] { state.withLock { $0.papers } }
    package var connections: Int { state.withLock { $0.connections } }
    package func behave(_ manner: Manner) { state.withLock { $0.manner = manner } }

    /// Listens on a free port of this machine.
    package init(_ manner: Manner = .good) {
        state = Mutex(State(manner: manner))
        // What other tests start meanwhile would hold the line open.
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                precondition(bind(handle, general, length) == 0)
                precondition(manner == .refuses || listen(handle, 8) == 0)
                getsockname(handle, general, &length)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        self.handle = handle
        if manner != .refuses { Thread.detachNewThread { [self] in serve() } }
    }

    /// No connection is taken from here on.
    package func close() {
        state.withLock { $0.isClosed = true }
        shutdown(handle, Int32(SHUT_RDWR))
        Glibc.close(handle)
    }

    private func serve() {
        while true {
            let line = accept(handle, nil, nil)
            _ = fcntl(line, F_SETFD, FD_CLOEXEC)
            let (manner, isClosed) = state.withLock { state in
                state.connections += line >= 0 ? 1 : 0
                return (state.manner, state.isClosed)
            }
            guard line >= 0, !isClosed else { return }
            serve(line, manner)
            // A process that was started just now may have a copy of the line.
            if manner == .closing { shutdown(line, Int32(SHUT_RDWR)) }
            Glibc.close(line)
        }
    }

    private func serve(_ line: Int32, _ manner: Manner) {
        if manner == .hangs {
            // Until the other side gives up; what it sent is never read.
            let peerEnded: Int16 = 0x2000  // POLLRDHUP, which Glibc keeps from Swift
            var entry = pollfd(fd: line, events: peerEnded, revents: 0)
            _ = poll(&entry, 1, 60_000)
            return
        }
        var decoder = ReceiptDecoder()
        var taken = 0
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(line, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            taken += count
            if case .cuts(let limit) = manner, taken >= limit {
                // With data unread, or more on the way, the sender hears of a reset.
                var immediately = linger(l_onoff: 1, l_linger: 0)
                setsockopt(line, SOL_SOCKET, SO_LINGER, &immediately, socklen_t(MemoryLayout<linger>.size))
                return
            }
            decoder.take(buffer.prefix(count))
            for event in decoder.events() {
                switch event {
                case .paper(let paper): state.withLock { $0.papers.append(paper) }
                case .question(let question): answer(question, on: line, manner)
                }
            }
        }
    }

    private func answer(_ question: ReceiptDecoder.Question, on line: Int32, _ manner: Manner) {
        guard manner != .mute, manner != .closing else { return }
        var byte: UInt8 =
            switch (question, manner) {
            case (.offline, .coverOpen): 0x16
            case (.offline, .outOfPaper): 0x32
            case (.paper, .outOfPaper): 0x72
            case (.offline, _), (.paper, _): 0x12
            case (.reached, _): 0x00
            }
        _ = send(line, &byte, 1, Int32(MSG_NOSIGNAL))
    }
}

/// Reads ESC/POS as the machine does, as far as Houzhen speaks it.
struct ReceiptDecoder {
    enum Question: Hashable {
        case offline
        case paper
        case reached
    }

    enum Event: Hashable {
        case paper(ReceiptListener.Paper)
        case question(Question)
    }

    private var bytes: [UInt8] = []
    private var paper = ReceiptListener.Paper(width: 0, rows: [])

    mutating func take(_ more: ArraySlice<UInt8>) { bytes += more }

    /// What the bytes so far say; a command that is not whole yet waits for the rest.
    mutating func events() -> [Event] {
        var events: [Event] = []
        while let (event, length) = next() {
            bytes.removeFirst(length)
            if let event { events.append(event) }
        }
        return events
    }

    private mutating func next() -> (event: Event?, length: Int)? {
        switch Array(bytes.prefix(3)) {
        case [0x10, 0x04, 0x02]: return (.question(.offline), 3)
        case [0x10, 0x04, 0x04]: return (.question(.paper), 3)
        case [0x1D, 0x72, 0x01]: return (.question(.reached), 3)
        case let word where word.starts(with: [0x1B, 0x40]):
            paper = ReceiptListener.Paper(width: 0, rows: [])
            return (nil, 2)
        case [0x1D, 0x56, 0x42]:
            guard bytes.count >= 4 else { return nil }
            defer { paper = ReceiptListener.Paper(width: 0, rows: []) }
            return (.paper(paper), 4)
        case [0x1D, 0x76, 0x30]:
            guard bytes.count >= 8 else { return nil }
            let across = Int(bytes[4]) | Int(bytes[5]) << 8
            let down = Int(bytes[6]) | Int(bytes[7]) << 8
            guard bytes.count >= 8 + across * down else { return nil }
            paper.width = across * 8
            paper.rows += bytes[8..<8 + across * down]
            return (nil, 8 + across * down)
        case let word where word.count < 3: return nil
        default: preconditionFailure("not ESC/POS that Houzhen sends: \(bytes.prefix(8))")
        }
    }
}
