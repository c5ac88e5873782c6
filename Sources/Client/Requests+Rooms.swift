package import API

extension Request<RoomListResponse> {
    /// Every room.
    package static func rooms() -> Self { get("/rooms") }
}

extension Request<RoomResponse> {
    /// One room.
    package static func room(_ room: String) -> Self { get("/rooms/\(room.escaped)") }
}

extension Request<ActResponse> {
    /// Opens the doctor's sitting in a room.
    package static func openSitting(in room: String, _ sitting: SittingRequest, key: String) throws -> Self {
        try act("PUT", "/rooms/\(room.escaped)/sitting", body: sitting, key: key)
    }

    /// Closes the sitting.
    package static func closeSitting(in room: String, key: String) throws -> Self {
        try act("DELETE", "/rooms/\(room.escaped)/sitting", key: key)
    }
}

extension Request<CallResponse> {
    /// Calls the next, or a chosen one.
    package static func call(to room: String, _ call: CallRequest = CallRequest(), key: String) throws -> Self {
        try act("POST", "/rooms/\(room.escaped)/calls", body: call, key: key)
    }
}

extension Request<DisplayResponse> {
    /// All that a screen shows.
    package static func display(_ display: String) -> Self { get("/displays/\(display.escaped)") }
}
