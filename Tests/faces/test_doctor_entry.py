"""What is typed at the workstation goes where it should: a password never into the record, a wrong day never in the way of
the rest, the patient's own word never lost."""

import re

import pytest
from playwright.sync_api import expect

from server import PASSWORD, phone_path
from test_doctor_drafts import is_saved, server_answers
from test_questions import choose, go_to
from workstation import call_next, fill_form, open_sitting


def test_a_password_typed_at_once_after_f8_gets_into_no_field(workstation, morning):
    page = workstation
    call_next(page)
    fill_form(page)
    orders = page.locator("#in-orders")
    orders.fill("备血")
    is_saved(page)
    # The network is slow, and so is the doctor's patience.
    page.route("**/api/v1/**", lambda route: (page.wait_for_timeout(200), route.continue_()))
    orders.focus()
    page.keyboard.press("F8")
    page.keyboard.type(PASSWORD, delay=15)
    expect(page.locator("#sign-dialog")).to_be_visible()
    expect(page.locator("#sign-password")).to_have_value(PASSWORD)
    assert orders.input_value() == "备血"
    page.keyboard.press("Enter")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed", timeout=30000)
    assert server_answers(morning)["orders"] == "备血"
    # What is still on its way must not meet a page that is closed.
    page.unroute_all(behavior="ignoreErrors")


def test_what_is_missing_by_the_servers_word_closes_the_dialog_again(workstation):
    page = workstation
    call_next(page)
    fill_form(page)
    # Taken away here, and the server has not been asked yet.
    page.locator("#in-height").fill("")
    page.keyboard.press("F8")
    page.keyboard.type("abc")
    expect(page.locator("#sign-dialog")).to_be_hidden()
    expect(page.locator("#in-height")).to_be_focused()
    expect(page.locator("#in-height")).to_have_value("")
    expect(page.locator("#sign-password")).to_have_value("")


@pytest.mark.parametrize("pause", [15, 120])
def test_a_password_typed_though_something_is_missing_answers_nothing(workstation, morning, pause):
    page = workstation
    call_next(page)
    fill_form(page)
    page.locator("#item-drugAllergy label.yes").click()
    page.wait_for_selector("#in-drugAllergyDetail")
    for item in ("snoring", "motionSickness"):
        page.locator(f"#item-{item} input:checked").first.focus()
        page.keyboard.press("Backspace")
        expect(page.locator(f"#item-{item} input:checked")).to_have_count(0)
    is_saved(page)
    page.keyboard.press("F8")
    page.keyboard.type("hn1ouzhen-demo", delay=pause)
    page.wait_for_timeout(1500)
    assert page.locator("#in-drugAllergyDetail").input_value() == ""
    answers = server_answers(morning)
    assert "drugAllergyDetail" not in answers and "snoring" not in answers and "motionSickness" not in answers
    # After a pause the row that it went to takes what is typed.
    page.locator("#in-drugAllergyDetail").focus()
    page.keyboard.type("青霉素")
    is_saved(page)
    assert server_answers(morning)["drugAllergyDetail"] == "青霉素"


