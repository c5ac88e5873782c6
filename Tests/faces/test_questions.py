"""The patient's questionnaire on the patient's own phone, and what the doctor makes of it."""

import pytest
from playwright.sync_api import expect

from server import eventually, phone_path
from workstation import open_sitting

NAME = "帕提古丽·吐尔逊"


@pytest.fixture
def ticket(morning):
    return morning.patient(NAME, sex="female", birth_date="1990-02-03", language="zh")


@pytest.fixture
def phone(ticket, open_page):
    page = open_page(phone_path(ticket), width=390, height=844, device_scale_factor=2, has_touch=True)
    page.click("#questions")
    expect(page.locator("#questions fieldset").first).to_be_visible()
    return page


def offers(morning, ticket) -> dict:
    return {each["item"]: each for each in morning.doctor.get(f"/tickets/{ticket['id']}/offers")["offers"]}


def is_saved(page):
    expect(page.locator("#saved")).to_have_class("idle", timeout=15000)


def go_to(page, question: str):
    for _ in range(20):
        if page.locator(f"#question-{question}").count():
            return
        page.tap("#next") if page.evaluate("navigator.maxTouchPoints > 0") else page.click("#next")
    raise AssertionError(f"no screen asks {question}")


def choose(page, question: str, answer: str):
    page.locator(f"#question-{question} input[value={answer}]").check(force=True)


def test_a_day_that_cannot_be_read_is_still_there_on_the_way_back(phone, morning, ticket):
    page = phone
    go_to(page, "lastPeriod")
    page.fill("#in-lastPeriod", "上个月")
    expect(page.locator("#problem-lastPeriod")).to_contain_text("2026-11-24")
    page.tap("#next")
    page.tap("#before")
    expect(page.locator("#in-lastPeriod")).to_have_value("上个月")
    expect(page.locator("#problem-lastPeriod")).to_contain_text("2026-11-24")
    page.fill("#in-lastPeriod", "11月2日")
    is_saved(page)
    assert offers(morning, ticket)["lastMenstrualPeriod"]["answer"].endswith("-11-02")


@pytest.mark.parametrize("language", ["zh", "ug", "en"])
def test_every_screen_is_readable_reachable_and_large_enough(language, phone, screenshot, check_accessibility):
    page = phone
    page.click(f"[data-language={language}]")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ug" else "ltr")
    screens = 0
    while True:
        check_accessibility(page)
        screenshot(page, f"questions-{language}-{screens}.png")
        small = page.evaluate("""() => [...document.querySelectorAll("button, .three label, .entry input:not(.native), .entry textarea, header a")]
          .filter((each) => each.offsetParent).map((each) => [each, each.getBoundingClientRect()])
          .filter(([, box]) => box.height < 48 || box.width < 48)
          .map(([each, box]) => `${each.id || each.className || each.textContent}: ${box.width} × ${box.height}`)""")
        assert small == [], "every target is at least 48 px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if page.locator("#sum").count():
            break
        assert page.locator("#questions fieldset:visible").count() > 0
        if language == "ug":
            text = page.inner_text("#questions")
            assert not any("一" <= letter <= "鿿" for letter in text), "no Chinese is left in Uyghur"
        page.click("#next")
        screens += 1
    assert screens >= 8
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language,left,thanks", [
    ("zh", "没有回答", "谢谢"), ("en", "not answered yet", "Thank you"), ("ug", "جاۋاب بېرىلمىدى", "رەھمەت")])
def test_the_last_page_thanks_only_when_all_is_answered(language, left, thanks, phone):
    page = phone
    page.click(f"[data-language={language}]")

    def to_the_end():
        while not page.locator("#sum").count():
            page.click("#next")

    to_the_end()
    expect(page.locator("#title")).to_contain_text(left)
    assert any(letter.isdigit() for letter in page.inner_text("#title"))
    expect(page.locator("#title")).not_to_contain_text(thanks)
    # The way back is to the first one, with the focus on it.
    page.click("#first")
    expect(page.locator("#in-height")).to_be_focused()
    expect(page.locator("#first")).to_be_hidden()
    page.fill("#in-height", "165")
    page.fill("#in-weight", "60")
    to_the_end()
    page.click("#first")
    expect(page.locator("#question-hypertension input").first).to_be_focused()
    # All but one; a text that may stay empty is not asked for.
    while not page.locator("#sum").count():
        for item in page.locator("#questions fieldset:visible").all():
            if item.get_attribute("data-question") != "hypertension" and item.locator(".three").count():
                item.locator("input[value=no]").check(force=True)
        page.click("#next")
    expect(page.locator("#title")).to_contain_text("1")
    page.click("#first")
    choose(page, "hypertension", "no")
    to_the_end()
    expect(page.locator("#title")).to_contain_text(thanks)
    expect(page.locator("#first")).to_be_hidden()


