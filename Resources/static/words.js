// Every word that a page says, in its languages. Names of rooms, queues and people come from the server.
// The Uyghur was not written by a native reader.

const words = {
  // Lanes
  "lane.first": { zh: "初诊", en: "First", ug: "تۇنجى كۆرۈنۈش" },
  "lane.booked": { zh: "预约", en: "Booked", ug: "زاكاز" },
  "lane.extra": { zh: "加号", en: "Extra", ug: "قوشۇمچە" },
  "lane.returning": { zh: "回诊", en: "Returning", ug: "قايتا كۆرۈنۈش" },
  "lane.missed": { zh: "过号", en: "Missed", ug: "نۆۋىتى ئۆتكەن" },
  "lane.priority": { zh: "优先", en: "Priority", ug: "ئالدىن" },
  "lane.urgent": { zh: "绿色通道", en: "Urgent", ug: "يېشىل قانال" },
  "lane.late": { zh: "迟到", en: "Late", ug: "كېچىككەن" },

  // Everywhere
  "houzhen": { zh: "候诊", en: "Houzhen" },
  "unreachable": { zh: "连不上服务器。已经记住这一步，连上后再点一次不会重复。", en: "The server cannot be reached. Trying the same again will not do it twice." },
  "refused": { zh: "服务器拒绝了这个请求（{status}）。", en: "The server refused ({status})." },
  "demo": { zh: "演示 · 人物均为虚构", en: "Demo · invented people", ug: "ئۈلگە" },
  "demo.speed": { zh: "演示 · ×{speed}", en: "Demo · ×{speed}", ug: "ئۈلگە · ×{speed}" },
  "language.other": { zh: "English", en: "中文" },

  // Signing in
  "signin.title": { zh: "登录", en: "Sign in" },
  "signin.username": { zh: "账号", en: "Username" },
  "signin.password": { zh: "密码", en: "Password" },
  "signin.do": { zh: "登录", en: "Sign in" },
  "signin.doing": { zh: "正在登录…", en: "Signing in…" },
  "signin.out": { zh: "退出", en: "Sign out" },
  "signin.screen": { zh: "这块屏幕需要登录一次，之后会自己记住。", en: "This screen has to be signed in once; it then stays so." },
  "home.where": { zh: "去哪里", en: "Where to" },
  "home.doctor": { zh: "医生工作站", en: "Doctor's workstation" },
  "home.display": { zh: "区域屏：{name}", en: "Area screen: {name}" },
  "home.door": { zh: "门口屏：{name}", en: "Door screen: {name}" },
  "home.desk": { zh: "分诊台是终端程序：在命令行运行 houzhen desk", en: "The front desk is a terminal program: run houzhen desk" },
  "home.hello": { zh: "{name}，您好", en: "Hello, {name}" },

  // The sitting
  "sitting.open": { zh: "出诊中", en: "Open" },
  "sitting.paused": { zh: "暂停叫号", en: "Paused" },
  "sitting.closed": { zh: "未出诊", en: "Not sitting" },
  "sitting.queues": { zh: "队列 {queues}", en: "Queues {queues}" },
  "sitting.title": { zh: "出诊", en: "Sitting" },
  "sitting.room": { zh: "诊室", en: "Room" },
  "sitting.serves": { zh: "叫哪些队列", en: "Queues to call" },
  "sitting.start": { zh: "出诊", en: "Open the sitting" },
  "sitting.change": { zh: "改队列", en: "Change queues" },
  "sitting.pause": { zh: "暂停叫号", en: "Pause" },
  "sitting.resume": { zh: "恢复叫号", en: "Resume" },
  "sitting.close": { zh: "停诊", en: "Close" },
  "sitting.spread": { zh: "停诊，改由别的医生看", en: "Close; other doctors see them" },
  "sitting.cancel": { zh: "返回", en: "Back" },
  "sitting.taken": { zh: "{doctor} 正在这里出诊", en: "{doctor} sits here" },
  "sitting.none": { zh: "请选至少一个队列。", en: "Choose at least one queue." },
  "sitting.needed": { zh: "还没有出诊", en: "No sitting yet" },
  "sitting.needed.how": { zh: "选好诊室和队列后，就可以叫号。", en: "Choose a room and queues to begin calling." },
  "sitting.choose": { zh: "选诊室，出诊", en: "Choose a room" },

  // Who is next
  "next.next": { zh: "下一位", en: "Next" },
  "next.after": { zh: "再下一位", en: "Then" },
  "next.nobody": { zh: "没有人在等", en: "Nobody is waiting" },
  "next.call": { zh: "呼叫下一位", en: "Call next" },
  "next.calling": { zh: "正在呼叫…", en: "Calling…" },
  "next.first": { zh: "先处理 {label}", en: "First: {label}" },
  "next.lost": { zh: "连不上", en: "No connection" },
  "next.waited": { zh: "已等 {minutes} 分钟", en: "waited {minutes} min" },
  "next.completes": { zh: "{label} 将记为完成", en: "{label} will be marked done" },
  "next.completes.unsigned": { zh: "{label} 将记为完成；评估还没有签名，草稿会保留", en: "{label} will be marked done; the unsigned draft is kept" },
  "next.open": { zh: "{label} 正在呼叫，还没有进来", en: "{label} was called and is not in yet" },
  "next.choices": { zh: "进来了、重呼，或叫满 {least} 次后过号", en: "Came in, recall, or missed after {least} calls" },
  "next.paused": { zh: "已暂停叫号。点上方「暂停叫号」可恢复。", en: "Calling is paused. Resume it at the top." },
  "next.nositting": { zh: "还没有出诊", en: "No sitting is open" },
  "queue.mine": { zh: "我的队列", en: "My queues" },
  "queue.waiting": { zh: "等候", en: "Waiting" },
  "queue.missed": { zh: "过号", en: "Missed" },
  "queue.done": { zh: "完成", en: "Done" },
  "queue.at-tests": { zh: "检查中", en: "Tests" },
  "queue.on-hold": { zh: "挂起", en: "Hold" },
  "queue.look": { zh: "看这个号：为什么、能做什么", en: "About this number: why, and what can be done" },
  "queue.ready": { zh: "已通知准备", en: "Told to get ready" },
  "queue.ready.note": { zh: "不再插队，绿色通道除外", en: "nobody passes, urgent aside" },
  "queue.line": { zh: "候诊", en: "In line" },
  "queue.minutes": { zh: "分", en: "m" },
  "queue.empty": { zh: "这里没有人", en: "Nobody here" },
  "queue.misses": { zh: "{count} 次", en: "{count}×" },
  "queue.misses.long": { zh: "叫过 {count} 次，没有来", en: "called {count}× and did not come" },

  // The current patient
  "patient.current": { zh: "当前患者", en: "Current patient" },
  "patient.none": { zh: "诊室里没有患者", en: "Nobody in the room" },
  "patient.none.how": { zh: "按 F2 或点左边的「呼叫下一位」。", en: "Press F2, or “Call next” on the left." },
  "patient.inside": { zh: "已进入 · {minutes} 分钟", en: "Inside · {minutes} min" },
  "patient.called": { zh: "已叫 {count} 次 · {since}", en: "Called {count}× · {since}" },
  "patient.male": { zh: "男", en: "male" },
  "patient.female": { zh: "女", en: "female" },
  "patient.unknown": { zh: "性别不详", en: "sex unknown" },
  "patient.age": { zh: "{age} 岁", en: "{age} y" },
  "patient.born": { zh: "出生", en: "Born" },
  "patient.number": { zh: "门诊号", en: "Outpatient no." },
  "patient.nonumber": { zh: "没有门诊号", en: "no outpatient number" },
  "patient.check": { zh: "进来后先核对身份", en: "Check who it is first" },
  "patient.language.ug": { zh: "维吾尔语", en: "Uyghur" },
  "patient.language.en": { zh: "英语", en: "English" },
  "act.camein": { zh: "进来了", en: "Came in" },
  "act.recall": { zh: "重呼", en: "Recall" },
  "act.missed": { zh: "过号", en: "Missed" },
  "act.done": { zh: "完成", en: "Done" },
  "act.tests": { zh: "检查", en: "Tests" },
  "act.transfer": { zh: "转诊", en: "Transfer" },
  "act.hold": { zh: "挂起", en: "Hold" },
  "act.release": { zh: "放回队列", en: "Put back in line" },
  "act.back": { zh: "检查完，回来了", en: "Back from tests" },
  "act.rejoin": { zh: "重新排队", en: "Rejoin the line" },
  "act.priority": { zh: "给优先", en: "Give priority" },
  "act.why.hold": { zh: "患者已在诊室里：请选「检查」「转诊」或「完成」", en: "The patient is inside: use Tests, Transfer or Done" },
  "act.why.inside": { zh: "患者已进入诊室", en: "The patient is inside" },
  "act.why.notin": { zh: "患者还没有进来", en: "The patient is not in yet" },
  "act.why.wait": { zh: "离上次呼叫不到 {least} 秒，还要等 {seconds} 秒", en: "{seconds} s to go until {least} s after the last call" },
  "act.why.calls": { zh: "至少叫 {least} 次，每次隔 {seconds} 秒", en: "At least {least} calls, {seconds} s apart" },
  "act.did.camein": { zh: "{time} {label} 已进入诊室", en: "{time} {label} came in" },
  "act.did.recall": { zh: "{time} 已重呼 {label}", en: "{time} recalled {label}" },
  "act.did.missed": { zh: "{time} {label} 过号", en: "{time} {label} missed" },
  "act.did.done": { zh: "{time} {label} 完成", en: "{time} {label} done" },
  "act.did.call": { zh: "{time} 已叫 {label}", en: "{time} called {label}" },
  "act.did.tests": { zh: "{time} {label} 去检查", en: "{time} {label} sent for tests" },
  "act.did.back": { zh: "{time} {label} 检查完回来", en: "{time} {label} back from tests" },
  "act.did.hold": { zh: "{time} {label} 挂起", en: "{time} {label} put on hold" },
  "act.did.release": { zh: "{time} {label} 放回队列", en: "{time} {label} put back in line" },
  "act.did.rejoin": { zh: "{time} {label} 重新排队", en: "{time} {label} rejoined" },
  "act.did.transfer": { zh: "{time} {label} 转诊", en: "{time} {label} transferred" },
  "act.did.priority": { zh: "{time} {label} 改为优先", en: "{time} {label} given priority" },
  "act.what.camein": { zh: "{label} 已进入诊室", en: "{label} came in" },
  "act.what.recall": { zh: "重呼 {label}", en: "recall of {label}" },
  "act.what.missed": { zh: "{label} 过号", en: "{label} missed" },
  "act.what.done": { zh: "{label} 完成", en: "{label} done" },
  "act.what.call": { zh: "呼叫 {label}", en: "call of {label}" },
  "act.what.tests": { zh: "{label} 去检查", en: "{label} sent for tests" },
  "act.what.back": { zh: "{label} 检查完回来", en: "{label} back from tests" },
  "act.what.hold": { zh: "{label} 挂起", en: "{label} put on hold" },
  "act.what.release": { zh: "{label} 放回队列", en: "{label} put back in line" },
  "act.what.rejoin": { zh: "{label} 重新排队", en: "{label} rejoined" },
  "act.what.transfer": { zh: "{label} 转诊", en: "{label} transferred" },
  "act.what.priority": { zh: "{label} 改为优先", en: "{label} given priority" },
  "act.did.pause": { zh: "{time} {label} 暂停叫号", en: "{time} {label} paused" },
  "act.what.pause": { zh: "{label} 暂停叫号", en: "{label} paused" },
  "act.did.close": { zh: "{time} {label} 停诊", en: "{time} {label} closed" },
  "act.what.close": { zh: "{label} 停诊", en: "{label} closed" },
  "leave.unsaved": { zh: "草稿还没有存到服务器，只在这台电脑上。再点一次「退出」就退出。", en: "The draft is not at the server yet, only on this computer. Press “Sign out” again to leave." },
  "undo.do": { zh: "撤销", en: "Undo" },
  "undo.did": { zh: "已撤销：{what}", en: "Taken back: {what}" },
  "wait.title": { zh: "等 {name} 进来", en: "Waiting for {name}" },
  "wait.how": { zh: "点「进来了」，或直接填表的第一项，就算进入诊室。", en: "“Came in”, or the first entry in the form, counts as inside." },

  // One ticket
  "ticket.reading": { zh: "正在读取…", en: "Reading…" },
  "ticket.why": { zh: "怎么还没轮到", en: "Why it is not their turn yet" },
  "ticket.back": { zh: "返回", en: "Back" },
  "ticket.unsigned": { zh: "未签名", en: "unsigned" },
  "ticket.open": { zh: "看评估", en: "See the assessment" },
  "ticket.open.draft": { zh: "继续填写、签名", en: "Finish and sign it" },
  "ticket.choose": { zh: "先叫这一位", en: "Call this one first" },
  "ticket.reason": { zh: "理由（会记录）", en: "Reason (it is kept)" },
  "transfer.queue": { zh: "转到队列", en: "To the queue" },
  "transfer.doctor": { zh: "转给医生", en: "To the doctor" },
  "transfer.same": { zh: "原来的队列", en: "the same queue" },
  "transfer.anyone": { zh: "任何医生", en: "anyone" },
  "priority.class": { zh: "优先的理由类别", en: "Why priority" },
  "state.booked": { zh: "已预约", en: "Booked" },
  "state.waiting": { zh: "等候", en: "Waiting" },
  "state.ready": { zh: "已通知准备", en: "Told to get ready" },
  "state.called": { zh: "已叫", en: "Called" },
  "state.in-room": { zh: "在诊室里", en: "In the room" },
  "state.at-tests": { zh: "检查中", en: "At tests" },
  "state.on-hold": { zh: "挂起", en: "On hold" },
  "state.missed": { zh: "过号", en: "Missed" },
  "state.done": { zh: "已完成", en: "Done" },
  "state.cancelled": { zh: "已取消", en: "Cancelled" },
  "state.void": { zh: "已作废", en: "No longer valid" },
  "state.other": { zh: "状态不明", en: "State unknown" },
  "unsigned": { zh: "未签名 {count}", en: "Unsigned {count}" },
  "view.leave": { zh: "回到诊室", en: "Back to the room" },
  "stranded": { zh: "{label} 的草稿只在这台电脑上。{why}", en: "The draft of {label} is on this computer only. {why}" },
  "stranded.look": { zh: "查看", en: "Look" },

  // The form
  "form.title": { zh: "评估表", en: "Assessment" },
  "form.sections": { zh: "表单各节", en: "Sections" },
  "form.opening": { zh: "正在打开评估表…", en: "Opening the assessment…" },
  "form.none": { zh: "这个队列不用填表。", en: "This queue has no form." },
  "form.no": { zh: "无", en: "No" },
  "form.yes": { zh: "有", en: "Yes" },
  "form.unsure": { zh: "不详", en: "Unsure" },
  "form.unanswered": { zh: "未答", en: "open" },
  "form.unfilled": { zh: "未填", en: "empty" },
  "form.unchosen": { zh: "未选", en: "open" },
  "form.lacks": { zh: "差{count}", en: "{count} left" },
  "form.lacks.long": { zh: "差 {count}", en: "{count} left" },
  "form.complete": { zh: "完成", en: "complete" },
  "form.normal": { zh: "本节无异常", en: "This section normal" },
  "form.rest": { zh: "其余无异常", en: "Rest normal" },
  "form.asked": { zh: "已逐项答完", en: "All answered" },
  "form.notnumber": { zh: "请填数字", en: "Enter a number" },
  "pad.title": { zh: "数字键", en: "Digits" },
  "pad.erase": { zh: "删一位", en: "Erase" },
  "pad.next": { zh: "下一项", en: "Next" },
  "search.title": { zh: "查找表里的项目", en: "Find an item of the form" },
  "search.hint": { zh: "查找项目", en: "Find" },
  "search.found": { zh: "找到的项目", en: "Items found" },
  "search.none": { zh: "没有", en: "none" },

  // What it means
  "side.title": { zh: "发现与评分", en: "Findings and scores" },
  "side.findings": { zh: "发现", en: "Findings" },
  "side.findings.note": { zh: "按危险程度", en: "by danger" },
  "side.nothing": { zh: "还没有发现", en: "Nothing found yet" },
  "side.scores": { zh: "评分", en: "Scores" },
  "side.scores.note": { zh: "随答随算", en: "as you answer" },
  "side.danger": { zh: "危险", en: "Danger" },
  "side.warning": { zh: "注意", en: "Warning" },
  "side.note": { zh: "提示", en: "Note" },
  "side.upto": { zh: "还可能到 {to}", en: "may rise to {to}" },
  "side.gaps": { zh: "：{items}", en: ": {items}" },
  "side.unknown": { zh: "还不能算", en: "not yet" },
  "side.unfit": { zh: "不适用", en: "does not apply" },
  "side.stale": { zh: "连不上：发现和评分是断开之前的", en: "No connection: findings and scores are from before" },
  "asa.undecided": { zh: "未定", en: "not set" },
  "asa.suggested": { zh: "提示 {class}：{because}", en: "Suggests {class}: {because}" },
  "drugs.title": { zh: "停药", en: "Medicines" },
  "drugs.stop": { zh: "停 {hours} 小时", en: "stop {hours} h before" },
  "drugs.continue": { zh: "照常用", en: "go on" },
  "drugs.ask": { zh: "由医生定", en: "the doctor decides" },
  "drugs.last": { zh: "末次不晚于 {date} {time}", en: "last dose by {date} {time}" },
  "asa.person": { zh: "由医生定", en: "a person decides" },
  "comma": { zh: "、", en: ", " },

  // Drafts
  "draft.saved": { zh: "草稿已保存", en: "Draft saved" },
  "draft.saving": { zh: "正在保存…", en: "Saving…" },
  "draft.kept": { zh: "草稿暂存在这台电脑，连上后自动保存", en: "Draft kept on this computer, saved once the connection is back" },
  "draft.kept.window": { zh: "连不上，这台电脑也存不了草稿：请不要关这个窗口", en: "No connection, and this computer cannot keep the draft: do not close this window" },
  "draft.merged": { zh: "草稿已保存，含另一个窗口填的 {count} 项", en: "Draft saved, with {count} from another window" },
  "draft.also": { zh: "这份评估在另一个窗口里也开着：两边填的都会保存", en: "Another window has this assessment open too: what either enters is saved" },
  "draft.clash": { zh: "另一个窗口改过这份评估", en: "Another window has changed this assessment" },
  "draft.clash.how": { zh: "下面这些项两边答得不一样，留哪一份？其余的两边都保留。", en: "These answers differ. Which ones stay? All others are kept from both." },
  "draft.clash.item": { zh: "{item}：这里「{here}」，那里「{there}」", en: "{item}: here “{here}”, there “{there}”" },
  "draft.clash.here": { zh: "留这里的", en: "Keep these here" },
  "draft.clash.there": { zh: "用另一窗口的", en: "Take the others" },
  "draft.late": { zh: "这份评估已在别处签名，这里有没存上的答案", en: "This was signed elsewhere; some answers here are not in it" },
  "draft.late.how": { zh: "签名后不能再改。下面这些没有写进去：", en: "What is signed cannot change. These are not in it:" },
  "draft.late.item": { zh: "{item}：签名的是「{here}」，这里填的是「{there}」", en: "{item}: signed as “{here}”, entered here as “{there}”" },
  "draft.late.read": { zh: "知道了", en: "Understood" },
  "draft.refused": { zh: "这份草稿没有保存：{why}", en: "This draft was not saved: {why}" },
  "connected": { zh: "已连接", en: "Connected" },
  "connected.ago": { zh: "{seconds} 秒前", en: "{seconds} s ago" },
  "lost": { zh: "连不上 · 数据停在 {time}（{seconds} 秒前）", en: "No connection · as of {time} ({seconds} s ago)" },

  // Signing and printing
  "sign.title.lacks": { zh: "签名前还差 {count} 项", en: "{count} to answer before signing" },
  "sign.title.ready": { zh: "可以签名", en: "Ready to sign" },
  "sign.title.signed": { zh: "已签名", en: "Signed" },
  "sign.signed": { zh: "{time} {by} 已签名", en: "Signed {time} by {by}" },
  "sign.items": { zh: "{section} {count} 项", en: "{section}: {count}" },
  "sign.jump": { zh: "去第一项", en: "First one" },
  "sign.do": { zh: "签名并打印", en: "Sign and print" },
  "sign.next": { zh: "签名、打印，叫下一位", en: "Sign, print, call next" },
  "sign.why.wrong": { zh: "有一项填得不对，没有保存：请改正或清空", en: "One entry is not valid and is not saved: correct or clear it" },
  "sign.why.unsaved": { zh: "草稿还没有保存，不能签名", en: "The draft is not saved yet, so it cannot be signed" },
  "sign.why": { zh: "还差 {count} 项，先答完", en: "{count} still open" },
  "sign.why.notin": { zh: "还没有填写", en: "Nothing is filled in yet" },
  "sign.ask": { zh: "签名并打印", en: "Sign and print" },
  "sign.ask.how": { zh: "签名后内容不再改变。请再输一次您的密码。", en: "Nothing changes after signing. Enter your password again." },
  "sign.cancel": { zh: "返回", en: "Back" },
  "sign.doing": { zh: "正在签名…", en: "Signing…" },
  "print.nojob": { zh: "没有打印", en: "Not printed" },
  "print.queued": { zh: "等待打印", en: "Waiting to print" },
  "print.creating": { zh: "正在送往打印机", en: "Going to the printer" },
  "print.releasing": { zh: "正在送往打印机", en: "Going to the printer" },
  "print.submitted": { zh: "打印机已收到", en: "The printer has it" },
  "print.printing": { zh: "正在打印", en: "Printing" },
  "print.printed": { zh: "已打印", en: "Printed" },
  "print.failed": { zh: "没有打出来", en: "Not printed" },
  "print.cancelled": { zh: "已取消打印", en: "Printing cancelled" },
  "print.unknown": { zh: "不知道打出来没有", en: "It may or may not have printed" },
  "print.kept": { zh: "没有打印机，PDF 已保存", en: "No printer: the PDF is kept" },
  "print.blocked": { zh: "打不了", en: "Cannot be printed" },
  "print.ask": { zh: "请看打印机：评估单打出来了吗？", en: "Look at the printer: is the slip there?" },
  "print.there": { zh: "已打出", en: "It is there" },
  "print.again": { zh: "重打", en: "Print again" },
  "print.open": { zh: "打开 PDF", en: "Open the PDF" },
  "printer.ok": { zh: "正常", en: "ready" },
  "printer.none": { zh: "没有，存 PDF", en: "none, PDFs kept" },
  "printer.stopped": { zh: "停了", en: "stopped" },
  "printer.unreachable": { zh: "连不上", en: "unreachable" },
  "printer": { zh: "打印机", en: "Printer" },

  // Screens
  "screen.call": { zh: "请就诊", en: "Please come in", ug: "كىرىڭ" },
  "screen.inside": { zh: "正在就诊", en: "Now inside", ug: "ئىچىدە" },
  "screen.nobody": { zh: "现在没有叫号", en: "Nobody is being called", ug: "ھازىر چاقىرىق يوق" },
  "screen.notopen": { zh: "还没有开诊", en: "Not open yet", ug: "تېخى باشلانمىدى" },
  "screen.wait": { zh: "请坐着等，叫到您时这里会显示", en: "Please wait: your number will show here", ug: "ساقلاڭ، نومۇرىڭىز بۇ يەردە چىقىدۇ" },
  "screen.to": { zh: "请到", en: "To", ug: "بۇ يەرگە" },
  "screen.recent": { zh: "刚才叫过", en: "Called before", ug: "باياتىن چاقىرىلغانلار" },
  "screen.recent.none": { zh: "还没有叫过号", en: "No calls yet", ug: "تېخى چاقىرىلمىدى" },
  "screen.ready": { zh: "请准备", en: "Get ready", ug: "تەييارلىنىڭ" },
  "screen.ready.do": { zh: "请坐到诊室门口", en: "Sit by the doors", ug: "ئىشىك ئالدىغا كېلىڭ" },
  "screen.missed": { zh: "过号", en: "Missed", ug: "نۆۋىتى ئۆتكەن" },
  "screen.missed.do": { zh: "请到分诊台", en: "See the desk", ug: "پەشتاختىغا كېلىڭ" },
  "screen.missed.none": { zh: "没有", en: "None", ug: "يوق" },
  "screen.people": { zh: "人等候", en: "waiting", ug: "كىشى" },
  "screen.people.short": { zh: "人", en: "waiting", ug: "كىشى" },
  "screen.estimate.short": { zh: "{from}–{to} 分", en: "{from}–{to} min", ug: "مىنۇت" },
  "screen.estimate": { zh: "约等 {from}–{to} 分", en: "about {from}–{to} min", ug: "{from} مىنۇتتىن {to} مىنۇتقىچە" },
  "screen.noestimate": { zh: "还没有诊室出诊", en: "No room open", ug: "ئۆي ئېچىلمىدى" },
  "screen.notice": { zh: "通知", en: "Notice", ug: "ئۇقتۇرۇش" },
  "screen.paused": { zh: "{room} 暂停叫号，您的号和顺序不变。", en: "{room} is paused; your place is kept.", ug: "{room} ۋاقىتلىق توختىدى، نۆۋىتىڭىز ئۆزگەرمەيدۇ." },
  "screen.live": { zh: "实时 · {seconds} 秒前更新", en: "Live · {seconds} s ago" },
  "screen.cut": { zh: "数据停在 {time}", en: "As of {time}" },
  "screen.offline": { zh: "屏幕与系统断开，正在重连 · 请听工作人员口头叫号，或到分诊台询问", en: "Screen offline, please ask at the desk", ug: "ئېكران ئۈزۈلدى، پەشتاختىدىن سوراڭ" },
  "screen.loading": { zh: "正在连接…", en: "Connecting…" },
  "screen.sound": { zh: "点一下开声音", en: "Tap for sound" },
  "screen.chime": { zh: "只有提示音", en: "Chime only" },
  "screen.unknown": { zh: "没有这块屏幕", en: "No such screen" },

  // Doors
  "door.come": { zh: "请进", en: "Please come in", ug: "كىرىڭ" },
  "door.count": { zh: "第 {count} 次呼叫 · {time}", en: "Call {count} · {time}" },
  "door.inside": { zh: "正在就诊", en: "Now inside", ug: "ئىچىدە" },
  "door.wait": { zh: "叫到您再进", en: "Please wait to be called", ug: "چاقىرغاندا كىرىڭ" },
  "door.free": { zh: "等待叫号", en: "Nobody called yet", ug: "چاقىرىقنى ساقلاڭ" },
  "door.paused": { zh: "暂停叫号", en: "Paused", ug: "ۋاقىتلىق توختىدى" },
  "door.paused.do": { zh: "您的号和顺序不变；有变化会在手机和区域屏上告诉您。", en: "Your place is kept; news will be on your phone and the area screen." },
  "door.closed": { zh: "停诊", en: "Closed", ug: "توختىدى" },
  "door.closed.do": { zh: "这间诊室现在没有医生，请看区域屏。", en: "No doctor sits here now; see the area screen." },
  "door.open": { zh: "出诊中", en: "Open" },
  "door.missed": { zh: "过号请到分诊台", en: "Missed? See the desk" },
  "door.ago": { zh: "{seconds} 秒前", en: "{seconds} s ago" },
  "door.offline": { zh: "屏幕断开，请到分诊台询问", en: "Offline: ask at the desk" },

  // The patient's phone
  "phone.title": { zh: "我的号 {label}", en: "My number {label}", ug: "نومۇرۇم {label}" },
  "phone.ahead": { zh: "前面还有 {n} 位", en: "{n} ahead of you", ug: "ئالدىڭىزدا يەنە {n} كىشى بار" },
  "phone.first": { zh: "下一位就是您", en: "You are next", ug: "كېيىنكى نۆۋەت سىزنىڭ" },
  "phone.estimate": { zh: "大约还要 {from} – {to} 分钟", en: "about {from} – {to} minutes more", ug: "تەخمىنەن يەنە {from} مىنۇتتىن {to} مىنۇتقىچە" },
  "phone.between": { zh: "预计 {from} – {to} 叫到您", en: "You may be called {from} – {to}", ug: "{from} بىلەن {to} ئارىلىقىدا چاقىرىلىسىز" },
  "phone.noestimate": { zh: "还没有诊室出诊，暂时估不出时间", en: "No room is open yet, so there is no estimate", ug: "ئۆي تېخى ئېچىلمىدى، ۋاقىتنى مۆلچەرلىگىلى بولمايدۇ" },
  "phone.ready": { zh: "请准备", en: "Get ready", ug: "تەييارلىنىڭ" },
  "phone.ready.do": { zh: "现在请坐到诊室门口", en: "Please sit by the doors now", ug: "ھازىر ئىشىك ئالدىغا كېلىپ ئولتۇرۇڭ" },
  "phone.called": { zh: "请现在进入诊室", en: "Come in now", ug: "ھازىر كىرىڭ" },
  "phone.in-room": { zh: "正在就诊", en: "You are being seen", ug: "كۆرۈنۈۋاتىسىز" },
  "phone.done": { zh: "今天的就诊已完成", en: "Your visit is done", ug: "بۈگۈنكى كۆرۈنۈش تۈگىدى" },
  "phone.missed": { zh: "叫到您时您不在", en: "You were called and were not here", ug: "چاقىرغاندا يوق ئىدىڭىز" },
  "phone.missed.do": { zh: "请到分诊台重新报到，不用再挂号。", en: "Please see the desk; you keep your number.", ug: "پەشتاختىدا قايتا تىزىملىتىڭ، يېڭى نومۇر كېرەك ئەمەس." },
  "phone.at-tests": { zh: "去做检查：回来请到分诊台报到", en: "At tests: check in at the desk when you are back", ug: "تەكشۈرۈشتىن قايتقاندا پەشتاختىدا تىزىملىتىڭ" },
  "phone.on-hold": { zh: "暂放一边，原来的位置留着。请到分诊台", en: "Put aside; your place is kept. Please see the desk", ug: "ۋاقىتلىق قالدۇرۇلدى، ئورنىڭىز ساقلاقلىق" },
  "phone.why": { zh: "怎么还没轮到我？", en: "Why is it not my turn yet?", ug: "نېمىشقا تېخى مېنىڭ نۆۋىتىم كەلمىدى؟" },
  "phone.why.failed": { zh: "暂时读不到，请稍后再点，或问分诊台。", en: "It cannot be read just now. Try again, or ask at the desk.", ug: "ھازىر ئوقۇغىلى بولمىدى، سەل تۇرۇپ قايتا بېسىڭ." },
  "phone.booked": { zh: "已预约，到了请先报到", en: "Booked: please report when you arrive", ug: "كەلگەندە تىزىملىتىڭ" },
  "phone.cancelled": { zh: "这个号已取消", en: "This number was cancelled", ug: "بۇ نومۇر بىكار قىلىندى" },
  "phone.void": { zh: "这个号已作废", en: "This number is no longer valid", ug: "بۇ نومۇر ئىناۋەتسىز" },
  "phone.unknown": { zh: "这个号票链接无效，请到分诊台询问。", en: "This link is not valid. Please ask at the desk.", ug: "بۇ ئۇلىنىش ئىناۋەتسىز، پەشتاختىدىن سوراڭ." },
  "phone.todo": { zh: "现在做什么", en: "What to do now", ug: "ھازىر نېمە قىلىسىز؟" },
  "phone.todo.wait": { zh: "坐着等就好。快到时，请坐到诊室门口。", en: "Just wait. When it is nearly your turn, sit by the doors.", ug: "ئولتۇرۇپ ساقلاڭ. نۆۋىتىڭىز يېقىنلاشقاندا ئىشىك ئالدىغا كېلىڭ." },
  "phone.todo.leave": { zh: "要离开一会儿？先告诉分诊台。", en: "Leaving for a while? Tell the desk first.", ug: "بىردەم كەتمەكچىمۇ؟ ئاۋۋال پەشتاختىغا دەڭ." },
  "phone.todo.bring": { zh: "进门后医生会核对您的姓名和出生日期。", en: "The doctor will check your name and date of birth.", ug: "كىرگەندە دوختۇر ئىسمىڭىز ۋە تۇغۇلغان كۈنىڭىزنى سورايدۇ." },
  "phone.ago": { zh: "{seconds} 秒前更新 · {time}", en: "updated {seconds} s ago · {time}", ug: "{seconds} سېكۇنت بۇرۇن يېڭىلاندى · {time}" },
  "phone.stopped": { zh: "停在 {time}，正在重连。您的号和顺序不变。", en: "As of {time}; reconnecting. Your place is kept.", ug: "{time} دە توختىدى. نۆۋىتىڭىز ئۆزگەرمەيدۇ." },
  "phone.loading": { zh: "正在读取您的号…", en: "Reading your number…", ug: "نومۇرىڭىز ئوقۇلۇۋاتىدۇ…" },
};

