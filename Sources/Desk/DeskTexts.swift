import API
import Client

/// Every word that the desk shows.
enum DeskTexts {
    // MARK: Lines at the top and the bottom

    static let title = "候诊 分诊台"
    static let prompt = "扫码/姓名/号 > "
    static let tooSmall = "窗口太小：至少 80×24。"
    static let noTerminal = "这里没有可以画全屏的终端（需要 UTF-8 终端和 TERM）。"
    static let connecting = "正在连接"
    static func fine(seconds: Int, isWide: Bool) -> String { (isWide ? "连接正常 " : "连接 ") + "\(seconds)秒前" }
    static func lost(seconds: Int) -> String { "** 服务器断开 \(seconds) 秒 **" }
    static func clockSpeed(_ speed: Int) -> String { "演示 \(speed)倍速" }
    static let ticketPrinter = "票机"
    static let slipPrinter = "单机"
    static let printerUnknown = "不明"
    static func printerFine(isWide: Bool) -> String { isWide ? "正常" : "好" }
    static func printerNotSet(isWide: Bool) -> String { isWide ? "未设，PDF 留存" : "未设" }
    static func printerTrouble(_ state: String, reasons: [String]) -> String {
        if reasons.contains(where: { $0.contains("缺纸") }) { return "缺纸!" }
        return state == "unreachable" ? "连不上!" : "停!"
    }

    static func keys(_ screen: String, isWide: Bool) -> String { (isWide ? wideKeys : narrowKeys)[screen] ?? "" }
    private static let wideKeys = [
        "queue": "F2发号  F3报到  F4过号回来  F7打印  F8取消  F1全部键  Esc清空",
        "find": "Enter 选中  ↑↓ 选  F2 登记新患者  F1 全部键  Esc 返回，什么也没发生",
        "issue": "Enter 发号并打印  Tab 换患者  F2 登记新患者  F1 全部键  Esc 返回，什么也没发生",
        "lost": "F8 撤回未答  F5 立即重连  F1 全部键  Esc 不会丢字",
        "register": "F2 登记  ↑↓ 换行  ←→ 改  Esc 返回，什么也没发生",
        "pick": "Enter 就是这位  ↑↓ 选  Esc 返回，什么也没发生",
        "settle": "1 已打出  2 重打  ↑↓ 选  Esc 返回，什么也没发生",
        "signIn": "Enter 登录  ↑↓ 换行  Ctrl+C 退出",
        "help": "任意键返回",
    ]
    private static let narrowKeys = [
        "queue": "F2发号  F3报到  F4回来  F7打印  F8取消  F1更多  Esc",
        "find": "Enter选中  ↑↓选  F2登记  F1更多  Esc 返回，没发生",
        "issue": "Enter发号  Tab换人  F2登记  F1更多  Esc 返回，没发生",
        "lost": "F8 撤回  F5 重连  F1 更多  Esc 不丢字",
        "register": "F2 登记  ↑↓ 换行  ←→ 改  Esc 返回，没发生",
        "pick": "Enter 就是这位  ↑↓ 选  Esc 返回，没发生",
        "settle": "1 已打出  2 重打  ↑↓ 选  Esc 返回，没发生",
        "signIn": "Enter 登录  ↑↓ 换行  Ctrl+C 退出",
        "help": "任意键返回",
    ]

    // MARK: Queue

