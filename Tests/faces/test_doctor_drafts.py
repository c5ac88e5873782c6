"""Drafts: a lost network, a closed browser, two windows, and a signature elsewhere. Nothing answered is lost or hidden."""

from playwright.sync_api import expect

from server import PASSWORD, eventually
from workstation import LONG_NAME, call_next, fill_form, sign


def server_answers(morning) -> dict:
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    return morning.doctor.get(f"/assessments/{current['assessment']}")["answers"] if current.get("assessment") else {}


def item(page, index: int) -> str:
    return page.locator("#form .item.tick:visible").nth(index).get_attribute("data-item")


def is_saved(page):
    expect(page.locator("#draft")).to_have_class("draft idle", timeout=20000)


def other_window(page):
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#form .item")
    return other


def test_a_draft_outlives_a_lost_network(workstation, morning, screenshot, check_accessibility):
    page = workstation
    call_next(page)
    ticks = page.locator("#form .item.tick:visible")
    ticks.nth(0).locator("label.no").click()
    is_saved(page)
    page.context.set_offline(True)
    ticks.nth(1).locator("label.yes").click()
    expect(page.locator("#draft")).to_have_class("draft kept", timeout=20000)
    expect(page.locator("#top")).to_have_class("lost", timeout=20000)
    expect(page.locator("#stale")).to_be_visible()
    expect(page.locator("#call-words")).to_have_text("连不上")
    screenshot(page, "doctor-lost.png")
    check_accessibility(page)
    kept = page.evaluate("JSON.stringify(Object.values(localStorage))")
    assert LONG_NAME not in kept
    page.context.set_offline(False)
    is_saved(page)
    expect(page.locator("#stale")).to_be_hidden(timeout=10000)
    assert server_answers(morning)[item(page, 1)] == "yes"
    assert "houzhen.draft." not in page.evaluate("Object.keys(localStorage).join()")


