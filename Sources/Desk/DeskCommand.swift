/// The words of the input line, each for a key that a terminal may not have.
enum DeskCommand: Hashable {
    case issue, register, arrive, markMissed, rejoin, print, cancel, help, quit
    case tests, hold, transfer, prioritize, why, undo, printers
    /// About a room's sitting.
    case openSitting, pauseSitting, resumeSitting, closeSitting
    case emergencyList
    /// From now on in this language.
    case speak(String)

    /// After the slash; in Chinese, in English, or in letters for a keyboard without.
    init?(word: String) {
        guard let command = Self.words[word.lowercased()] else { return nil }
        self = command
    }

    private static let words: [String: DeskCommand] = [
        "发号": .issue, "fh": .issue, "issue": .issue,
        "登记": .register, "dj": .register, "register": .register,
        "报到": .arrive, "bd": .arrive, "arrived": .arrive,
        "过号": .markMissed, "gh": .markMissed, "missed": .markMissed,
        "回来": .rejoin, "hl": .rejoin, "back": .rejoin,
        "打印": .print, "dy": .print, "print": .print,
        "取消": .cancel, "qx": .cancel, "cancel": .cancel,
        "检查": .tests, "jc": .tests, "tests": .tests,
        "挂起": .hold, "gq": .hold, "aside": .hold,
        "转走": .transfer, "zz": .transfer, "transfer": .transfer,
        "优先": .prioritize, "yx": .prioritize, "priority": .prioritize,
        "为什么": .why, "wsm": .why, "why": .why,
        "打印机": .printers, "dyj": .printers, "printers": .printers,
        "撤销": .undo, "cx": .undo, "undo": .undo,
        "出诊": .openSitting, "cz": .openSitting, "open": .openSitting,
        "暂停": .pauseSitting, "zt": .pauseSitting, "pause": .pauseSitting,
        "恢复": .resumeSitting, "hf": .resumeSitting, "resume": .resumeSitting,
        "停诊": .closeSitting, "tz": .closeSitting, "close": .closeSitting,
        "应急单": .emergencyList, "yjd": .emergencyList, "list": .emergencyList,
        "中文": .speak("zh"), "zh": .speak("zh"), "english": .speak("en"), "en": .speak("en"),
        "帮助": .help, "?": .help, "help": .help,
        "退出": .quit, "q": .quit, "quit": .quit,
    ]
}
