"""What the hand relies on at the workstation: the order of the focus, a list that holds still, sections that come to the
pointer, digits that go on, and a page that need not be loaded twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from server import Morning, Server
from workstation import LONG_NAME, call_next, fill_form, sign


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One for all of this file: each test calls a patient of its own."""
    server = Server(tmp_path_factory.mktemp("states") / "data")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def morning(server):
    return Morning(server)


@pytest.fixture
def doctor(morning, open_page):
    """The doctor's page with somebody to call, and nobody of an earlier test in the room."""
    room = morning.rooms[0]["id"]
    current = morning.doctor.get(f"/rooms/{room}").get("current")
    if current:
        ending = "completion" if current["state"] == "in-room" else "hold"
        morning.doctor.act("PUT", f"/tickets/{current['id']}/{ending}")
    morning.patient(LONG_NAME, language="ug")
    morning.patient("诸葛文远")
    morning.sit(morning.doctor, room)

    def doctor(**options) -> Page:
        page = open_page("/doctor", "doctor", **options)
        expect(page.locator("#call")).not_to_have_attribute("aria-disabled", "true")
        return page

    return doctor


def test_that_another_window_has_it_too_is_told_wherever_one_has_scrolled_to(doctor, check_accessibility):
    page = doctor()
    call_next(page)
    page.locator("#form .item:visible").last.scroll_into_view_if_needed()
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#form .item")
    expect(page.locator("#also")).to_be_in_viewport(ratio=1)
    check_accessibility(page)


def test_the_focus_goes_the_way_the_eye_goes_and_is_always_seen(doctor):
    page = doctor()
    call_next(page)
    page.focus("#sitting")
    order = ["#top", ".queue", "#band", "#index", "#form-pane", "#side"]
    seen = [0]
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate("""(parts) => {
          const focused = document.activeElement;
          if (focused === document.body) return null;
          const box = (focused.closest("label") ?? focused).getBoundingClientRect();
          const top = document.elementFromPoint(box.x + Math.min(box.width, innerWidth - box.x) / 2, box.y + Math.min(box.height, 20) / 2);
          return {part: parts.findIndex((part) => focused.closest(part)), name: focused.id || focused.name || focused.textContent,
            seen: top !== null && (focused.contains(top) || top.contains(focused) || top.closest("label")?.contains(focused))};
        }""", order)
        if at is None:
            break
        assert at["seen"], f"{at['name']} has the focus and is hidden"
        seen.append(at["part"])
    assert at is None, "the focus leaves the page again: no trap"
    assert seen == sorted(seen)
    assert set(seen) == set(range(len(order)))