def test_answers_save_themselves_and_are_offered_to_the_doctor(phone, morning, ticket):
    page = phone
    page.fill("#in-height", "165")
    page.fill("#in-weight", "６２，5")
    go_to(page, "hypertension")
    page.locator("#question-hypertension label", has_text="有").last.tap()
    page.tap("#rest")
    go_to(page, "smoking")
    choose(page, "smoking", "unknown")
    go_to(page, "drugAllergy")
    expect(page.locator("#question-drugAllergyDetail")).to_be_hidden()
    choose(page, "drugAllergy", "yes")
    page.fill("#in-drugAllergyDetail", "青霉素，起疹子")
    is_saved(page)
    said = eventually(lambda: (found := offers(morning, ticket)).get("drugAllergyDetail") and found)
    answers = {item: each["answer"] for item, each in said.items()}
    assert answers["height"] == 165 and answers["weight"] == 62.5
    assert answers["hypertension"] == "yes" and answers["pacemaker"] == "no"
    assert answers["smoking"] == "unknown" and "asthma" not in answers, "what was not asked is not there"
    assert answers["drugAllergyDetail"] == "青霉素，起疹子"
    assert {each["source"] for each in said.values()} == {"patient"}
    # Tapping the chosen answer again takes it away.
    page.locator("#question-drugAllergy input[value=yes]").click(force=True)
    is_saved(page)
    assert eventually(lambda: "drugAllergy" not in offers(morning, ticket))
    assert NAME not in page.content()


def test_the_last_period_is_a_day_for_the_doctor_and_a_man_is_asked_nothing_of_it(phone, morning, ticket, open_page):
    go_to(phone, "lastPeriod")
    phone.fill("#in-lastPeriod", "2026-11-02")
    is_saved(phone)
    assert offers(morning, ticket)["lastMenstrualPeriod"]["answer"] == "2026-11-02"
    man = morning.patient("买买提依明", sex="male", birth_date="1990-02-03")
    page = open_page(phone_path(man), width=390, height=844)
    page.click("#questions")
    expect(page.locator("#questions fieldset").first).to_be_visible()
    while not page.locator("#sum").count():
        assert not page.locator("#question-pregnant, #question-lastPeriod").count()
        page.click("#next")
    told = page.evaluate("path => fetch(path).then((answer) => answer.text())", f"{phone_path(man)}/answers")
    assert "male" not in told and "1990" not in told


def test_what_does_not_fit_is_told_beside_its_question(phone, morning, ticket, check_accessibility):
    page = phone
    page.fill("#in-height", "1650")
    expect(page.locator("#problem-height")).to_contain_text("40")
    check_accessibility(page)
    page.fill("#in-height", "一米六")
    expect(page.locator("#problem-height")).to_contain_text("数字")
    page.fill("#in-weight", "60")
    # The rest is saved, and what was not read is not said to be.
    said = eventually(lambda: (found := offers(morning, ticket)).get("weight") and found)
    assert "height" not in said and said["weight"]["answer"] == 60
    expect(page.locator("#saved")).to_contain_text("没有保存")
    page.fill("#in-height", "160")
    is_saved(page)
    assert offers(morning, ticket)["height"]["answer"] == 160


def test_answers_outlive_a_lost_network_and_a_closed_page(phone, morning, ticket, screenshot, check_accessibility):
    page = phone
    go_to(page, "smoking")
    choose(page, "asthma", "no")
    is_saved(page)
    page.context.set_offline(True)
    choose(page, "smoking", "yes")
    expect(page.locator("#saved")).to_have_class("kept", timeout=20000)
    screenshot(page, "questions-lost.png")
    check_accessibility(page)
    # The questions go on without a network, follow-ups too.
    go_to(page, "diabetes")
    expect(page.locator("#question-insulin")).to_be_hidden()
    choose(page, "diabetes", "yes")
    expect(page.locator("#question-insulin")).to_be_visible()
    choose(page, "insulin", "no")
    assert "smoking" not in offers(morning, ticket)
    url, context = page.url, page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(url)
    said = eventually(lambda: (found := offers(morning, ticket)).get("insulin") and found)
    assert said["smoking"]["answer"] == "yes" and said["asthma"]["answer"] == "no"
    is_saved(again)
    assert "houzhen.said." not in again.evaluate("Object.keys(localStorage).join()")


