/// How names are shown in public. Done by the server, never in a page.
package enum Masking {
    /// Chinese surnames of two characters that stay whole: 欧阳娜娜 → 欧阳**.
    private static let compoundSurnames: Set<String> = [
        "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台",
        "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘",
        "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
        "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "公户", "公玉", "公仪", "梁丘", "公仲", "公上", "公门", "公山", "公坚",
        "左丘", "公伯", "西门", "公祖", "第五", "公乘", "贯丘", "公皙", "南荣", "东里", "东宫", "仲长", "子书", "子桑", "即墨", "达奚",
        "褚师", "完颜", "纳兰", "叶赫", "富察", "钮祜",
    ]
    /// Surnames of three and four characters.
    private static let longSurnames: Set<String> = ["爱新觉罗", "叶赫那拉", "乌拉那拉", "步六孤", "破六韩", "侯莫陈"]

    /// 张三 → 张*, 欧阳娜娜 → 欧阳**, 阿卜杜热合曼·买买提依明 → 阿卜杜***, John Smith → J*** S***.
    package static func mask(_ name: String) -> String {
        let characters = Array(name)
        guard !characters.isEmpty else { return "*" }
        if characters.contains(where: isHan) { return maskHan(characters) }
        return name.split(whereSeparator: \.isWhitespace).map { String($0.prefix(1)) + "***" }.joined(separator: " ")
    }

    private static func maskHan(_ characters: [Character]) -> String {
        if characters.contains(where: { "·•・‧.".contains($0) }) || characters.count > 6 {
            return String(characters.prefix(min(3, max(1, characters.count - 1)))) + "***"
        }
        let surname = surnameLength(characters)
        let hidden = max(1, characters.count - surname)
        return String(characters.prefix(surname)) + String(repeating: "*", count: hidden)
    }

    /// How many leading characters are the surname; a name that is all surname keeps its first character only.
    private static func surnameLength(_ characters: [Character]) -> Int {
        for length in [4, 3] where characters.count > length && longSurnames.contains(String(characters.prefix(length)))
        {
            return length
        }
        return characters.count > 2 && compoundSurnames.contains(String(characters.prefix(2))) ? 2 : 1
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.isIdeographic }
    }
}
