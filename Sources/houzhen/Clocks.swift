import Foundation
import QueueEngine
import Synchronization

/// The clinic's clock: the machine's, or a demo's that starts at a chosen moment and runs faster.
enum Clocks {
    static let wall: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// From `start`, `speed` times as fast as the wall's.
    static func demo(from start: Instant, speed: Double) -> @Sendable () -> Instant {
        let begin = ContinuousClock.now
        return {
            let elapsed = (ContinuousClock.now - begin) / .seconds(1)
            return start.adding(seconds: elapsed * speed)
        }
    }
}

/// UUIDv7 (RFC 9562): the moment first, then a counter so that ids of one millisecond keep their order, then chance.
final class IdentifierSource: Sendable {
    private let last = Mutex<(milliseconds: UInt64, counter: UInt16)>((0, 0))

    func next(at instant: Instant) -> String {
        let now = UInt64(max(0, instant.milliseconds))
        let (milliseconds, counter) = last.withLock { last in
            if now > last.milliseconds {
                last = (now, UInt16.random(in: 0..<0x400))
            } else if last.counter < 0xFFF {
                last.counter += 1
            } else {
                last = (last.milliseconds + 1, 0)
            }
            return last
        }
        let high = milliseconds << 16 | 0x7000 | UInt64(counter)
        let low = UInt64.random(in: 0...UInt64.max) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return TicketID(high: high, low: low).description
    }
}

/// Bytes from the system's own source of chance.
enum Chance {
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
