import CCurses

/// The terminal: takes keys, shows lines. Only the thread that made it may use it.
struct Terminal {
    private let look: Look

    /// What this terminal can draw, measured once.
    private enum Look { case full, narrow }

    /// Takes the terminal over; nothing when there is none that can be driven.
    init?() {
        guard hz_locale() != 0 else { return nil }
        // Old East Asian terminals draw these signs two columns wide, which would push every frame apart.
        look = hz_measure("●─") > 2 ? .narrow : .full
        guard hz_start() != 0 else { return nil }
    }

    /// Gives the terminal back.
    func close() { hz_end() }

    /// In columns and lines.
    var size: (width: Int, height: Int) { (Int(hz_width()), Int(hz_height())) }

    /// Shows exactly these lines.
    func show(_ lines: [Line]) {
        hz_clear()
        for (row, line) in lines.enumerated() {
            hz_move(Int32(row), 0)
            for piece in (look == .narrow ? line.narrowed : line).pieces {
                hz_put(
                    piece.text, piece.style == .reversed ? 1 : 0,
                    piece.style == .strong || piece.style == .alarm ? 1 : 0,
                    piece.style == .alarm ? 1 : 0)
            }
        }
        hz_show()
    }

    /// What was pressed within so many milliseconds.
    func read(milliseconds: Int) -> Input? {
        var code: Int32 = 0
        switch hz_read(Int32(milliseconds), &code) {
        case Int32(HZ_CHARACTER): return character(code).map(Input.key)
        case Int32(HZ_KEY): return Self.key(Int(code)).map(Input.key)
        case Int32(HZ_RESIZED): return .resized
        default: return nil
        }
    }

    /// What the terminal said.
    enum Input {
        case key(Key)
        case resized
    }

    private func character(_ code: Int32) -> Key? {
        switch code {
        case 9: return .tab
        case 10, 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case 12:
            hz_repaint()
            return nil
        case 1...26: return UnicodeScalar(UInt32(code) + 96).map { .control(Character($0)) }
        default:
            guard code >= 32, let scalar = UnicodeScalar(UInt32(code)) else { return nil }
            return .character(Character(scalar))
        }
    }

    private static func key(_ code: Int) -> Key? {
        switch code {
        case HZ_UP: .up
        case HZ_DOWN: .down
        case HZ_LEFT: .left
        case HZ_RIGHT: .right
        case HZ_PAGE_UP: .pageUp
        case HZ_PAGE_DOWN: .pageDown
        case HZ_HOME: .home
        case HZ_END: .end
        case HZ_BACKSPACE: .backspace
        case HZ_DELETE: .delete
        case HZ_ENTER: .enter
        case HZ_BACK_TAB: .backTab
        case HZ_FUNCTION...(HZ_FUNCTION + 12): .function(code - HZ_FUNCTION)
        default: nil
        }
    }
}
