import AsyncHTTPClient
import NIOCore
import NIOPosix

extension ClientError {
    /// What a failed exchange means for the act: only a connection that was never made says that nothing was done.
    init(transport error: any Error) {
        let words = String(describing: error)
        if error is NIOConnectionError || (error as? HTTPClientError) == .connectTimeout {
            self = .unreachable(words)
        } else {
            self = .lost(words)
        }
    }
}