@pytest.mark.parametrize("path", ["/doctor", "/display/hall"])
def test_whoever_wants_no_motion_gets_none(path, doctor, morning, open_page):
    page = doctor(reduced_motion="reduce")
    call_next(page)
    if path != "/doctor":
        page = open_page(path, "display", width=1920, height=1080, reduced_motion="reduce")
        page.wait_for_timeout(1000)
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].flatMap((each) => [null, "::before", "::after"].map((part) =>
      getComputedStyle(each, part))).filter((style) => style.animationName !== "none" || !/^0s(, 0s)*$/.test(style.transitionDuration)).length""")
    assert moving == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_row_stays_under_the_pointer_from_press_to_release(doctor, morning):
    page = doctor()
    rows = page.locator("#list li")
    last = rows.last
    last.scroll_into_view_if_needed()
    label = last.locator("b").inner_text()
    box = last.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
    page.mouse.down()
    # Somebody who goes before all others.
    with page.expect_response(lambda response: response.url.endswith("/plan") and "郑**" in response.text(), timeout=10000):
        urgent = morning.patient("郑文渊", lane="urgent")["label"]
    page.wait_for_timeout(300)
    expect(page.locator("#list")).not_to_contain_text(urgent)
    page.mouse.up()
    expect(page.locator("#ticket-title")).to_contain_text(label)
    page.keyboard.press("Escape")
    expect(page.locator("#list li").first).to_contain_text(urgent)


def test_one_click_after_another_at_one_place_goes_through_the_sections(doctor):
    page = doctor()
    call_next(page)
    page.click("#act-camein")
    page.locator("#index-cardiovascular a").click()
    button = page.locator("#normal-cardiovascular")
    box = button.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def left(section: str) -> int:
        return page.locator(f"#sec-{section} .item.open:not([hidden])").count()

    # A double click is one click: the section after it was not read yet.
    page.mouse.dblclick(x, y)
    assert left("cardiovascular") == 0 and left("respiratory") > 0
    page.wait_for_timeout(600)
    page.mouse.click(x, y)
    assert left("respiratory") == 0 and left("neurological") > 0
    # By the keyboard the focus goes along, and only after the key.
    page.locator("#sec-neurological input").first.focus()
    page.keyboard.press("n")
    expect(page.locator("#sec-endocrine .item:focus-within")).to_have_count(1)
    assert left("neurological") == 0 and left("endocrine") > 0
    # A section with something left that 无 cannot answer stays.
    page.locator("#index-airway a").click()
    page.click("#normal-airway")
    expect(page.locator("#normal-airway")).to_be_in_viewport()
    assert left("airway") > 0


def press_at_once(page, keys: str):
    """From within the page: at a busy machine the presses of a driver may lie as far apart as those of one who reads."""
    page.evaluate("""(keys) => {
        for (const key of keys)
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }""", keys)


def test_n_pressed_again_and_again_answers_one_section(doctor):
    page = doctor()
    call_next(page)
    page.click("#act-camein")
    page.locator("#sec-cardiovascular input").first.focus()
    press_at_once(page, "n" * 8)
    answered = page.evaluate("[...new Set([...document.querySelectorAll('#form .no input:checked')].map((each) => each.closest('.sec').id))]")
    assert answered == ["sec-cardiovascular"]
    # Once the next one can have been read, N is heard again.
    expect(page.locator("#sec-respiratory .item:focus-within")).to_have_count(1)
    page.wait_for_timeout(600)
    page.keyboard.press("n")
    assert page.locator("#sec-respiratory .item.tick.open:not([hidden])").count() == 0


def test_a_word_that_is_typed_where_no_text_is_taken_denies_nothing(doctor):
    page = doctor()
    call_next(page)
    page.click("#act-camein")
    page.locator("#item-drugAllergy input").first.focus()
    press_at_once(page, "penicillin")
    assert page.locator("#sec-allergies .no input:checked, #item-drugAllergy input:checked").count() == 0
    page.wait_for_timeout(1100)
    page.keyboard.press("n")
    expect(page.locator("#item-drugAllergy .no input")).to_be_checked()


@pytest.mark.parametrize("press", [lambda page: page.keyboard.press("Enter"), lambda page: page.keyboard.press("F3"),
                                   lambda page: page.click("#act-camein")], ids=["enter", "f3", "click"])
def test_the_focus_of_an_act_that_is_gone_goes_to_what_replaced_it(press, doctor, morning):
    page = doctor()
    call_next(page)
    page.focus("#act-camein")
    press(page)
    expect(page.locator("#act-camein")).to_be_hidden()
    expect(page.locator("#act-recall")).to_be_focused()
    # A second press does nothing but say why.
    page.keyboard.press("Enter")
    expect(page.locator("#refusal")).not_to_be_empty()
    page.focus("#act-done")
    page.keyboard.press("Enter")
    expect(page.locator("#band")).to_be_hidden()
    expect(page.locator("#list")).to_be_focused()


def test_each_table_of_risks_names_its_own_cohort(doctor):
    page = doctor()
    call_next(page)
    for item in ("highRiskSurgery", "coronaryDisease"):
        page.locator(f"#item-{item} label.yes").click()
    page.locator("#item-coronarySigns label", has_text="稳定型").first.click()
    for item in ("heartFailure", "stroke", "insulin", "infarctionRecent"):
        page.locator(f"#item-{item} label.no").click()
    page.fill("#in-creatinine", "80")
    expect(page.locator("#score-rcri cite")).to_have_text([
        "Lee, Circulation 1999;100:1043, validation cohort", "Lee, Circulation 1999;100:1043",
        "Lee, Circulation 1999;100:1043, derivation cohort",
        "Duceppe, Can J Cardiol 2017;33:17 (CCS, pooled)"])


def test_the_neck_rule_in_force_is_named_where_the_neck_is_asked_and_where_it_counts(doctor, check_accessibility, screenshot):
    page = doctor()
    call_next(page)
    source = "Chung, Anesthesiology 2008;108:812"
    for place in ("#item-neckCircumference .rule", "#score-stop-bang"):
        expect(page.locator(place)).to_contain_text("颈围>40 cm")
        expect(page.locator(place)).to_contain_text(source)
    # Only the question that it reads first bears a rule, and other questions bear none.
    assert page.locator("#form .rule").evaluate_all("(all) => all.map((each) => each.closest('.item').dataset.item)") == [
        "coronaryDisease", "neckCircumference"]
    for item, answer in (("snoring", "yes"), ("tired", "no"), ("observedApnoea", "no"), ("hypertension", "no")):
        page.locator(f"#item-{item} label.{answer}").click()
    for item, value in (("height", "170"), ("weight", "68"), ("neckCircumference", "41")):
        page.fill(f"#in-{item}", value)
    expect(page.locator("#score-stop-bang")).to_contain_text("= 打鼾 + 年龄>50 + ")
    page.locator("#item-neckCircumference").scroll_into_view_if_needed()
    page.locator("#score-stop-bang").scroll_into_view_if_needed()
    screenshot(page, "neck-rule.png")
    check_accessibility(page)


def test_the_rule_set_of_the_medicines_is_named_and_does_not_break(doctor):
    page = doctor()
    call_next(page)
    page.locator("#item-medicinesTaken label").first.click()
    expect(page.locator("#drug-holds .set")).to_have_text("美国 (ASRA 类) asra-us v2")
    small = page.locator("#drug-holds small").first
    assert small.evaluate("(each) => each.getClientRects().length") == 1


def test_a_last_dose_too_near_is_a_danger_told_in_full_without_a_hand_that_hovers(doctor, screenshot, check_accessibility):
    page = doctor()
    call_next(page)
    page.locator("#item-medicinesTaken input[value=rivaroxaban-high]").check(force=True)
    for item, value in {"operationDate": "2026-11-23", "operationTime": "08:00", "lastRivaroxabanHigh": "2026-11-21"}.items():
        page.fill(f"#in-{item}", value)
    page.fill("#in-lastTimeRivaroxabanHigh", "20:00")
    finding = page.locator("#findings li.d", has_text="停药至手术 36 小时，规则要求 72 小时：不够")
    source = finding.locator("small")
    expect(source).to_contain_text("(asra-us v2)")
    assert source.evaluate("(each) => each.scrollWidth <= each.clientWidth && getComputedStyle(each).textOverflow !== 'ellipsis'")
    expect(page.locator("#drug-holds .short")).to_have_text("末次用药至手术 36 小时：不够")
    page.fill("#in-operationDate", "2026-11-30")
    expect(page.locator("#drug-holds li p")).to_contain_text("此后不再用则够")
    expect(finding).to_have_count(0)
    screenshot(page, "last-dose.png")
    check_accessibility(page)


def test_the_e_of_asa_is_one_answer_in_two_places(doctor, check_accessibility):
    page = doctor()
    call_next(page)
    e, row = page.locator("#asa-e"), page.locator("#item-asaEmergency")
    expect(e).to_have_class("e open")
    e.click()
    expect(row.locator(".yes input")).to_be_checked()
    expect(e.locator("input")).to_be_checked()
    check_accessibility(page)
    e.click()
    expect(row.locator(".no input")).to_be_checked()
    row.locator(".unknown").click()
    assert e.locator("input").evaluate("(each) => each.indeterminate")


def test_what_the_last_assessment_says_is_not_called_the_patients_word(doctor, morning, check_accessibility):
    page = doctor()
    call_next(page)
    fill_form(page)
    sign(page)
    number = page.locator("#patient-facts b").nth(1).inner_text()
    page.click("#act-done")
    expect(page.locator("#band")).to_be_hidden()
    again = morning.patient(LONG_NAME, language="ug", number=number, lane="urgent")
    expect(page.locator("#next-who")).to_contain_text(again["label"])
    call_next(page)
    page.click("#act-camein")
    expect(page.locator("#index-list em").first).to_have_text(re.compile("^上次 [0-9]+$"))
    expect(page.locator(".btn.told:visible").first).to_have_text(re.compile("^确认上次 [0-9]+$"))
    assert "自述" not in page.inner_text("#work")
    # Which form it is can be chosen until one is begun, and then it says why it cannot.
    expect(page.locator("#form-choice input")).not_to_have_count(0)
    page.locator(".mini", has_text="确认").first.click()
    expect(page.locator("#form-choice")).to_contain_text("不能再换表")
    expect(page.locator("#form-choice input")).to_have_count(0)
    for width in (1366, 1024):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(CUT) == []
        check_accessibility(page)


def test_the_digits_go_on_where_no_further_one_can_follow(doctor):
    page = doctor()
    call_next(page)
    page.click("#in-systolic")
    for digit in "128":
        page.locator(".pad button", has_text=digit).click()
    expect(page.locator("#in-diastolic")).to_be_focused()
    expect(page.locator("#item-diastolic .pad")).to_be_visible()
    # 13 may still become 130.
    for digit in "13":
        page.locator(".pad button", has_text=digit).click()
    expect(page.locator("#in-diastolic")).to_be_focused()
    expect(page.locator("#in-systolic")).to_have_value("128")


def test_a_finding_leads_to_the_answer_and_a_score_says_what_it_may_become(doctor):
    page = doctor()
    call_next(page)
    page.locator("#item-drugAllergy label.yes").click()
    page.click("#findings li.d a")
    expect(page.locator("#in-drugAllergyDetail")).to_be_focused()
    page.locator("#item-snoring label.yes").click()
    expect(page.locator("#score-stop-bang")).to_contain_text("打鼾 + 年龄>50 + 男")
    expect(page.locator("#score-stop-bang .gap")).to_have_text("还可能到 8")
    expect(page.locator("#score-stop-bang cite").first).to_have_text("Chung, Anesthesiology 2008;108:812; Chest 2016;149:631")
    page.locator("#in-plannedOperation").fill("腹腔镜胆囊切除术")
    expect(page.locator("#patient-facts")).to_contain_text("腹腔镜胆囊切除术")


# Controls of the form that reach out of its column, and parts of one row that lie on each other.
CUT = """() => {
  const pane = document.getElementById("form-pane").getBoundingClientRect();
  const boxes = (part) => [part, ...part.querySelectorAll("*")].filter((each) => each.checkVisibility())
    .map((each) => each.getBoundingClientRect()).filter((box) => box.width > 1 && box.height > 1);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return [...document.querySelectorAll("#form .item:not([hidden]), #form .sec:not([hidden]) > div")].filter((row) => {
    const parts = [...row.children].map(boxes);
    return parts.flat().some((box) => box.left < pane.left - 0.5 || box.right > pane.right + 0.5)
      || parts.some((part, index) => parts.slice(index + 1).some((other) => part.some((a) => other.some((b) => meet(a, b)))));
  }).map((row) => row.id || row.textContent);
}"""


@pytest.mark.parametrize("touch", [False, True])
def test_nothing_of_the_form_is_cut_on_a_window_that_is_not_quite_wide(touch, doctor, check_accessibility):
    page = doctor(has_touch=touch, is_mobile=touch)
    call_next(page)
    for width in (1001, 1024, 1100, 1152, 1200, 1280):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(CUT) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        expect(page.locator("#signout")).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1024, "height": 768})
    check_accessibility(page)
    # What is found lies over the form, and leads into it.
    page.fill("#search", "哮喘")
    page.press("#search", "Enter")
    expect(page.locator("#form .item:focus-within")).to_be_in_viewport()


@pytest.mark.parametrize("width, height, touch", [(768, 1024, True), (683, 384, False), (999, 700, False)])
def test_in_one_column_what_is_missing_and_the_signature_stay_in_sight_and_cover_no_focus(width, height, touch, doctor, check_accessibility):
    page = doctor(width=width, height=height, has_touch=touch, is_mobile=touch)
    call_next(page)
    page.click("#act-camein")
    for place in ("#top", "#list", "#sec-cardiovascular", "#sec-past-anaesthesia", "#scores"):
        page.locator(place).evaluate("(each) => each.scrollIntoView()")
        expect(page.locator("#sign-title")).to_be_in_viewport(ratio=1)
        expect(page.locator("#sign-do")).to_be_in_viewport(ratio=1)
    check_accessibility(page)
    page.locator("#form input:visible").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        # By touch a browser scrolls to a field in its own time.
        page.wait_for_function("""() => {
          const [field, band, sign] = ["#form :focus", "#band", "#sign"].map((each) => document.querySelector(each)?.getBoundingClientRect());
          return !field || (field.top >= band.bottom && field.bottom <= sign.top);
        }""", timeout=20000)


def test_a_second_visit_asks_for_the_page_and_for_none_of_its_files(doctor):
    page = doctor()
    page.goto(page.url)
    expect(page.locator("#call")).not_to_have_attribute("aria-disabled", "true")
    files = page.evaluate("""() => performance.getEntriesByType("resource").filter((each) => each.name.includes("/static/"))
      .map((each) => [each.name, each.transferSize])""")
    assert len(files) > 20
    assert [name for name, size in files if size] == []
