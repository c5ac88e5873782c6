"""What a doctor does with numbers: taking back, tests, hold, transfer, priority, and why it is not somebody's turn."""

from playwright.sync_api import expect

from server import eventually
from workstation import call_next, fill_form, sign

def counts(morning) -> dict:
    return morning.doctor.get(f"/queues/{morning.queue['id']}")["counts"]


def look_at(page, label: str):
    page.locator("#list li", has_text=label).locator("button").click()
    expect(page.locator("#ticket-title")).to_contain_text(label)


def test_the_last_act_is_taken_back_by_button_and_by_key(workstation, morning, screenshot):
    page = workstation
    call_next(page)
    label = page.inner_text("#patient-label")
    expect(page.locator("#last")).to_contain_text(f"已叫 {label}")
    screenshot(page, "doctor-undo.png")
    page.click("#undo")
    expect(page.locator("#band")).to_be_hidden()
    expect(page.locator("#last")).to_contain_text(f"已撤销：呼叫 {label}")
    assert counts(morning).get("called", 0) == 0
    # Called, came in, and both taken back by the key, the later one first.
    page.wait_for_timeout(1000)
    call_next(page)
    page.keyboard.press("F3")
    expect(page.locator("#act-camein")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(page.locator("#act-camein")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator("#band")).to_be_hidden()
    expect(page.locator("#undo")).to_be_hidden()


def test_coming_in_stays_taken_back_while_an_answer_was_on_its_way(workstation, morning):
    page = workstation
    call_next(page)
    label = page.inner_text("#patient-label")
    page.keyboard.press("F3")
    expect(page.locator("#act-camein")).to_be_hidden()
    tick = page.locator("#sec-cardiovascular .item.tick:visible").first
    tick.locator("label.yes").click()
    # Sooner than the answer is saved, which would open the assessment and so bring the patient in.
    page.click("#undo")
    expect(page.locator("#act-camein")).to_be_visible()
    expect(page.locator("#draft")).to_contain_text("进来后再保存")
    page.wait_for_timeout(4000)
    expect(page.locator("#act-camein")).to_be_visible()
    assert counts(morning).get("in-room", 0) == 0 and counts(morning).get("called") == 1
    # To take the answer back is no entry either.
    tick.locator("input:checked").focus()
    page.keyboard.press("Control+z")
    expect(tick.locator("input:checked")).to_have_count(0)
    page.wait_for_timeout(1500)
    assert counts(morning).get("called") == 1
    # The call can be taken back too; whoever is called again has what was entered, and not yet come in.
    page.click("#undo")
    expect(page.locator("#band")).to_be_hidden()
    page.wait_for_timeout(1000)
    call_next(page)
    expect(page.locator("#patient-label")).to_have_text(label)
    page.wait_for_timeout(2500)
    assert counts(morning).get("called") == 1
    page.click("#act-camein")
    tick.locator("label.no").click()
    expect(page.locator("#draft")).to_have_class("draft idle", timeout=20000)
    assert counts(morning).get("in-room") == 1


def test_what_was_held_back_is_saved_once_the_patient_is_in(workstation, morning):
    page = workstation
    call_next(page)
    page.keyboard.press("F3")
    expect(page.locator("#act-camein")).to_be_hidden()
    page.locator("#sec-cardiovascular .item.tick:visible").first.locator("label.yes").click()
    page.click("#undo")
    expect(page.locator("#act-camein")).to_be_visible()
    expect(page.locator("#draft")).to_contain_text("进来后再保存")
    page.keyboard.press("F3")
    # In after all: what was entered is saved without another entry.
    expect(page.locator("#draft")).to_have_class("draft idle", timeout=20000)
    assert counts(morning).get("in-room") == 1


def test_taking_back_in_a_field_is_the_fields_own(workstation, morning):
    page = workstation
    call_next(page)
    field = page.locator("#form .item.number:visible input").nth(1)
    field.press_sequentially("17")
    page.wait_for_timeout(1000)
    field.press("Control+z")
    page.wait_for_timeout(1000)
    expect(page.locator("#band")).to_be_visible()
    assert counts(morning).get("in-room") == 1


def test_taking_back_in_the_form_is_about_answers_and_never_about_the_patient(workstation, morning):
    page = workstation
    call_next(page)
    page.click("#act-camein")
    expect(page.locator("#act-camein")).to_be_hidden()
    # By their ids: a yes may bring a row between the two.
    ticks = page.locator("#sec-cardiovascular .item.tick:visible")
    first, second = [page.locator(f"#item-{ticks.nth(index).get_attribute('data-item')}") for index in (0, 1)]
    first.locator("label.yes").click()
    first.locator("label.no").click()
    second.locator("label.unknown").click()
    page.keyboard.press("Control+z")
    expect(second.locator("input:checked")).to_have_count(0)
    expect(page.locator("#last")).to_contain_text("已收回")
    page.keyboard.press("Control+z")
    expect(first.locator("label.yes input")).to_be_checked()
    expect(first.locator("label.yes input")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(first.locator("input:checked")).to_have_count(0)
    # Nothing is left here; the patient stays inside, and it is said how an act is taken back.
    page.keyboard.press("Control+z")
    expect(page.locator("#last")).to_contain_text("没有可收回的答案")
    # The rest of a section is one answer.
    page.keyboard.press("n")
    expect(page.locator("#sec-cardiovascular .no input:checked")).not_to_have_count(0)
    page.focus("#sec-cardiovascular input >> nth=0")
    page.keyboard.press("Control+z")
    expect(page.locator("#sec-cardiovascular .no input:checked")).to_have_count(0)
    assert counts(morning).get("in-room") == 1
    # Outside the form it is about the patient. An answer that is saved only then would be an entry, and so come in again.
    expect(page.locator("#draft")).to_have_class("draft idle")
    page.focus("#act-done")
    page.keyboard.press("Control+z")
    expect(page.locator("#act-camein")).to_be_visible()


def test_an_act_that_can_no_longer_be_taken_back_says_why(workstation, morning):
    page = workstation
    call_next(page)
    label = page.inner_text("#patient-label")
    ticket = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]["id"]
    # Somebody else did something with the same number meanwhile.
    morning.desk.act("PUT", f"/tickets/{ticket}/hold")
    page.click("#undo")
    expect(page.locator("#next-then")).to_contain_text("不能再撤销")
    expect(page.locator("#undo")).to_be_hidden()
    assert counts(morning).get("on-hold") == 1, label


def test_sent_for_tests_and_back_again(workstation, morning):
    page = workstation
    call_next(page)
    label = page.inner_text("#patient-label")
    page.locator("#form .item.tick label.yes").first.click()
    expect(page.locator("#draft")).to_have_class("draft idle", timeout=5000)
    answers = answered(page)
    page.keyboard.press("F7")
    expect(page.locator("#band")).to_be_hidden()
    expect(page.locator("#tab-at-tests b")).to_have_text("1")
    page.click("#tab-at-tests")
    look_at(page, label)
    page.click("#ticket-dialog .btn.solid:has-text('回来了')")
    expect(page.locator("#tab-waiting b")).to_have_text("2")
    # Called again, the draft goes on where it was.
    page.click("#tab-waiting")
    look_at(page, label)
    page.click("#fold-choose summary")
    page.fill("#choose-reason", "检查结果已出")
    page.click("#fold-choose .btn")
    expect(page.locator("#patient-label")).to_have_text(label)
    page.wait_for_selector("#form .item")
    assert answered(page) == answers


def answered(page) -> list:
    return page.evaluate("[...document.querySelectorAll('#form input:checked')].map((each) => each.name + each.value)")


def test_hold_transfer_and_priority_from_the_list_with_the_reason_why(workstation, morning, check_accessibility, screenshot):
    page = workstation
    morning.patient("周瑜", lane="urgent")
    expect(page.locator("#tab-waiting b")).to_have_text("3")
    first = morning.doctor.get(f"/queues/{morning.queue['id']}/plan")["entries"][2]["ticket"]
    # Why: the server's own sentences, whatever the page knows.
    look_at(page, first["label"])
    why = morning.doctor.get(f"/tickets/{first['id']}/explanation")["text"]
    expect(page.locator(".why-lines li").first).to_have_text(why[0])
    assert page.locator(".why-lines li").count() == len(why)
    assert any("绿色通道" in line for line in page.locator(".why-lines li").all_inner_texts())
    check_accessibility(page)
    screenshot(page, "doctor-why.png")
    page.click("#ticket-dialog .btn:has-text('挂起')")
    expect(page.locator("#tab-on-hold b")).to_have_text("1")
    page.click("#tab-on-hold")
    look_at(page, first["label"])
    page.click("#ticket-dialog .btn:has-text('放回队列')")
    expect(page.locator("#tab-on-hold b")).to_have_text("0")
    page.click("#tab-waiting")
    look_at(page, first["label"])
    page.click("#fold-priority summary")
    page.select_option("#priority-class", "pregnant")
    page.click("#fold-priority .btn")
    expect(page.locator("#list li", has_text=first["label"])).to_contain_text("优先")
    look_at(page, first["label"])
    page.click("#fold-transfer summary")
    other = next(queue for queue in morning.doctor.get("/clinic")["queues"] if queue["id"] != morning.queue["id"])
    page.select_option("#transfer-queue", other["id"])
    check_accessibility(page)
    page.click("#fold-transfer .btn")
    expect(page.locator("#tab-waiting b")).to_have_text("2")
    assert morning.doctor.get(f"/tickets/{first['id']}")["queue"] == other["id"]


def test_the_line_is_masked_and_the_band_has_two_identifiers(workstation):
    page = workstation
    assert "诸葛文远" not in page.inner_text(".queue")
    call_next(page)
    expect(page.locator("#patient-name")).to_contain_text("阿卜杜热合曼·买买提依明")
    expect(page.locator("#patient-facts")).to_contain_text("1968-04-17")
    expect(page.locator("#patient-facts")).to_contain_text("26119482")


def test_what_is_left_unsigned_is_counted_and_can_be_finished(workstation, morning, screenshot):
    page = workstation
    call_next(page)
    first = page.inner_text("#patient-label")
    page.locator("#form .item.tick label.yes").first.click()
    page.wait_for_timeout(1200)
    page.keyboard.press("F2")
    expect(page.locator("#patient-label")).not_to_have_text(first)
    expect(page.locator("#unsigned")).to_have_text("未签名 1")
    page.click("#unsigned")
    expect(page.locator("#patient-label")).to_have_text(first)
    screenshot(page, "doctor-unsigned.png")
    fill_form(page)
    sign(page)
    expect(page.locator("#unsigned")).to_be_hidden()
    page.click("#act-leave")
    expect(page.locator("#patient-label")).not_to_have_text(first)


def test_sign_takes_one_to_what_is_missing(workstation):
    page = workstation
    call_next(page)
    page.keyboard.press("F8")
    expect(page.locator("#form .item.open:focus-within")).to_have_count(1)
    missing = page.locator("#sign-missing a").first.get_attribute("href")
    assert missing == "#" + page.locator("#form .item:focus-within").get_attribute("id")


def test_what_is_no_answer_is_not_passed_over_by_signing(workstation):
    page = workstation
    call_next(page)
    fill_form(page)
    # Not required, but written: out of range, so it is not saved.
    field = page.locator("#in-temperature")
    field.fill("99")
    page.keyboard.press("F8")
    expect(field).to_be_focused()
    expect(page.locator("#sign-dialog")).to_be_hidden()
    expect(page.locator("#sign-title")).to_contain_text("没有保存")
    field.click()
    field.fill("36.6")
    page.keyboard.press("F8")
    expect(page.locator("#sign-dialog")).to_be_visible()


def test_a_number_out_of_range_is_told_in_words_and_never_as_saved(workstation, morning, check_accessibility):
    page = workstation
    call_next(page)
    page.locator("#item-hypertension label.no").click()
    expect(page.locator("#draft")).to_have_text("草稿已保存")
    page.focus("#in-height")
    # 1 may still become 170: no sentence comes and goes while one types.
    page.keyboard.type("1")
    expect(page.locator("#note-height")).to_have_text("40–250")
    page.keyboard.press("Tab")
    expect(page.locator("#note-height")).to_have_text("身高要在 40–250 之间，这一项没有保存")
    page.fill("#in-height", "999")
    expect(page.locator("#note-height")).to_have_text("身高要在 40–250 之间，这一项没有保存")
    expect(page.locator("#draft")).to_have_text("身高填得不对，没有保存。 其余已保存")
    check_accessibility(page)
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    assert "height" not in morning.doctor.get(f"/assessments/{current['assessment']}")["answers"]
    page.fill("#in-height", "170")
    expect(page.locator("#draft")).to_have_text("草稿已保存")
    expect(page.locator("#note-height")).to_be_empty()


def test_an_item_is_found_by_a_word(workstation):
    page = workstation
    call_next(page)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    item = page.locator("#form .item:visible").last
    page.keyboard.insert_text(item.locator(".q").inner_text().split()[0])
    page.keyboard.press("Enter")
    expect(page.locator("#form .item:focus-within")).to_be_in_viewport()
    expect(page.locator("#found")).to_be_hidden()


def test_a_finger_finds_nothing_smaller_than_44_pixels(morning, open_page, check_accessibility):
    morning.patient("张三")
    page = open_page("/doctor?lang=en", "doctor", width=1280, height=800, has_touch=True, is_mobile=True)
    room = morning.rooms[0]["id"]
    page.tap(f"#sitting-dialog label:has(input[name=room][value='{room}'])")
    page.tap(f"#sitting-dialog label:has(input[value='{morning.queue['id']}'])")
    page.tap("#sitting-dialog .btn.solid")
    expect(page.locator("#call")).not_to_have_attribute("aria-disabled", "true")
    page.tap("#call")
    page.wait_for_selector("#form .item")
    for width in (1280, 1024, 768):
        page.set_viewport_size({"width": width, "height": 800})
        small = page.evaluate("""() => [...document.querySelectorAll('#workstation button, :is(#form, #asa) label:has(input), #workstation a')]
            .filter((each) => each.offsetParent && (each.offsetHeight < 44 || each.offsetWidth < 44))
            .map((each) => [each.id || each.className || each.textContent, each.offsetWidth, each.offsetHeight])""")
        assert small == [], width
        check_accessibility(page)
    assert eventually(lambda: counts(morning).get("called") == 1)
