import Foundation

/// A TCP connection for one thread that may wait: each call ends within its own limit.
final class TCPLine {
    enum Fault: Error, Hashable {
        /// Nobody answered there, or refused: nothing was sent.
        case unreachable
        /// It broke, or the other side took nothing for too long.
        case cut
    }

    private let handle: Int32

    /// Connects, to the first address of `host` that answers. `seconds` for each.
    init(host: String, port: Int, seconds: Double) throws(Fault) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { throw .unreachable }
        defer { freeaddrinfo(list) }
        var entry = list
        while let address = entry?.pointee {
            if let handle = Self.connect(address, seconds: seconds) {
                self.handle = handle
                return
            }
            entry = address.ai_next
        }
        throw .unreachable
    }

    deinit { close(handle) }

    private static func connect(_ address: addrinfo, seconds: Double) -> Int32? {
        let type = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let handle = socket(address.ai_family, type, address.ai_protocol)
        guard handle >= 0 else { return nil }
        let outcome = Glibc.connect(handle, address.ai_addr, address.ai_addrlen)
        if outcome == 0 || (errno == EINPROGRESS && wait(handle, for: POLLOUT, seconds: seconds)) {
            var problem: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(handle, SOL_SOCKET, SO_ERROR, &problem, &length)
            if problem == 0 { return handle }
        }
        close(handle)
        return nil
    }

    /// True once the socket is ready, or broken: the next call says which.
    private static func wait(_ handle: Int32, for events: Int32, seconds: Double) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = (end - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return false }
            var entry = pollfd(fd: handle, events: Int16(events), revents: 0)
            let count = poll(&entry, 1, Int32(left.rounded(.up)))
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }

    /// Gives all of it to the network. `seconds` is how long the other side may take nothing.
    func send(_ bytes: [UInt8], seconds: Double) throws(Fault) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { rest in
                Glibc.send(handle, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if count < 0, errno == EAGAIN {
                guard Self.wait(handle, for: POLLOUT, seconds: seconds) else { throw .cut }
            } else if errno != EINTR {
                throw .cut
            }
        }
    }

    enum Heard: Hashable {
        case byte(UInt8)
        /// The other side ended the connection in an orderly way.
        case end
        case nothing
    }

    /// The next byte.
    func receive(seconds: Double) throws(Fault) -> Heard {
        while true {
            var byte: UInt8 = 0
            let count = recv(handle, &byte, 1, 0)
            if count == 1 { return .byte(byte) }
            if count == 0 { return .end }
            switch errno {
            case EAGAIN: guard Self.wait(handle, for: POLLIN, seconds: seconds) else { return .nothing }
            case EINTR: continue
            default: throw .cut
            }
        }
    }

    /// Says that nothing more will be sent.
    func finish() { shutdown(handle, Int32(SHUT_WR)) }

    /// Bytes that the other side has not confirmed.
    var unconfirmed: Int {
        var count: Int32 = 0
        return ioctl(handle, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
    }
}
