import Foundation
import QueueEngine
import Testing

@Suite struct `Ticket ids` {
    static let text = "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

    @Test func `a UUID is read and written as it stands`() throws {
        let ticket = try #require(TicketID(Self.text))
        #expect(ticket == TicketID(high: 0x0193_A1B2_C3D4_7E5F, low: 0x8A9B_0C1D_2E3F_4A5B))
        #expect(ticket.description == Self.text)
        #expect(TicketID(Self.text.uppercased()) == ticket)
    }

    @Test(arguments: [
        "", "0193a1b2", "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b", "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5",
        "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b0", "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g",
        "0193a1b2-c3d4-7e5f-8a9b_0c1d2e3f4a5b", " 0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b ", "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5号",
        "----0193a1b2c3d47e5f8a9b0c1d2e3f4a5b",
    ])
    func `anything else is no id`(text: String) {
        #expect(TicketID(text) == nil)
    }

    @Test func `random ids come back as they went`() {
        var random = Seeded(7)
        for _ in 0..<500 {
            let ticket = TicketID(high: random.next(), low: random.next())
            #expect(TicketID(ticket.description) == ticket)
            #expect(UUID(uuidString: ticket.description)?.uuidString.lowercased() == ticket.description)
        }
    }

    @Test func `in JSON it is its text, and what is none is an error`() throws {
        let ticket = try #require(TicketID(Self.text))
        #expect(String(decoding: try JSONEncoder().encode([ticket]), as: UTF8.self) == "[\"\(Self.text)\"]")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TicketID].self, from: Data("[\"A012\"]".utf8))
        }
    }
}