def test_a_pin_typed_before_the_server_says_that_there_is_one_signs(workstation, morning):
    page = workstation
    morning.doctor.act("PUT", "/staff/current/pin", {"password": PASSWORD, "pin": "739184"})
    call_next(page)
    fill_form(page)
    is_saved(page)
    page.route("**/api/v1/staff/current/pin", lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.keyboard.press("F8")
    page.keyboard.type("739184")
    page.keyboard.press("Enter")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed", timeout=30000)


def test_what_is_not_saved_is_told_before_the_patient_goes(workstation, morning):
    page = workstation
    call_next(page)
    page.locator("#item-snoring label.yes").click()
    is_saved(page)
    expect(page.locator("#act-camein")).to_be_hidden()
    page.locator("#in-operationDate").fill("2026-02-31")
    page.keyboard.press("F9")
    expect(page.locator("#refusal")).to_contain_text("“手术日期”里的内容没有保存")
    assert morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"] is not None
    page.locator("#in-operationDate").fill("")
    page.keyboard.press("F9")
    expect(page.locator("#band")).to_be_hidden()


def test_days_are_written_as_people_here_write_them(workstation, morning):
    page = workstation
    call_next(page)
    day = page.locator("#in-operationDate")
    for written in ("20260304", "2026/3/4", "2026.03.04", "２０２６-０３-０４", "2026年3月4日"):
        day.fill(written)
        day.blur()
        expect(day).to_have_value("2026-03-04")
    for written in ("0304", "3-4", "3月4号"):
        day.fill(written)
        day.blur()
        expect(day).to_have_value(re.compile("-03-04$"))
    day.fill("2026-03-04")
    time = page.locator("#in-operationTime")
    for written in ("0830", "8:30", "8：30", "8点30分"):
        time.fill(written)
        time.blur()
        expect(time).to_have_value("08:30")
    is_saved(page)
    answers = server_answers(morning)
    assert (answers["operationDate"], answers["operationTime"]) == ("2026-03-04", "08:30")


def test_a_wrong_day_is_told_at_its_row_and_the_rest_is_saved(workstation, morning):
    page = workstation
    call_next(page)
    day = page.locator("#in-operationDate")
    for wrong in ("60303-02-02", "2026-02-30", "明天"):
        day.fill(wrong)
        day.blur()
        expect(page.locator("#note-operationDate")).to_contain_text("日期写成")
    page.locator("#item-snoring label.yes").click()
    expect(page.locator("#draft")).to_contain_text("手术日期")
    page.wait_for_timeout(1500)
    answers = server_answers(morning)
    assert answers["snoring"] == "yes" and "operationDate" not in answers


def test_a_day_on_the_wrong_side_of_today_is_asked_about_and_can_be_kept(workstation, morning):
    page = workstation
    call_next(page)
    page.locator("#in-operationDate").fill("2020-01-01")
    expect(page.locator("#note-operationDate")).to_have_text("这一天已经过去，请核对")
    is_saved(page)
    assert server_answers(morning)["operationDate"] == "2020-01-01"
    page.locator("#in-testsDate").fill("2090-01-01")
    expect(page.locator("#note-testsDate")).to_have_text("这一天还没有到，请核对")


def test_what_only_the_server_refuses_is_told_at_its_row_also_after_a_reload(workstation, morning):
    page = workstation
    call_next(page)
    page.locator("#item-snoring label.yes").click()
    is_saved(page)

    # As an older page, or another program in this browser, may have left it.
    def spoil(route):
        body = route.request.post_data_json
        if body["answers"].get("plannedOperation") == "切除术":
            body["answers"]["plannedOperation"] = "切除\u202e术"
        route.continue_(post_data=body)

    page.route(re.compile(r"/evaluations$"), spoil)
    page.locator("#in-plannedOperation").fill("切除术")
    expect(page.locator("#note-plannedOperation")).to_contain_text("控制字符")
    # All others stay asked and counted, and nothing reads as complete.
    assert page.locator("#form .item:visible").count() > 50
    expect(page.locator("#sign")).to_have_attribute("data-state", "lacks")
    page.locator("#item-diabetes label.no").click()
    page.wait_for_timeout(1500)
    assert server_answers(morning)["diabetes"] == "no"
    # Written anew, it is an answer like any other.
    page.locator("#in-plannedOperation").fill("胆囊切除术")
    is_saved(page)
    assert server_answers(morning)["plannedOperation"] == "胆囊切除术"


def test_what_the_server_would_not_look_at_is_told_until_it_looks_again(workstation):
    page = workstation
    call_next(page)
    refusal = {"status": 429, "code": "busy", "detail": "请求太多，请稍等"}
    page.route(re.compile(r"/evaluations$"), lambda route: route.fulfill(status=429, json=refusal))
    page.locator("#item-snoring label.yes").click()
    expect(page.locator("#refusal")).to_have_text("请求太多，请稍等")
    page.unroute(re.compile(r"/evaluations$"))
    page.locator("#item-tired label.no").click()
    expect(page.locator("#refusal")).to_have_text("")


def test_characters_that_deceive_are_dropped_and_a_text_that_is_too_long_is_told(workstation, morning):
    page = workstation
    call_next(page)
    text = page.locator("#in-plannedOperation")
    text.fill("胆囊\u202e切\u0007除")
    is_saved(page)
    assert server_answers(morning)["plannedOperation"] == "胆囊切除"
    text.fill("切" * 100_000)
    text.blur()
    expect(page.locator("#note-plannedOperation")).to_contain_text("多了")
    expect(page.locator("#draft")).to_contain_text("拟行手术")


def test_nobody_can_tell_the_history_does_not_take_the_patients_own_word_away(morning, open_page):
    ticket = morning.patient("帕提古丽·吐尔逊", sex="female", birth_date="1990-02-03")
    phone = open_page(phone_path(ticket), width=390, height=844, has_touch=True)
    phone.click("#questions")
    go_to(phone, "asthma")
    choose(phone, "asthma", "yes")
    expect(phone.locator("#saved")).to_have_class("idle", timeout=15000)
    page = open_page("/doctor", "doctor")
    open_sitting(page, morning.rooms[0]["id"], morning.queue["id"])
    call_next(page)
    expect(page.locator("#item-asthma")).to_have_class("item tick told")
    page.locator("#item-historySource label", has_text="无人能说").click()
    is_saved(page)
    answers = server_answers(morning)
    assert answers["hypertension"] == "unknown" and "asthma" not in answers
    expect(page.locator("#item-asthma")).to_have_class("item tick told")


def test_f1_shows_all_keys(workstation, check_accessibility):
    page = workstation
    page.keyboard.press("F1")
    expect(page.locator("#keys-dialog")).to_be_visible()
    expect(page.locator("#keys-dialog")).to_contain_text("本节其余无异常")
    check_accessibility(page)
    page.keyboard.press("Escape")
    expect(page.locator("#keys-dialog")).to_be_hidden()
