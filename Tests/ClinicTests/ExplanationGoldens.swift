/// The whole answers, read by eye when they change: by story, then by language.
enum ExplanationGoldens {
    static let texts: [ExplanationStory: [String: [String]]] = [
        .ready: [
            "zh": [
                "08:01 取号 A002。",
                "08:03 请准备。",
                "前面没有人，下一个就叫这个号。",
                "叫到这个号的规则：按先后，没有别的类在等",
                "已请准备，顺序不再变（绿色通道除外）。",
                "预计还要 10–20 分钟，现有 1 个诊室在叫。",
            ],
            "en": [
                "08:01 number A002 was given.",
                "08:03 told to get ready.",
                "Nobody is ahead: this number is next.",
                "The rule by which this number comes: In order; nobody waits in another lane",
                "Told to get ready: the order no longer changes, but for urgent patients.",
                "About 10–20 minutes more; rooms calling now: 1.",
            ],
            "ug": [
                "08:01 نومۇر A002 ئېلىندى.",
                "08:03 تەييارلىنىڭ دېيىلدى.",
                "ئالدىڭىزدا ھېچكىم يوق، كېيىنكى نۆۋەت سىزنىڭ.",
                "سىزنىڭ نۆۋىتىڭىزنىڭ قائىدىسى: كېلىش تەرتىپى بويىچە",
                "تەييارلىنىڭ: تەرتىپ ئەمدى ئۆزگەرمەيدۇ (جىددىي بىمارلار بۇنىڭ سىرتىدا).",
                "تەخمىنەن يەنە 10 مىنۇتتىن 20 مىنۇتقىچە، ھازىر 1 ئۆي چاقىرىۋاتىدۇ.",
            ],
        ],
        .booked: [
            "zh": [
                "08:00 取号 A001。",
                "已预约，还没有报到；报到后才排队。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "Booked, and not checked in yet; the wait begins with checking in.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "زاكاز قىلىنغان؛ كەلگەندە تىزىملىتىڭ.",
            ],
        ],
        .late: [
            "zh": [
                "08:00 取号 A001。",
                "09:04 报到，晚于预约时间，按迟到规则排。",
                "前面还有 2 位，都比这个号先到。",
                "叫到这个号的规则：按规则再叫够规定的位数",
                "预计还要 20–40 分钟，现有 1 个诊室在叫。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "09:04 checked in later than booked; the rule for late patients applies.",
                "2 ahead, all of whom came earlier.",
                "The rule by which this number comes: After as many more calls as the rules ask",
                "About 20–40 minutes more; rooms calling now: 1.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "09:04 تىزىملاندى، زاكاز ۋاقتىدىن كېچىكتى.",
                "ئالدىڭىزدا 2 كىشى بار، ھەممىسى سىزدىن بالدۇر كەلگەن.",
                "سىزنىڭ نۆۋىتىڭىزنىڭ قائىدىسى: قائىدىدىكى سان توشتى",
                "تەخمىنەن يەنە 20 مىنۇتتىن 40 مىنۇتقىچە، ھازىر 1 ئۆي چاقىرىۋاتىدۇ.",
            ],
        ],
        .paused: [
            "zh": [
                "08:02 取号 A003。",
                "前面还有 2 位，都比这个号先到。",
                "叫到这个号的规则：按先后，没有别的类在等",
                "现在没有诊室在叫这个队列，估不出时间。",
            ],
            "en": [
                "08:02 number A003 was given.",
                "2 ahead, all of whom came earlier.",
                "The rule by which this number comes: In order; nobody waits in another lane",
                "No room is calling this queue now, so there is no estimate.",
            ],
            "ug": [
                "08:02 نومۇر A003 ئېلىندى.",
                "ئالدىڭىزدا 2 كىشى بار، ھەممىسى سىزدىن بالدۇر كەلگەن.",
                "سىزنىڭ نۆۋىتىڭىزنىڭ قائىدىسى: كېلىش تەرتىپى بويىچە",
                "ھازىر بۇ ئۆچىرەتنى چاقىرىۋاتقان ئۆي يوق، ۋاقىتنى مۆلچەرلىگىلى بولمايدۇ.",
            ],
        ],
        .noRoom: [
            "zh": [
                "08:00 取号 A001。",
                "前面没有人，下一个就叫这个号。",
                "叫到这个号的规则：按先后，没有别的类在等",
                "现在没有诊室在叫这个队列，估不出时间。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "Nobody is ahead: this number is next.",
                "The rule by which this number comes: In order; nobody waits in another lane",
                "No room is calling this queue now, so there is no estimate.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "ئالدىڭىزدا ھېچكىم يوق، كېيىنكى نۆۋەت سىزنىڭ.",
                "سىزنىڭ نۆۋىتىڭىزنىڭ قائىدىسى: كېلىش تەرتىپى بويىچە",
                "ھازىر بۇ ئۆچىرەتنى چاقىرىۋاتقان ئۆي يوق، ۋاقىتنى مۆلچەرلىگىلى بولمايدۇ.",
            ],
        ],
        .missed: [
            "zh": [
                "08:00 取号 A001。",
                "08:00 请准备。",
                "08:04 叫到 1 诊室，共叫 3 次。",
                "08:08 叫过没来，记过号。",
                "叫到时没来；请到分诊台重新报到，号不变。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "08:00 told to get ready.",
                "08:04 called to Room 1; times called: 3.",
                "08:08 did not come; marked as missed.",
                "Called and did not come. Please check in at the desk again; the number stays.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "08:00 تەييارلىنىڭ دېيىلدى.",
                "08:04 1-دىئاگنوز ئۆيى غا چاقىرىلدى، 3 قېتىم.",
                "08:08 چاقىرغاندا كەلمىدى.",
                "چاقىرغاندا يوق ئىدىڭىز؛ پەشتاختىدا قايتا تىزىملىتىڭ، نومۇر ئۆزگەرمەيدۇ.",
            ],
        ],
        .backFromMiss: [
            "zh": [
                "08:00 取号 A001。",
                "08:00 请准备。",
                "08:04 叫到 1 诊室，共叫 3 次。",
                "08:08 叫过没来，记过号。",
                "08:10 重新报到。",
                "前面还有 2 位，都比这个号先到。",
                "叫到这个号的规则：按先后，没有别的类在等",
                "预计还要 30–60 分钟，现有 1 个诊室在叫。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "08:00 told to get ready.",
                "08:04 called to Room 1; times called: 3.",
                "08:08 did not come; marked as missed.",
                "08:10 checked in again.",
                "2 ahead, all of whom came earlier.",
                "The rule by which this number comes: In order; nobody waits in another lane",
                "About 30–60 minutes more; rooms calling now: 1.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "08:00 تەييارلىنىڭ دېيىلدى.",
                "08:04 1-دىئاگنوز ئۆيى غا چاقىرىلدى، 3 قېتىم.",
                "08:08 چاقىرغاندا كەلمىدى.",
                "08:10 قايتا تىزىملاندى.",
                "ئالدىڭىزدا 2 كىشى بار، ھەممىسى سىزدىن بالدۇر كەلگەن.",
                "سىزنىڭ نۆۋىتىڭىزنىڭ قائىدىسى: كېلىش تەرتىپى بويىچە",
                "تەخمىنەن يەنە 30 مىنۇتتىن 60 مىنۇتقىچە، ھازىر 1 ئۆي چاقىرىۋاتىدۇ.",
            ],
        ],
        .onHold: [
            "zh": [
                "08:02 取号 A003。",
                "08:04 暂放一边。",
                "暂放一边；原来的位置留着，请到分诊台。",
            ],
            "en": [
                "08:02 number A003 was given.",
                "08:04 put aside.",
                "Put aside; the place is kept. Please see the desk.",
            ],
            "ug": [
                "08:02 نومۇر A003 ئېلىندى.",
                "08:04 ۋاقىتلىق قالدۇرۇلدى.",
                "ۋاقىتلىق قالدۇرۇلدى؛ ئورنىڭىز ساقلاقلىق.",
            ],
        ],
        .atTests: [
            "zh": [
                "08:00 取号 A001。",
                "08:00 请准备。",
                "08:02 叫到 1 诊室，共叫 1 次。",
                "08:03 进诊室。",
                "08:04 去做检查。",
                "去做检查了；回来请到分诊台报到。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "08:00 told to get ready.",
                "08:02 called to Room 1; times called: 1.",
                "08:03 came in.",
                "08:04 sent for tests.",
                "At tests; on return, please check in at the desk.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "08:00 تەييارلىنىڭ دېيىلدى.",
                "08:02 1-دىئاگنوز ئۆيى غا چاقىرىلدى، 1 قېتىم.",
                "08:03 كىردى.",
                "08:04 تەكشۈرۈشكە كەتتى.",
                "تەكشۈرۈشتە؛ قايتقاندا پەشتاختىدا تىزىملىتىڭ.",
            ],
        ],
        .called: [
            "zh": [
                "08:00 取号 A001。",
                "08:00 请准备。",
                "08:02 叫到 1 诊室，共叫 1 次。",
                "已经叫到，请进诊室。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "08:00 told to get ready.",
                "08:02 called to Room 1; times called: 1.",
                "Called: please come in.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "08:00 تەييارلىنىڭ دېيىلدى.",
                "08:02 1-دىئاگنوز ئۆيى غا چاقىرىلدى، 1 قېتىم.",
                "چاقىرىلدىڭىز، كىرىڭ.",
            ],
        ],
        .done: [
            "zh": [
                "08:00 取号 A001。",
                "08:00 请准备。",
                "08:02 叫到 1 诊室，共叫 1 次。",
                "08:03 进诊室。",
                "08:04 看完。",
                "已经看完。",
            ],
            "en": [
                "08:00 number A001 was given.",
                "08:00 told to get ready.",
                "08:02 called to Room 1; times called: 1.",
                "08:03 came in.",
                "08:04 seen.",
                "Seen.",
            ],
            "ug": [
                "08:00 نومۇر A001 ئېلىندى.",
                "08:00 تەييارلىنىڭ دېيىلدى.",
                "08:02 1-دىئاگنوز ئۆيى غا چاقىرىلدى، 1 قېتىم.",
                "08:03 كىردى.",
                "08:04 كۆرۈندى.",
                "كۆرۈنۈش تۈگىدى.",
            ],
        ],
        .cancelled: [
            "zh": [
                "08:02 取号 A003。",
                "08:04 取消。",
                "已经取消。",
            ],
            "en": [
                "08:02 number A003 was given.",
                "08:04 cancelled.",
                "Cancelled.",
            ],
            "ug": [
                "08:02 نومۇر A003 ئېلىندى.",
                "08:04 بىكار قىلىندى.",
                "بىكار قىلىندى.",
            ],
        ],
    ]
}