    static func waiting(_ count: Int) -> String { "候诊 \(count)" }
    static let planOrder = "计划顺序"
    static let nobodyWaits = "没有人在等。"
    static let readyRule = "─ 已通知准备，不再插队 "
    static let waitingRule = "─ 候诊 "
    static func more(_ count: Int) -> String { "还有 \(count) 位 PgDn" }
    static let rooms = "诊室"
    static let noSitting = "停诊"
    static let paused = "暂停"
    static let free = "空"
    static func inside(minutes: Int) -> String { "里 \(minutes)分" }
    static func called(times: Int, _ since: String, isWide: Bool) -> String {
        "叫\(isWide ? " " : "")\(times)次 \(since)"
    }
    static func missed(_ count: Int, isWide: Bool) -> String { isWide ? "过号 \(count)  到台前按 F4" : "过号 \(count)" }
    static func missedTimes(_ count: Int) -> String { "\(count)次" }
    static let printers = "打印机"
    static func printerWaits(_ count: Int) -> String { "\(count) 张在等" }
    static func doubt(_ count: Int) -> String { "存疑 \(count)" }
    static func doubtful(_ label: String, purpose: String) -> String {
        "\(label) \(paper(purpose))：不知道打出来没有"
    }
    static func troubled(_ label: String, purpose: String) -> String { "\(label) \(paper(purpose))：没打出来" }
    static let lookAtTray = "看纸盘，F7 已打出 / 重打"
    static let lookShort = "F7 看"
    static func paper(_ purpose: String) -> String { purpose == "ticket" ? "号票" : "评估单" }
    static let nothingChosen = "选中 —"
    static func chosen(_ label: String, _ masked: String) -> String { "选中 \(label) \(masked)" }
    static func waitingSince(_ time: String) -> String { "等候自 \(time)" }
    static func ahead(_ count: Int) -> String { "前面 \(count) 位" }
    static let chosenKeys = "F7 打印   F8 取消"
    static func columns(isWide: Bool) -> [String] {
        ["序", "号", "姓名", "类别", "已等", "预计"] + (isWide ? ["为什么在这里"] : [])
    }
    static func waited(minutes: Int) -> String { "\(minutes)分" }
    static let now = "现在"
    private static let shapes = [
        "first": "●", "returning": "○", "missed": "×", "priority": "▲", "urgent": "+", "late": "◐",
        "booked": "■", "extra": "◆",
    ]
    private static let lanes = [
        "first": "初诊", "returning": "回诊", "missed": "过号", "priority": "优先", "urgent": "绿色通道", "late": "迟到",
        "booked": "预约", "extra": "加号",
    ]
    static func lane(_ lane: String) -> String { lanes[lane] ?? lane }
    static func shapedLane(_ lane: String) -> String { (shapes[lane] ?? "?") + " " + self.lane(lane) }
    static func queueName(_ queue: QueueItem) -> String {
        queue.prefix + " " + Columns.printable(queue.name["zh"] ?? queue.id)
    }

    // MARK: Find and issue

    static func found(_ count: Int, more: Bool) -> String { "找到 \(count)\(more ? "+" : "") 位" }
    static let choose = "↑↓ 选"
    static let searching = "正在找…"
    static let nobodyFound = "没有找到。F2 登记新患者。"
    static let typeToFind = "打姓名、门诊号或手机尾号；扫码枪直接扫。"
    static func sameName(_ numbers: [Int]) -> String {
        "! \(numbers.map { String($0 + 1) }.joined(separator: " 和 ")) 同名。请对出生日期，或扫身份证。"
    }
    static let notAmongThem = "不在里面？  F2 登记新患者"
    static let alsoType = "也可以打：门诊号 · 手机尾号"
    private static let sexes = ["male": "男", "female": "女"]
    static func sex(_ sex: String) -> String { sexes[sex] ?? "不详" }
    static func age(_ age: Int?) -> String { age.map { "\($0) 岁" } ?? "年龄不详" }
    static func born(_ date: String?) -> String { "出生 \(date ?? "不详")" }
    private static let languages = ["zh": "汉语", "ug": "维吾尔语", "en": "英语"]
    static func language(_ tag: String) -> String { languages[tag] ?? tag }
    static func languageRow(_ tag: String) -> String { "语言 " + language(tag) }
    private static let systems = ["outpatient-number": "门诊号", "identity-card": "证件尾号"]
    static func identifier(_ identifier: Identifier) -> String {
        let name = systems[identifier.system] ?? identifier.system
        return name + " "
            + (identifier.system == "identity-card" ? String(identifier.value.suffix(4)) : identifier.value)
    }
    static func phone(_ phone: String) -> String { "手机尾号 \(phone.suffix(4))" }
    static let noTicketToday = "今日  无号"
    static func ticketsToday(_ labels: String) -> String { "今日  \(labels)" }
    private static let states = [
        "booked": "已预约", "waiting": "候诊", "ready": "请准备", "called": "已叫", "in-room": "就诊中", "missed": "过号",
        "done": "已完成", "cancelled": "已取消", "void": "作废",
    ]
    static func state(_ state: String) -> String { states[state] ?? state }
    static let issueTitle = "发号"
    static let issueNote = "Enter 发号并打印"
    static let issueRows = ["队列", "类别", "医生", "票"]
    static let anyone = "不限"
    static let printChoices = ["打印", "不打印"]
    static func willBe(_ label: String) -> String { "将是 \(label)" }
    static func roughly(_ estimate: Estimate, from: String, to: String) -> String {
        "大约要等 \(minutes(estimate)) 分钟，\(from)–\(to)"
    }
    static func minutes(_ estimate: Estimate) -> String { "\(estimate.fromMinutes)–\(estimate.toMinutes)" }
    static let noRoomOpen = "还没有诊室开诊，等多久不知道"
    static let turnHint = "←→ 改   ↑↓ 换行   扫到的只有一个人时，直接停在这里：平常就是扫码 + Enter"
    static let turnHintShort = "←→ 改   ↑↓ 换行"
    static let recent = "刚发"
    static let numberIsMade = "号在按 Enter 那一刻才产生；票没打出来，号也算数，F7 重打同一张。"
    private static let jobStates = [
        "printed": "票已打出", "kept": "没有票机，PDF 留存", "failed": "票没打出来", "unknown": "票存疑，看纸盘", "blocked": "票打不出来",
        "cancelled": "票已取消",
    ]
    static func job(_ state: String?) -> String { state.map { jobStates[$0] ?? "票在打" } ?? "" }
    static let kept = "  没有票机，PDF 留存。"