def test_a_save_whose_answer_was_lost_is_no_clash(workstation, morning):
    page = workstation
    call_next(page)
    tick = item(page, 0)
    page.locator(f"#item-{tick} label.no").click()
    is_saved(page)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/api/v1/assessments/*", lose_the_answer)
    page.locator(f"#item-{tick} label.yes").click()
    page.wait_for_timeout(2000)
    assert server_answers(morning)[tick] == "yes"
    # Changed again before anybody knows that the server has it.
    page.locator(f"#item-{tick} label.unknown").click()
    expect(page.locator("#draft")).to_have_class("draft kept", timeout=20000)
    # A save may be on its way: its loss is waited for.
    page.unroute_all(behavior="wait")
    is_saved(page)
    expect(page.locator("#clash")).to_be_hidden()
    assert server_answers(morning)[tick] == "unknown"


def test_a_draft_outlives_a_closed_browser_whose_patient_has_left(workstation, morning):
    page = workstation
    call_next(page)
    page.locator("#form .item.tick label.no").first.click()
    is_saved(page)
    late = item(page, 1)
    page.context.set_offline(True)
    page.locator(f"#item-{late} label.yes").click()
    page.wait_for_timeout(300)
    context, url = page.context, page.url
    page.close()
    context.set_offline(False)
    # Meanwhile the patient was marked done elsewhere: nobody will open this form again by itself.
    ticket = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    morning.doctor.act("PUT", f"/tickets/{ticket['id']}/completion")
    again = context.new_page()
    again.goto(url)
    eventually(lambda: morning.doctor.get(f"/assessments/{ticket['assessment']}")["answers"].get(late) == "yes")
    expect(again.locator("#stranded")).to_be_hidden()
    eventually(lambda: "houzhen.draft." not in again.evaluate("Object.keys(localStorage).join()"))


def test_a_draft_that_the_server_will_not_have_is_told_of(workstation, morning, screenshot, check_accessibility):
    page = workstation
    call_next(page)
    label = page.inner_text("#patient-label")
    page.context.set_offline(True)
    page.locator("#form .item.tick label.yes").first.click()
    expect(page.locator("#draft")).to_have_class("draft kept", timeout=20000)
    # Its first answer never arrived, and the patient is not called any more.
    ticket = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]["id"]
    morning.desk.act("PUT", f"/tickets/{ticket}/hold")
    page.context.set_offline(False)
    expect(page.locator("#stranded")).to_contain_text(label, timeout=20000)
    expect(page.locator("#stranded")).to_contain_text("只在这台电脑上")
    screenshot(page, "doctor-stranded.png")
    check_accessibility(page)
    page.click("#stranded .btn")
    expect(page.locator("#patient-label")).to_have_text(label)
    expect(page.locator("#form .item.tick label.yes input").first).to_be_checked()


def test_two_windows_know_of_each_other_and_keep_what_both_answer(workstation, morning, screenshot, check_accessibility):
    page = workstation
    call_next(page)
    page.locator("#form .item.tick label.no").first.click()
    is_saved(page)
    expect(page.locator("#also")).to_be_hidden()
    first = other_window(page)
    expect(page.locator("#also")).to_be_visible()
    expect(first.locator("#also")).to_be_visible()
    first.close()
    expect(page.locator("#also")).to_be_hidden()
    other = other_window(page)
    # What one saves the other shows.
    seen = item(page, 1)
    other.locator(f"#item-{seen} label.yes").click()
    is_saved(other)
    expect(page.locator(f"#item-{seen} label.yes input")).to_be_checked()
    # Without hearing of each other, as on two computers: different items are kept from both.
    deaf(page, other)
    here, there = item(page, 2), item(page, 3)
    other.locator(f"#item-{there} label.yes").click()
    is_saved(other)
    page.locator(f"#item-{here} label.unknown").click()
    is_saved(page)
    expect(page.locator(f"#item-{there} label.yes input")).to_be_checked()
    expect(page.locator("#draft")).to_contain_text("另一个窗口")
    answers = server_answers(morning)
    assert (answers[here], answers[there]) == ("unknown", "yes")
    # The same item answered differently stops, shows both, and asks.
    clash = item(page, 4)
    page.locator(f"#item-{clash} label.yes").click()
    is_saved(page)
    other.locator(f"#item-{clash} label.no").click()
    expect(other.locator("#clash")).to_be_visible(timeout=5000)
    assert other.locator("#clash li").count() == 1
    screenshot(other, "doctor-clash.png")
    check_accessibility(other)
    other.locator("#clash .btn").first.click()
    expect(other.locator("#clash")).to_be_hidden()
    is_saved(other)
    assert server_answers(morning) == {**answers, clash: "no"}


def test_two_windows_that_both_begin_are_asked_about_what_they_answer_differently(workstation, morning):
    page = workstation
    call_next(page)
    other = other_window(page)
    deaf(page, other)
    page.locator("#in-weight").fill("70")
    is_saved(page)
    other.locator("#in-weight").fill("90")
    expect(other.locator("#clash")).to_be_visible()
    assert server_answers(morning)["weight"] == 70
    other.locator("#clash .btn").first.click()
    is_saved(other)
    assert server_answers(morning)["weight"] == 90


def test_a_doctor_without_a_room_is_asked_for_one_and_calls_in_nobody_elses(morning, open_page):
    morning.patient("诸葛文远")
    room = morning.rooms[0]["id"]
    morning.sit(morning.doctor, room)
    page = open_page("/doctor", "doctor2")
    page.wait_for_selector("#sitting-dialog[open]")
    page.keyboard.press("Escape")
    page.goto(f"{morning.server.url}/doctor?room={room}")
    expect(page.locator("#next-then")).to_contain_text("先选自己的诊室")
    expect(page.locator("#call")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("F2")
    page.wait_for_timeout(500)
    assert not morning.doctor.get(f"/rooms/{room}").get("current")


def test_whose_session_ends_behind_an_open_dialog_can_sign_in_again(workstation, morning):
    page = workstation
    call_next(page)
    fill_form(page)
    page.click("#sign-do")
    expect(page.locator("#sign-dialog")).to_be_visible()
    page.context.clear_cookies()
    page.wait_for_selector("#signin:not([hidden])", timeout=20000)
    expect(page.locator("#signin")).to_contain_text("登录已失效")
    page.fill("#username", "doctor")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    expect(page.locator("#sign")).to_have_attribute("data-state", "ready", timeout=20000)


def deaf(*pages):
    """The windows' own channel is cut, as it is between two computers."""
    for page in pages:
        page.evaluate("""() => { BroadcastChannel.prototype.postMessage = () => {}; }""")


def test_a_signature_elsewhere_hides_nothing(workstation, morning):
    page = workstation
    call_next(page)
    fill_form(page)
    is_saved(page)
    other = other_window(page)
    deaf(page, other)
    page.context.set_offline(True)
    changed = item(page, 0)
    page.locator(f"#item-{changed} label.yes").click()
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    version = morning.doctor.get(f"/assessments/{current['assessment']}")["version"]
    morning.doctor._ask("POST", f"/assessments/{current['assessment']}/signatures", {"password": PASSWORD},
                        {"If-Match": f'"{version}"', "Idempotency-Key": "elsewhere"})
    page.context.set_offline(False)
    expect(page.locator("#clash")).to_contain_text("已在别处签名", timeout=20000)
    assert page.locator("#clash li").count() >= 1
    page.click("#clash .btn")
    expect(page.locator("#clash")).to_be_hidden()
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed")
    expect(page.locator(f"#item-{changed} label.no input")).to_be_checked()


def test_what_one_window_signs_the_other_shows_as_signed(workstation):
    page = workstation
    call_next(page)
    fill_form(page)
    other = other_window(page)
    sign(page)
    expect(other.locator("#sign")).to_have_attribute("data-state", "signed", timeout=10000)


def test_whoever_else_has_answered_is_told_by_name(workstation, morning):
    page = workstation
    call_next(page)
    page.locator("#form .item.tick label.no").first.click()
    is_saved(page)
    room = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")
    path = f"/assessments/{room['current']['assessment']}"
    draft = morning.doctor2.get(path)
    assert draft["savedBy"]["username"] == "doctor"
    morning.doctor2.act("PUT", path, {"answers": draft["answers"] | {item(page, 2): "yes"}}, draft["version"])
    saved = morning.doctor.get(path)["savedBy"]
    assert saved["username"] == "doctor2" and saved["name"] != "doctor2"
    # It is found out with the next answer here, and merged.
    page.locator(f"#item-{item(page, 3)} label.no").click()
    expect(page.locator("#draft")).to_contain_text(f"含{saved['name']}在另一个窗口填的 1 项")
    expect(page.locator(f"#item-{item(page, 2)} label.yes input")).to_be_checked()
    # Whoever opens it then is told who answered last.
    other = morning.doctor.get(path)
    morning.doctor2.act("PUT", path, {"answers": other["answers"]}, other["version"])
    page.reload()
    expect(page.locator("#draft")).to_contain_text(f"最后填的是{saved['name']}")
    page.locator(f"#item-{item(page, 4)} label.no").click()
    expect(page.locator("#draft")).to_have_text("草稿已保存")


def test_a_patient_whom_the_desk_takes_elsewhere_is_told_of(workstation, morning, screenshot):
    page = workstation
    call_next(page)
    page.locator("#form .item.tick label.no").first.click()
    is_saved(page)
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    other = next(queue for queue in morning.doctor.get("/clinic")["queues"] if queue["id"] != morning.queue["id"])
    morning.desk.act("POST", f"/tickets/{current['id']}/transfers", {"queue": other["id"]})
    expect(page.locator("#empty")).to_contain_text(f"{current['label']} 不在本诊室了", timeout=15000)
    expect(page.locator("#empty")).to_contain_text(other["name"]["zh"])
    screenshot(page, "doctor-taken.png")
    # What this doctor does says so itself.
    call_next(page)
    expect(page.locator("#empty")).to_be_hidden()


def answered_elsewhere(morning, **answers):
    """Another doctor answers in the same draft."""
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    path = f"/assessments/{current['assessment']}"
    draft = morning.doctor2.get(path)
    morning.doctor2.act("PUT", path, {"answers": draft["answers"] | answers}, draft["version"])


def test_what_another_one_answers_is_looked_at_before_anybody_signs_it(workstation, morning):
    page = workstation
    call_next(page)
    fill_form(page)
    is_saved(page)
    answered_elsewhere(morning, drugAllergy="yes", drugAllergyDetail="头孢，休克")
    # It comes in with the next answer here, and is a finding without another one.
    page.locator("#in-heartRate").fill("71")
    expect(page.locator("#draft")).to_contain_text("在另一个窗口填的 2 项")
    expect(page.locator("#findings")).to_contain_text("头孢，休克")
    # What comes in while somebody is about to sign stops the signature, once.
    page.locator("#in-heartRate").fill("72")
    is_saved(page)
    answered_elsewhere(morning, difficultIntubation="yes")
    page.locator("#in-heartRate").fill("73")
    page.keyboard.press("F8")
    expect(page.locator("#refusal")).to_have_text("刚并入别人填的答案：先看一遍，再签")
    expect(page.locator("#sign-dialog")).to_be_hidden()
    expect(page.locator("#findings")).to_contain_text("困难插管")
    sign(page)
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed")


def test_a_signature_that_another_window_overtakes_reads_the_new_draft(workstation, morning):
    page = workstation
    call_next(page)
    fill_form(page)
    is_saved(page)
    # Before the dialog is asked for: this page has entered nothing since.
    answered_elsewhere(morning, latexAllergy="yes")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("F8")
    expect(page.locator("#refusal")).to_have_text("刚并入别人填的答案：先看一遍，再签")
    expect(page.locator("#findings")).to_contain_text("乳胶")
    # And while it is open.
    page.keyboard.press("F8")
    page.wait_for_selector("#sign-dialog[open]")
    answered_elsewhere(morning, difficultIntubation="yes")
    page.fill("#sign-password", PASSWORD)
    page.click("#sign-confirm")
    expect(page.locator("#sign-dialog")).to_be_hidden()
    expect(page.locator("#findings")).to_contain_text("困难插管")
    sign(page)
