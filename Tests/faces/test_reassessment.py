"""The short re-assessment of somebody who was assessed before: few questions, and the dangers of last time stay in sight."""

import pytest
from playwright.sync_api import expect

from hand import OPEN, SECTIONS, answer_by_pointing, count_from_now, expect_next_patient, settled, tell
from server import PASSWORD
from workstation import MEASURED, open_sitting, sign

NAME = "诸葛文远"
NUMBER = "26119488"
# Rows in sight of the re-assessment of somebody healthy, of the more than one hundred items that it has.
MOST_ROWS = 51
# Pressed for it beside the digits.
MOST_CLICKS = 20


def plain(item):
    """What a healthy person answers."""
    kind = item["kind"]
    if kind == "number":
        return float(MEASURED.get(item["id"], (item["min"] + item["max"]) // 2))
    if kind in ("choice", "several"):
        return item["choices"][0]["code"] if kind == "choice" else []
    return {"tick": "no", "date": "2026-03-02", "time": "08:30", "text": "青霉素，喉头水肿"}[kind]


def fill(morning, **answers):
    """The whole form of somebody who is called to the first room, all of it denied but these answers: its path and version."""
    client = morning.doctor
    morning.patient(NAME, number=NUMBER)
    ticket = morning.call(client, morning.rooms[0]["id"])["ticket"]["id"]
    opened = client.act("POST", "/assessments", {"ticket": ticket})
    path = f"/assessments/{opened['id']}"
    items = {item["id"]: item for section in client.get(f"/forms/{opened['form']}")["sections"] for item in section["items"]}
    state, version = client.get(path), opened["version"]
    given = state["answers"] | answers
    while missing := state["evaluation"]["missing"]:
        given |= {id: plain(items[id]) for id in missing if id not in given}
        version = client.act("PUT", path, {"answers": given}, version=version)["version"]
        state = client.get(path)
    return path, version, ticket


def assess(morning, **answers):
    """The same, signed; then the visit is over."""
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    path, version, ticket = fill(morning, **answers)
    morning.doctor.act("POST", f"{path}/signatures", {"password": PASSWORD, "print": False}, version=version)
    morning.doctor.act("PUT", f"/tickets/{ticket}/completion")
    return path


@pytest.fixture
def came_back(morning, open_page):
    """Opens the workstation before somebody who was assessed with these answers and is called again."""
    def open_page_of(**answers):
        assess(morning, **answers)
        morning.patient(NAME, number=NUMBER)
        page = open_page("/doctor", "doctor")
        expect(page.locator("#call")).not_to_have_attribute("aria-disabled", "true")
        return page

    return open_page_of


def begin(page):
    page.click("#call")
    page.locator("#form-choice label", has_text="复评").click()
    expect(page.locator("#sec-interval")).to_be_visible()
    expect(page.locator("#told-left")).to_be_visible()


def rows(page) -> int:
    return page.locator("#form .item:visible").count()


def test_a_healthy_patient_with_nothing_new(came_back, morning, screenshot, check_accessibility):
    page = came_back()
    morning.patient("欧阳娜娜", sex="female")
    first = page.inner_text("#next-who b")
    count_from_now(page)
    begin(page)
    asked = page.locator("#form .item").count()
    print(f"\n{asked} items, {rows(page)} rows in sight")
    assert rows(page) <= MOST_ROWS
    assert asked > 2 * MOST_ROWS, "there would be nothing to shorten"
    line = page.locator("#denied-diseases")
    expect(line).to_have_class("denied told")
    expect(line).to_contain_text("冠心病")
    page.wait_for_timeout(500)
    screenshot(page, "reassessment.png")
    check_accessibility(page)
    page.locator("#told-left .mini", has_text="全部确认").click()
    expect(line).to_have_class("denied")
    for button in page.evaluate(SECTIONS):
        page.click(f"#{button}")
        page.wait_for_timeout(500)
    for _ in range(8):
        settled(page)
        if not (open_rows := page.evaluate(OPEN)):
            break
        for row in open_rows:
            answer_by_pointing(page, row, lambda place: place.click())
    page.click("#sign-do")
    page.fill("#sign-password", PASSWORD)
    page.click("#sign-next")
    expect_next_patient(page, first)
    counted = tell(page, "an unchanged, healthy re-assessment, then the next patient")
    assert counted["clicks"] - counted["digits"] <= MOST_CLICKS
    [done] = [each for each in morning.doctor.get(f"/queues/{morning.queue['id']}/tickets?state=done")["tickets"] if each["label"] == first]
    signed = morning.doctor.get(f"/assessments/{done['assessment']}")
    assert signed["form"] == "reassessment" and signed["answers"]["coronaryDisease"] == "no"
    assert signed["origins"]["coronaryDisease"]["source"] == "last", "whose word it was is signed with it"


def test_the_dangers_of_last_time_keep_their_rows(came_back, screenshot):
    page = came_back(drugAllergy="yes", difficultIntubation="yes", stent="yes", coronaryDisease="yes", coronarySigns=["stable"])
    begin(page)
    for item in ("drugAllergy", "difficultIntubation", "stent", "coronaryDisease"):
        expect(page.locator(f"#item-{item}.told")).to_be_visible()
    expect(page.locator("#item-copd")).to_be_hidden()
    expect(page.locator("#denied-diseases")).not_to_contain_text("冠脉支架")
    page.locator("#told-left .mini", has_text="全部确认").click()
    # What an allergy was to is asked only because of the allergy: the same press confirms it.
    expect(page.locator("#told-left")).to_be_hidden()
    expect(page.locator("#in-drugAllergyDetail")).to_have_value("青霉素，喉头水肿")
    expect(page.locator("#item-drugAllergyDetail .tag-ok")).to_have_text("上次 · 已确认")
    for words in ("青霉素", "既往困难插管", "冠脉支架"):
        expect(page.locator("#findings")).to_contain_text(words)
    page.locator("#index-diseases a").click()
    screenshot(page, "reassessment-dangers.png")


def test_the_whole_form_says_the_dangers_of_last_time_from_the_first_moment_on(came_back, morning, screenshot):
    """Denied by sections, as somebody in a hurry does, an allergy and a difficult airway do not vanish."""
    page = came_back(drugAllergy="yes", difficultIntubation="yes")
    page.click("#call")
    # In the band the day stands once.
    for words in ("青霉素", "既往困难插管"):
        expect(page.locator("#flags .flag.d", has_text=words)).to_be_visible()
    last = page.locator("#findings li", has_text="上次（")
    expect(last.filter(has_text="既往困难插管")).to_be_visible()
    expect(last.filter(has_text="青霉素")).to_be_visible()
    page.locator("#told-left .mini", has_text="都不采用").click()
    page.click("#normal-airway")
    expect(page.locator("#item-difficultIntubation input[value=no]")).to_be_checked()
    page.wait_for_timeout(1500)
    expect(last.filter(has_text="既往困难插管")).to_be_visible()
    screenshot(page, "last-dangers.png")
    # Said again, it is today's own.
    page.locator("#item-difficultIntubation label.yes").click()
    expect(last.filter(has_text="既往困难插管")).to_have_count(0)
    expect(page.locator("#flags .flag.d", has_text="既往困难插管")).to_be_visible()
    # A number that has to be measured anew stands beside its empty field.
    expect(page.locator("#told-systolic")).to_contain_text("上次 ")


def test_an_age_unlike_the_records_is_asked_about(came_back):
    page = came_back()
    page.click("#call")
    age = page.locator("#in-age")
    expect(age).not_to_have_value("")
    age.fill("5")
    expect(page.locator("#flags .flag.d", has_text="年龄填了 5 岁，登记是")).to_be_visible()


def test_the_day_of_the_last_assessment_is_the_clinics(came_back):
    page = came_back()

    def in_the_evening(route):
        answer = route.fetch()
        offers = answer.json()
        offers["last"]["signedAt"] = "2026-11-19T23:30:00Z"
        route.fulfill(response=answer, json=offers)

    page.route("**/offers?*", in_the_evening)
    page.click("#call")
    expect(page.locator("#form-choice legend")).to_contain_text("2026-11-20")
    expect(page.locator("#last-assessment h3")).to_contain_text("2026-11-20")


def test_what_was_denied_can_be_looked_at_one_by_one_and_answered_otherwise(came_back):
    page = came_back()
    begin(page)
    line = page.locator("#denied-diseases")
    # By its button, and back.
    line.locator("button").click()
    expect(page.locator("#item-copd.told")).to_be_visible()
    expect(line.locator("button")).to_be_focused()
    expect(line.locator("button")).to_have_attribute("aria-expanded", "true")
    line.locator("button").click()
    expect(page.locator("#item-copd")).to_be_hidden()
    # By its words.
    page.fill("#search", "慢阻肺")
    page.locator("#found button").first.click()
    expect(page.locator("#item-copd.told")).to_be_visible()
    page.locator("#item-copd label.yes").click()
    line.locator("button").click()
    expect(page.locator("#item-copd.pos")).to_be_visible()
    expect(line).not_to_contain_text("慢阻肺")
    # What signing waits for leads to the button that confirms the section.
    expect(page.locator("#sign")).to_have_attribute("data-state", "lacks")
    page.locator("#sec-diseases .btn.told").click()
    expect(line).to_have_class("denied")


def test_tests_are_asked_until_there_are_none(came_back):
    page = came_back()
    begin(page)
    expect(page.locator("#item-ecg")).to_be_visible()
    page.locator("#item-newTests label.no").click()
    expect(page.locator("#sec-tests")).to_be_hidden()
    page.locator("#item-newTests label.yes").click()
    expect(page.locator("#item-ecg")).to_be_visible()


def test_what_another_doctor_signs_of_an_earlier_visit_is_seen_before_this_one_is_signed(morning, open_page):
    earlier = assess(morning)
    fill(morning)
    page = open_page("/doctor", "doctor")
    expect(page.locator("#sign")).to_have_attribute("data-state", "ready")
    client = morning.doctor2
    version = client.act("POST", f"{earlier}/amendments", {"reason": "漏填"})["version"]
    answers = client.get(earlier)["answers"] | {"drugAllergy": "yes", "drugAllergyDetail": "琥珀胆碱，休克"}
    version = client.act("PUT", earlier, {"answers": answers}, version=version)["version"]
    client.act("POST", f"{earlier}/signatures", {"password": PASSWORD, "print": False}, version=version)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("F8")
    expect(page.locator("#refusal")).to_have_text("刚查到以前评估里的警示：先看一遍，再签")
    expect(page.locator("#findings")).to_contain_text("琥珀胆碱，休克")
    sign(page)
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed")
