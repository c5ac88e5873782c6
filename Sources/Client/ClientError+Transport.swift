import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension ClientError {
    /// What a failed exchange means for the act: only a connection that was never made says that nothing was done.
    init(transport error: any Error) {
        let words = String(describing: error)
        // A refused connection is the one system error that comes before anything was sent.
        let isRefused = (error as? IOError)?.errnoCode == ECONNREFUSED
        if isRefused || error is NIOConnectionError || (error as? HTTPClientError) == .connectTimeout {
            self = .unreachable(words)
        } else {
            self = .lost(words)
        }
    }
}
