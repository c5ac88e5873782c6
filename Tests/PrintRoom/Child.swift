import Foundation
package import Glibc

/// A child process with no signal blocked. Foundation's `Process` hands on the mask of the thread that starts it, and a
/// daemon that inherits such a mask is deaf to SIGTERM.
package struct Child: Sendable {
    var path: String
    var arguments: [String]
    /// Files to write to.
    var output: String
    var errors: String

    package init(path: String, arguments: [String], output: String, errors: String) {
        self.path = path
        self.arguments = arguments
        self.output = output
        self.errors = errors
    }

    /// Runs it to its end, on the calling thread. Returns its exit status; -1 when it had none.
    func run() -> Int32 { start().map(Self.wait) ?? -1 }

    /// Waits for a child's end, on the calling thread. Returns its exit status; -1 when a signal ended it.
    package static func wait(_ process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        // The low seven bits are the signal that ended it.
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    }

    /// Starts it; nil when it cannot be.
    package func start() -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, writing, 0o600)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        return posix_spawn(&process, path, &actions, &attributes, &words, environ) == 0 ? process : nil
    }
}