    // MARK: Register

    static let registerTitle = "登记新患者"
    static let registerRows = ["姓名", "性别", "出生日期", "门诊号", "手机", "语言"]
    static let registerHints = ["", "←→", "1985-06-02", "或身份证号：自动填出生日期和性别", "", "←→ 票和手机页用的语言"]
    static let registering = "登记"
    static func complaint(about field: RegisterForm.Field) -> String {
        field == .name ? "请填姓名。" : "出生日期要写成 1985-06-02。"
    }

    // MARK: Pickers

    static func picker(_ purpose: Picker.Purpose) -> String {
        switch purpose {
        case .rejoin: "过号的人回来了：是哪一位？"
        case .markMissed: "叫了没来，记过号：是哪一位？"
        case .arrive: "预约的人到了：是哪一位？"
        case .settle: "去看纸盘：这一张在不在？"
        }
    }
    static func nobody(for purpose: Picker.Purpose) -> String {
        switch purpose {
        case .rejoin: nobodyMissed
        case .markMissed: "现在没有叫了没进来的人。"
        case .arrive: "没有预约了还没报到的人。"
        case .settle: "没有存疑的打印。"
        }
    }
    static let nobodyMissed = "没有过号的人。"
    static let onlyDoubtIsSettled = "这一张肯定没打出来：号票按 2 重打，评估单请医生重打。"

    // MARK: Lost

    static func lostTitle(since: String, seconds: Int) -> String { "服务器断开  \(since) 起，\(seconds) 秒" }
    static func lostNote(tries: Int, seconds: Int) -> String { "自动重连 第 \(tries) 次，\(seconds) 秒后" }
    static func lostLines(since: String, isWide: Bool) -> [String] {
        isWide
            ? ["您打的字都还在。屏上是 \(since) 的样子，不会变，也不能当现在用。", "医生那边和大屏可能也断了。请口头叫号，按下面的顺序。"]
            : ["您打的字都还在。屏上是 \(since) 的样子，不能当现在用。", "请口头叫号，按下面的顺序。"]
    }
    static func shownAt(_ time: String) -> String { "显示的是 \(time)" }
    static func unanswered(_ count: Int) -> String { "没有得到回答 \(count)" }
    static let noneUnanswered = "没有。断开前做的都有回答。"
    static func askAgain(isWide: Bool) -> [String] {
        isWide
            ? ["不知道做成没有。连上就用同一个编号再问，", "不会做成两次。"] : ["用同一编号再问，", "不会做成两次。"]
    }
    static func giveUp(isWide: Bool) -> String { isWide ? "F8 不要了（连上后撤回）" : "F8 不要了" }
    static let givenUp = "不要了，连上后撤回"
    static let possibleTitle = "现在能做"
    static func possible(isWide: Bool) -> [String] {
        isWide
            ? ["看队列、打字，连上就找", "", "不能做：发号、报到、过号", "因为号必须只有一份"]
            : ["看队列、打字，连上就找", "不能：发号 报到 过号"]
    }
    static let afterwards = "恢复后：这里说补上了什么，然后回到队列。"
    static func isBack(recovered: [String], unanswered: Int) -> String {
        let made = recovered.isEmpty ? "" : "补上了：" + recovered.joined(separator: "、") + "。"
        let open = unanswered == 0 ? "" : "\(unanswered) 件没有回答的事正在用原来的编号再问。"
        return "连上了。" + (made + open == "" ? "断开时没有漏下的事。" : made + open)
    }
    static func recovered(_ sent: SentAct, _ answer: ActAnswer) -> String {
        if case .issued(let issue) = answer { return "\(verb(sent.act)) \(issue.label) \(sent.masked)" }
        return verb(sent.act) + " " + (sent.about.first ?? "")
    }
    static let notWhileLost = "服务器断开，没有做。号必须只有一份。"
    static let nothingToWithdraw = "没有可以撤回的发号。"
    static func willWithdraw(_ name: String) -> String { "\(name)：不要了，连上后撤回。" }

