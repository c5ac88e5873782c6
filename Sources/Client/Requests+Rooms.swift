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

    /// Pauses the sitting, or goes on with it.
    package static func changeSitting(in room: String, _ change: SittingChange, key: String) throws -> Self {
        try act("PATCH", "/rooms/\(room.escaped)/sitting", body: change, key: key)
    }

    /// Closes the sitting.
    ///
    /// - Parameter spread: `anyone` or `evenly`: who sees those that wait for its doctor. Without it, closing is refused
    ///   while there are any.
    package static func closeSitting(in room: String, spread: String? = nil, key: String) throws -> Self {
        let query = spread.map { "?patients=spread&to=\($0)" } ?? ""
        return try act("DELETE", "/rooms/\(room.escaped)/sitting\(query)", key: key)
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
