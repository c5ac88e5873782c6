/// A queue (队列) by the short name that the clinic's layout gives it: `anesthesia`.
package struct QueueID: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// A room (诊室) by the short name that the clinic's layout gives it: `1`.
package struct RoomID: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// The class in which a waiting ticket stands. A rule sheet says which lanes its queue has.
package struct Lane: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    /// 初诊
    package static let first = Lane("first")
    /// 回诊
    package static let returning = Lane("returning")
    /// 过号
    package static let missed = Lane("missed")
    /// 优先
    package static let priority = Lane("priority")
    /// 绿色通道
    package static let urgent = Lane("urgent")
    /// 迟到
    package static let late = Lane("late")

    /// 预约: first visits that were booked, where a sheet keeps them apart from walk-ins.
    package static let booked = Lane("booked")
    /// 加号: numbers beyond the quota.
    package static let extra = Lane("extra")

    /// The lanes that faces know how to draw and name; a rule sheet uses these and no others.
    package static let known: [Lane] = [.first, .booked, .returning, .missed, .priority, .urgent, .late, .extra]
}
