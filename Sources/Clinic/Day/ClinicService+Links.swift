import Crypto
import Foundation

extension ClinicService {
    /// The unguessable token on a ticket: 128 bits of HMAC-SHA-256 over the ticket's id. It is never stored; the store
    /// holds its hash.
    func linkToken(ofTicket id: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(id.utf8), using: SymmetricKey(data: Data(settings.linkSecret)))
        return Data(code.prefix(16)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
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