def test_by_keyboard_alone(phone, morning, ticket):
    page = phone
    page.focus("#in-height")
    page.keyboard.type("170")
    page.keyboard.press("Tab")
    page.keyboard.type("70")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#question-hypertension")).to_be_visible()
    expect(page.locator("#title")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    is_saved(page)
    assert eventually(lambda: offers(morning, ticket).get("hypertension", {}).get("answer") == "yes")
    page.keyboard.press("Delete")
    is_saved(page)
    assert eventually(lambda: "hypertension" not in offers(morning, ticket))


def test_the_doctor_confirms_changes_and_puts_aside(morning, ticket, phone, open_page, screenshot, check_accessibility):
    page = phone
    page.fill("#in-height", "165")
    go_to(page, "smoking")
    for question, answer in [("respiratoryInfection", "no"), ("asthma", "yes"), ("smoking", "yes"), ("snoring", "unknown")]:
        choose(page, question, answer)
    is_saved(page)
    doctor = open_page("/doctor", "doctor")
    open_sitting(doctor, morning.rooms[0]["id"], morning.queue["id"])
    doctor.click("#call")
    # Called: what was said can be read while the patient is on the way.
    expect(doctor.locator("#told-first li")).to_have_count(5)
    screenshot(doctor, "told-called.png")
    check_accessibility(doctor)
    assert doctor.locator("#findings li:not(.none)").count() == 0, "nothing of it counts yet"
    doctor.click("#act-camein")
    row = doctor.locator("#item-asthma")
    expect(row).to_have_class("item tick told")
    assert row.locator("input:checked").count() == 0
    doctor.locator("#index-respiratory a").click()
    screenshot(doctor, "told-form.png")
    check_accessibility(doctor)
    # By a click, by the key, changed, put aside, by the section.
    row.locator(".mini", has_text="确认").click()
    expect(row.locator(".tag-ok")).to_have_text("自述 · 已确认")
    expect(doctor.locator("#findings")).to_contain_text("哮喘")
    doctor.focus("#item-smoking input >> nth=0")
    doctor.keyboard.press("y")
    expect(doctor.locator("#item-smoking label.yes input")).to_be_checked()
    doctor.locator("#item-snoring label.yes").click()
    expect(doctor.locator("#item-snoring .by")).to_be_empty()
    doctor.locator("#item-height .mini.aside").click()
    expect(doctor.locator("#item-height")).not_to_have_class("told")
    doctor.locator("#normal-respiratory").click()
    expect(doctor.locator("#item-respiratoryInfection.told")).to_be_visible()
    doctor.locator("#told-section-respiratory button").click()
    expect(doctor.locator(".item.told:visible")).to_have_count(0)
    expect(doctor.locator("#told-left")).to_be_hidden()
    check_accessibility(doctor)
    def saved_draft():
        opened = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"].get("assessment")
        draft = morning.doctor.get(f"/assessments/{opened}") if opened else None
        return draft if draft and draft["answers"].get("respiratoryInfection") else None

    saved = eventually(saved_draft)
    assert {item for item, origin in saved["origins"].items() if origin["source"] == "patient"} == {"respiratoryInfection", "asthma", "smoking"}
    assert saved["cleared"] == ["height"]
    # The patient sees what the doctor has checked, and changes it no more.
    page.reload()
    go_to(page, "smoking")
    expect(page.locator("#question-smoking .settled")).to_be_visible()
    expect(page.locator("#question-smoking input[value=no]")).to_be_disabled()
    screenshot(page, "questions-settled.png")


def test_after_the_visit_nothing_is_shown_any_more(morning, ticket, phone):
    page = phone
    page.fill("#in-height", "165")
    is_saved(page)
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.call(morning.doctor, morning.rooms[0]["id"])
    morning.doctor.act("PUT", f"/tickets/{ticket['id']}/consultation")
    morning.doctor.act("PUT", f"/tickets/{ticket['id']}/completion")
    page.fill("#in-weight", "60")
    expect(page.locator("#lead")).to_contain_text("已经结束")
    page.reload()
    expect(page.locator("#lead")).to_contain_text("已经结束")
    assert page.locator("fieldset").count() == 0
    page.goto(page.url.split("/questions")[0])
    expect(page.locator("#label")).to_have_text(ticket["label"])
    expect(page.locator("#ask-first")).to_be_hidden()
