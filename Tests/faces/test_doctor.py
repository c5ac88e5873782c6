"""The doctor's workstation against a real server."""

import pytest
from playwright.sync_api import expect

from server import eventually
from workstation import LONG_NAME, begin_a_case, call_next, fill_by_mouse, fill_form, open_sitting, sign


def test_a_patient_is_called_assessed_by_mouse_and_signed(workstation, morning, screenshot):
    page = workstation
    first = page.inner_text("#next-who b")
    call_next(page)
    morning.crowd()
    expect(page.locator("#patient-label")).to_have_text(first)
    expect(page.locator("#call")).to_have_attribute("aria-disabled", "true")
    page.click("#act-camein")
    expect(page.locator("#act-camein")).to_be_hidden()
    begin_a_case(page)
    screenshot(page, "doctor.png")
    fill_by_mouse(page)
    sign(page)
    # The paper's fate is followed to its end and said in words.
    eventually(lambda: page.locator("#print .job:is(.kept, .printed)").count() == 1, seconds=20)
    room = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")
    assessment = morning.doctor.get(f"/assessments/{room['current']['assessment']}")
    assert assessment["state"] == "signed"
    page.click("#call-after")
    expect(page.locator("#patient-label")).not_to_have_text(first)


def test_the_first_entry_counts_as_came_in(workstation, morning):
    call_next(workstation)
    workstation.locator("#form .item.tick label.no").first.click()
    expect(workstation.locator("#act-camein")).to_be_hidden()
    room = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")
    assert room["current"]["state"] == "in-room"


def test_an_act_that_is_not_possible_stays_visible_and_says_why(workstation):
    call_next(workstation)
    for act in ("#act-missed", "#act-done"):
        button = workstation.locator(act)
        expect(button).to_be_visible()
        expect(button).to_have_attribute("aria-disabled", "true")
        assert button.get_attribute("title")
    workstation.keyboard.press("F9")
    expect(workstation.locator("#refusal")).not_to_be_empty()


