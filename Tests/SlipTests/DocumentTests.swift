import Foundation
import PrintRoom
import Slip
import Testing

@Suite struct `A document as a value` {
    @Test(arguments: [Samples.slip(), Samples.slip(paper: .a4, copy: 2), Samples.ticket()])
    func `it survives being stored`(document: Document) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let stored = try encoder.encode(document)
        let read = try JSONDecoder().decode(Document.self, from: stored)
        #expect(read == document)
        #expect(try encoder.encode(read) == stored)
    }

    @Test(arguments: [(Media.a5, "a5"), (.a4, "a4"), (.receipt80(height: 123), "receipt80x123")])
    func `media are written as one word`(media: Media, word: String) throws {
        #expect(media.word == word)
        #expect(Media(word: word) == media)
        #expect(try JSONDecoder().decode([Media].self, from: Data("[\"\(word)\"]".utf8)) == [media])
    }

    @Test(arguments: ["", "a3", "receipt80", "receipt80x", "receipt80x0", "receipt80x298", "a5x210", "receipt80x12x3"])
    func `other words are no media`(word: String) {
        #expect(Media(word: word) == nil)
    }

    @Test func `a text takes the language of its first run, and a literal is Chinese`() {
        let mixed: Text = [Run("سۇ", language: .uyghur), Run("400 ml", language: .english)]
        #expect(mixed.language == .uyghur)
        #expect(mixed.language.isRightToLeft)
        #expect(mixed.plain == "سۇ400 ml")
        let literal: Text = "号"
        #expect(literal.language == .chinese)
        #expect(Text([]).isEmpty)
    }

    @Test func `columns and ticks keep within what can be set`() {
        #expect(TickList([], columns: 9).columns == 3)
        #expect(TickList([], columns: 0).columns == 1)
        #expect(Columns(left: [], right: [], leftShare: 99).leftShare == 80)
    }
}