/** How a language is written in `lang`. */
export const tag = (language) => (language === "zh" ? "zh-Hans" : language);
export const direction = (language) => (language === "ug" ? "rtl" : "ltr");

let current = "zh";
export const language = () => current;

/** The page's language: from `?lang=`, from last time, else Chinese. */
export function chooseLanguage(allowed = ["zh", "en"]) {
  const asked = new URLSearchParams(location.search).get("lang") ?? remembered();
  useLanguage(allowed.includes(asked) ? asked : allowed[0]);
}

export function useLanguage(language, { remembers = false } = {}) {
  current = language;
  document.documentElement.lang = tag(language);
  document.documentElement.dir = direction(language);
  try {
    if (remembers) localStorage.setItem("houzhen.language", language);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function remembered() {
  try {
    return localStorage.getItem("houzhen.language");
  } catch {
    return null;
  }
}

/** The words of this key in this language, with `{names}` filled in. */
export function say(key, values = {}, language = current) {
  const text = words[key]?.[language] ?? words[key]?.zh ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Whether the dictionary has this key. */
export const knows = (key) => key in words;

/** A text that the server gave in several languages. */
export const pick = (texts, language = current) =>
  texts?.[language] ?? texts?.zh ?? texts?.en ?? Object.values(texts ?? {})[0] ?? "";

/** Fills every element that names its words: `data-say` its text, `data-say-placeholder` and `data-say-label` its
 *  placeholder and accessible name. */
export function fillWords(root = document) {
  for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of root.querySelectorAll("[data-say-placeholder]")) element.setAttribute("placeholder", say(element.dataset.sayPlaceholder));
  for (const element of root.querySelectorAll("[data-say-label]")) element.setAttribute("aria-label", say(element.dataset.sayLabel));
}
