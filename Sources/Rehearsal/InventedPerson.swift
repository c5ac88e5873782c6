/// A person who does not exist.
package struct InventedPerson: Hashable, Sendable {
    /// Chinese, Uyghur (in Chinese letters, as on identity cards) or English.
    package var name: String
    /// `male` or `female`.
    package var sex: String
    /// `1968-04-17`.
    package var birthDate: String
    /// From a range that no operator gives out.
    package var phone: String
    /// `zh`, `ug` or `en`.
    package var language: String

    /// Draws somebody of that sex.
    package init(sex: String, using random: inout SeededRandom) {
        let isMale = sex == "male"
        self.sex = sex
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            name = random.pick(isMale ? Self.englishMen : Self.englishWomen) + " " + random.pick(Self.englishFamilies)
            language = "en"
        case 1, 2, 3:
            name = random.pick(isMale ? Self.uyghurMen : Self.uyghurWomen) + "·" + random.pick(Self.uyghurMen)
            language = "ug"
        default:
            name = random.pick(Self.families) + random.pick(isMale ? Self.men : Self.women)
            language = "zh"
        }
        let year = Int.random(in: 1938...2006, using: &random)
        let month = Int.random(in: 1...12, using: &random)
        let day = Int.random(in: 1...28, using: &random)
        birthDate = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        phone = "100" + String(Int.random(in: 10_000_000...99_999_999, using: &random))
    }

    private static let families = [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "林", "欧阳", "司马", "诸葛", "上官",
        "爱新觉罗",
    ]
    private static let men = ["伟", "强", "建国", "志明", "军", "海涛", "文博", "德华", "永福", "思远"]
    private static let women = ["芳", "秀英", "丽", "敏", "静", "桂兰", "雪梅", "晓燕", "娜娜", "若兰"]
    private static let uyghurMen = ["买买提", "艾尼瓦尔", "阿卜杜热合曼", "吐尔逊", "玉素甫", "艾合买提", "买买提依明", "库尔班"]
    private static let uyghurWomen = ["古丽娜", "帕提古丽", "热依汗", "阿依古丽", "米热古丽", "祖丽菲娅"]
    private static let englishMen = ["John", "Peter", "Thomas"]
    private static let englishWomen = ["Mary", "Anna", "Grace"]
    private static let englishFamilies = ["Smith", "Miller", "Brown", "O'Neill"]
}
