import Crypto
import Foundation

extension ClinicService {
    /// The unguessable token on a ticket: 128 bits of HMAC-SHA-256 over the ticket's id. It is never stored; the store
    /// holds its hash.
    func linkToken(ofTicket id: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(id.utf8), using: SymmetricKey(data: Data(settings.linkSecret)))
        return Token.text(code.prefix(16))
    }

    /// What the QR code on the ticket says; nil without a public URL.
    package func link(ofTicket id: String) -> String? {
        settings.publicURL.map { "\($0)/t/\(linkToken(ofTicket: id))" }
    }

    /// The ticket whose paper has this token.
    package func ticket(forLink token: String) async throws -> String {
        let hash = Hash.sha256(token)
        guard let place = try await store.read({ try $0.ticketPlace(linkHash: hash) }) else {
            throw NotFound("ticket")
        }
        return place.ticket
    }
}

/// Unguessable bytes as they stand in headers and URLs: base64url without padding (RFC 4648, section 5).
enum Token {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