    /// The server's own sentence, or what became of the connection.
    static func failure(_ error: ClientError) -> String {
        switch error {
        case .refused(let problem): problem.detail
        case .unreachable: "连不上服务器。"
        case .lost: "服务器没有回答。"
        case .unreadable(let status, _): "服务器的回答看不懂（\(status)）。"
        }
    }

    // MARK: What just happened

    static func welcome(_ name: String) -> String { "\(name)，已登录。" }
    static let sessionEnded = "登录到期了，请再登录一次。屏上的东西都还在。"
    static let nothingHappened = "返回了，什么也没发生。"
    static func unknownWord(_ word: String) -> String { "不认识 \(word)。可以打：/发号 /报到 /过号 /回来 /打印 /取消 /退出" }
    static func noSuchTicket(_ label: String) -> String { "这里没有 \(label)。" }
    static func confirmCancel(_ label: String, _ masked: String) -> String {
        "取消 \(label) \(masked)？再按一次 F8 就取消，按别的键不取消。"
    }
    static let cancelReason = "分诊台取消"
    static let withdrawReason = "断开时发出，分诊台不要了"
    static func quitWithUnanswered(_ count: Int) -> String { "还有 \(count) 件事没有回答。再按一次 Ctrl+C 就退出。" }
    static func sending(_ act: DeskAct, about: [String]) -> String { "\(verb(act)) \(about.first ?? "")…" }
    static func verb(_ act: DeskAct) -> String {
        switch act {
        case .register: "登记"
        case .issue: "发号"
        case .arrive: "报到"
        case .markMissed: "过号"
        case .rejoin: "过号回来"
        case .cancel: "取消"
        case .printTicket: "重打"
        case .resolve: "存疑"
        }
    }
    static func done(_ act: DeskAct, label: String, masked: String) -> String {
        switch act {
        case .markMissed: "\(label) \(masked) 已记过号。到台前按 F4。"
        case .rejoin: "\(label) \(masked) 回来了，已排进队列。"
        case .cancel: "\(label) \(masked) 已取消。"
        case .arrive: "\(label) \(masked) 已报到。"
        default: "\(label) \(masked) 好了。"
        }
    }
    static func issued(_ issue: IssueResponse, masked: String) -> String {
        let ahead = issue.ahead.map { "前面 \($0) 位" } ?? ""
        let wait = issue.estimate.map { "，大约 \(minutes($0)) 分钟" } ?? ""
        return " \(masked) 已发号（\(lane(issue.lane))）。\(ahead)\(wait)。"
    }
    static let patientRegistered = "已登记。Enter 发号。"
    static let patientUpdated = "这个号码登记过，已更新。Enter 发号。"
    static func printingCopy(_ label: String) -> String { "\(label) 在重打，票上写明是补打。" }
    static func resolved(_ state: String, _ label: String) -> String {
        state == "printed" ? "\(label) 记为已打出。" : "\(label) 在重打。"
    }

    // MARK: Sign-in and help

    static let signInTitle = "登录"
    static let username = "用户名"
    static let password = "密码"
    static let passwordHint = "密码不显示"
    static let signingIn = "正在登录…"
    static let helpTitle = "全部键"
    static let help = [
        "F2 发号：打字或扫码找患者，Enter 选中，再 Enter 发号并打印    /发号",
        "F3 预约的人到了    /报到 A012",
        "F4 过号的人回来了    /回来 A007",
        "叫了没来，记过号    /过号 A005",
        "F7 存疑的打印；没有存疑时重打选中的票    /打印 A012",
        "F8 取消选中的号，按两次    /取消 A012",
        "↑↓ PgUp PgDn 选；Esc 清空；Ctrl+U 清空输入行；Ctrl+C 退出    /退出",
        "",
        "终端吃掉 F 键时：按 Esc，再按数字。例如 Esc 2 就是 F2。",
        "● 初诊  ○ 回诊  × 过号  ▲ 优先  + 绿色通道  ◐ 迟到",
    ]
}
