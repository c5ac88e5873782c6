/// As few of the acts as still break something: ever smaller parts are left out.
func shrunk<Act>(_ acts: [Act], breaks: ([Act]) -> Bool) -> [Act] {
    var acts = acts
    var size = acts.count / 2
    while size > 0 {
        var start = 0
        while start < acts.count {
            var fewer = acts
            fewer.removeSubrange(start..<min(start + size, acts.count))
            if breaks(fewer) { acts = fewer } else { start += size }
        }
        size /= 2
    }
    return acts
}