def test_what_forbids_signing_is_named_and_no_signing_is_offered(workstation, screenshot, check_accessibility):
    page = workstation
    call_next(page)
    fill_form(page)
    page.locator("#item-dayCase label.yes").click()
    page.locator("#item-asaClass label.IV").click()
    sign_panel = page.locator("#sign")
    expect(sign_panel).to_have_attribute("data-state", "blocked")
    expect(page.locator("#sign-title")).to_have_text("现在不能签名")
    expect(page.locator("#sign-do")).to_have_attribute("aria-disabled", "true")
    screenshot(page, "doctor-blocked.png")
    check_accessibility(page)
    # By its line, by the key, by the button: each leads to the answer that forbids it, none asks for a password.
    for go in (lambda: page.click("#sign-missing .block a:has-text('ASA IV 不能做日间手术')"), lambda: page.keyboard.press("F8"),
               lambda: page.click("#jump"), lambda: page.click("#sign-do", force=True)):
        page.locator("#item-dayCase input").first.focus()
        go()
        expect(page.locator("#item-asaClass input[value=IV]")).to_be_focused()
        assert page.locator("#sign-dialog[open]").count() == 0
    # On a low window, where the list has no room, this line stays.
    page.set_viewport_size({"width": 683, "height": 384})
    expect(page.locator("#sign-missing .block")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator("#item-asaClass label.II").click()
    expect(sign_panel).to_have_attribute("data-state", "ready")
    page.click("#sign-do")
    expect(page.locator("#sign-dialog")).to_be_visible()


def test_only_a_section_that_was_answered_is_marked_complete(workstation):
    page = workstation
    call_next(page)
    mark = page.locator("#index-tests b")
    expect(page.locator("#index-cardiovascular b")).to_contain_text("差")
    expect(mark).to_have_text("")
    expect(mark).not_to_have_class("ok")
    assert mark.get_attribute("role") is None
    page.fill("#in-ecg", "窦性心律")
    expect(mark).to_have_class("ok")
    expect(mark).to_have_attribute("aria-label", "完成")


def test_the_fasting_clock_says_each_step_with_its_time(workstation):
    page = workstation
    call_next(page)
    page.fill("#in-operationTime", "07:30")
    card = page.locator("#score-fasting")
    expect(card.locator("dd")).to_have_text(["前一晚 23:30", "01:30", "03:30", "05:30"])
    expect(card.locator("dt")).to_have_text(["油炸油腻食物、肉", "清淡饮食、牛奶", "母乳", "清饮料"])
    expect(card).not_to_contain_text("还不能算")
    expect(card).not_to_contain_text("(-1)")
    expect(card.locator("output")).to_have_count(0)
    page.click("#language")
    expect(card.locator("dd").first).to_have_text("23:30 the evening before")


def test_a_score_names_each_of_its_papers_and_its_band_once(workstation):
    page = workstation
    call_next(page)
    page.locator("#item-snoring label.yes").click()
    card = page.locator("#score-stop-bang")
    expect(card).to_contain_text("打鼾")
    expect(card).to_contain_text("颈围>40 cm")
    words = card.inner_text()
    assert words.count("Chung") == words.count("2016;149:631") == words.count("2008;108:812") == 1
    assert words.count("中危") == 1


def test_a_finding_never_names_an_answer_that_is_not_there_by_a_dash(workstation):
    page = workstation
    call_next(page)
    page.locator("#item-drugAllergy label.yes").click()
    expect(page.locator("#flags")).to_contain_text("药物过敏：未填")
    expect(page.locator("#findings")).to_contain_text("药物过敏：未填")
    page.fill("#in-drugAllergyDetail", "青霉素")
    expect(page.locator("#flags")).to_contain_text("药物过敏：青霉素")


def test_what_a_choice_means_is_read_without_a_mouse(workstation):
    page = workstation
    call_next(page)
    expect(page.locator("#item-mallampati label.III small")).to_have_text("只见软腭与悬雍垂根部")
    expect(page.locator("#item-mallampati label.III small")).to_be_visible()
    assert page.locator("#form label[title]").count() == 0
    page.focus("#in-height")
    expect(page.locator("#range-height")).to_be_visible()


@pytest.mark.parametrize("touch", [False, True])
@pytest.mark.parametrize("width", [1024, 1366])
def test_all_controls_of_the_form_begin_at_one_line(width, touch, morning, open_page):
    morning.patient(LONG_NAME)
    page = open_page("/doctor", "doctor", width=width, has_touch=touch)
    open_sitting(page, morning.rooms[0]["id"], morning.queue["id"])
    call_next(page)
    starts = page.evaluate("""() => [...new Set([...document.querySelectorAll("#form .item")].filter((row) => row.offsetParent)
      .map((row) => Math.round(row.children[1].getBoundingClientRect().left)))]""")
    assert len(starts) == 1, starts


def test_closing_with_patients_who_are_for_this_doctor_offers_to_spread_them(workstation, morning):
    ticket = morning.desk.act("POST", f"/queues/{morning.queue['id']}/tickets", {
        "patient": {"name": "上官婉清"}, "doctor": "doctor"})
    morning.sit(morning.doctor2, morning.rooms[1]["id"])
    workstation.click("#sitting")
    workstation.click("#sitting-dialog .btn:has-text('停诊')")
    expect(workstation.locator("#sitting-dialog .refusal")).to_contain_text(ticket["label"])
    workstation.click("#sitting-dialog .spread")
    expect(workstation.locator("#sitting")).to_have_attribute("data-state", "closed")
    called = eventually(lambda: next(
        (item for item in morning.desk.get(f"/queues/{morning.queue['id']}/plan")["entries"]
         if item["ticket"]["label"] == ticket["label"] and item.get("estimate")), None))
    assert called, "the other doctor's room will call it"


def test_closing_a_sitting_by_mistake_is_taken_back(workstation, morning):
    workstation.click("#sitting")
    workstation.click("#sitting-dialog .btn:has-text('停诊')")
    expect(workstation.locator("#sitting")).to_have_attribute("data-state", "closed")
    workstation.click("#undo")
    expect(workstation.locator("#sitting")).to_have_attribute("data-state", "open")
    assert morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["sitting"]["state"] == "open"


def test_the_page_loads_from_its_own_server_and_nothing_blocks_its_first_paint(workstation, server):
    page = workstation
    call_next(page)
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    page.reload()
    page.wait_for_selector("#form .item")
    there = page.evaluate("performance.now()")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(f"\nfirst contentful paint after {paint:.0f} ms, the form after {there:.0f} ms, {len(urls)} requests")
    assert urls and all(url.startswith(server.url) for url in urls)
    assert page.evaluate("[...document.scripts].every((each) => each.type === 'module' || each.async || each.defer)")
    blocking = "performance.getEntriesByType('resource').filter((each) => each.renderBlockingStatus === 'blocking').map((each) => each.name)"
    assert all(name.split("?")[0].endswith(".css") for name in page.evaluate(blocking))


def test_a_second_press_of_f2_calls_nobody_else(workstation, morning):
    workstation.keyboard.press("F2")
    workstation.keyboard.press("F2")
    expect(workstation.locator("#patient-label")).not_to_be_empty()
    workstation.wait_for_timeout(1500)
    assert morning.doctor.get(f"/queues/{morning.queue['id']}")["counts"].get("called") == 1


def test_keys_answer_a_row_and_typing_in_a_field_is_only_typing(workstation):
    page = workstation
    call_next(page)
    row = page.locator("#form .item.tick:visible").first
    row.locator("input").first.focus()
    page.keyboard.press("2")
    expect(row.locator("label.yes input")).to_be_checked()
    expect(row.locator("label.yes input")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(row.locator("input:checked")).to_have_count(0)
    number = page.locator("#form .item.number:visible input").first
    number.fill("")
    number.press("1")
    number.press("n")
    assert number.input_value() == "1n"


def test_what_the_record_filled_in_can_be_taken_away_by_the_first_entry(workstation, morning):
    page = workstation
    call_next(page)
    age = page.locator("#in-age")
    age.fill("")
    expect(page.locator("#draft")).to_have_class("draft idle", timeout=10000)
    expect(page.locator("#act-camein")).to_be_hidden()
    expect(age).to_have_value("")
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    assert "age" not in morning.doctor.get(f"/assessments/{current['assessment']}")["answers"]


def test_nothing_abnormal_fills_only_what_is_unanswered(workstation):
    page = workstation
    call_next(page)
    row = page.locator("#form .sec:has(.btn.go:visible) .item.tick:visible").first
    row.locator("label.yes").click()
    row.locator("xpath=ancestor::section").locator(".btn.go").click()
    expect(row.locator("label.yes input")).to_be_checked()


def test_a_refresh_never_moves_the_focus(workstation, morning):
    page = workstation
    call_next(page)
    field = page.locator("#form .item.number:visible input").first
    field.focus()
    morning.patient("新来的人")
    page.wait_for_timeout(4500)
    expect(field).to_be_focused()


def test_200_percent_zoom_is_one_column_without_sideways_scrolling(workstation, check_accessibility):
    page = workstation
    call_next(page)
    page.set_viewport_size({"width": 683, "height": 384})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # What is gone to does not hide under the band, which stays on top with the patient and the acts.
    page.click("#jump")
    row, band = page.locator("#form .item:focus-within").bounding_box(), page.locator("#band").bounding_box()
    assert band["y"] == 0 and row["y"] >= band["y"] + band["height"]
    # Many dangers scroll over the acts, which stay.
    for item in ("difficultIntubation", "difficultMask", "tracheostomy", "malignantHyperthermia", "latexAllergy", "tracheaDeviated"):
        page.locator(f"#item-{item} label.yes").click()
    expect(page.locator("#flags .flag.d").nth(5)).to_be_attached()
    expect(page.locator("#act-done")).to_be_in_viewport(ratio=1)
    check_accessibility(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1366, 900])
def test_an_empty_room_says_how_to_call_wherever_the_button_is(width, workstation):
    """In one column the button stands above, else at the side: neither place is named."""
    page = workstation
    page.set_viewport_size({"width": width, "height": 768})
    expect(page.locator("#empty")).to_contain_text("呼叫下一位")
    expect(page.locator("#call")).to_contain_text("呼叫下一位")
    assert not any(side in page.inner_text("#empty") for side in ("左边", "右边", "上面", "下面"))
    page.click("#language")
    expect(page.locator("#empty")).to_contain_text("Call next")
    assert not any(side in page.inner_text("#empty") for side in ("left", "right", "above", "below"))


def test_the_form_says_its_version_and_whom_to_ask_where_a_licence_restricts_its_use(workstation):
    page = workstation
    call_next(page)
    licence = page.locator("#licence")
    expect(licence).to_contain_text("麻醉前评估，第 ")
    for owner in ("University Health Network", "Hlatky", "Dalhousie"):
        expect(licence).to_contain_text(owner)
    page.click("#language")
    expect(licence).to_contain_text("ask before charging")


def test_the_page_speaks_english_too(workstation, check_accessibility):
    page = workstation
    page.click("#language")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#call-words")).to_have_text("Call next")
    call_next(page)
    chinese = page.evaluate("""() => [...document.querySelectorAll('#workstation button, #workstation h2, #workstation label')]
        .filter((each) => each.offsetParent && !each.closest('#list') && /[\u4e00-\u9fff]/.test(each.textContent)).map((each) => each.textContent)""")
    # The button back to Chinese, and what a patient is called.
    assert [text for text in chinese if text != "中文" and LONG_NAME not in text] == []
    # With the digits open beside a number.
    page.locator("#form .item.number:visible input").nth(1).click()
    expect(page.locator(".pad")).to_be_visible()
    check_accessibility(page)


def test_accessibility_of_the_dialogs(morning, open_page, check_accessibility):
    morning.patient(LONG_NAME)
    page = open_page("/doctor", "doctor")
    page.wait_for_selector("#sitting-dialog[open]")
    check_accessibility(page)
    open_sitting(page, morning.rooms[0]["id"], morning.queue["id"])
    call_next(page)
    fill_form(page)
    page.click("#sign-do")
    page.fill("#sign-password", "not-the-password")
    page.click("#sign-confirm")
    expect(page.locator("#sign-refusal")).not_to_be_empty()
    check_accessibility(page)


def test_accessibility_before_and_in_a_consultation(workstation, check_accessibility):
    check_accessibility(workstation)
    call_next(workstation)
    check_accessibility(workstation)
    workstation.locator("#form .item.tick label.yes").first.click()
    workstation.wait_for_timeout(1000)
    check_accessibility(workstation)
