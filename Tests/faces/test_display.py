"""The waiting area's screen and the doors against a real server."""

import time

import pytest
from playwright.sync_api import expect

from server import eventually

HOLD_SECONDS = 3.5


@pytest.fixture
def two_rooms(morning):
    """Two doctors in two rooms, and a dozen people in line."""
    for name in ("司马光明", "爱新觉罗启明", "阿卜杜热合曼·买买提依明", "John Smith"):
        morning.patient(name)
    morning.crowd()
    one, two = (room["id"] for room in morning.rooms[:2])
    morning.sit(morning.doctor, one)
    morning.sit(morning.doctor2, two)
    return one, two


def test_the_screen_shows_a_call_without_the_name(two_rooms, morning, open_page, screenshot):
    page = open_page(f"/display/{morning.display('en')}", "desk", 1920, 1080)
    page.wait_for_selector("#counts li")
    call = morning.call(morning.doctor, two_rooms[0])
    expect(page.locator("#hero-label")).to_have_text(call["ticket"]["label"], timeout=5000)
    expect(page.locator("#hero-to")).to_be_visible()
    shown = page.inner_text("#screen")
    for name in ("司马光明", "爱新觉罗启明", "买买提", "Smith"):
        assert name not in shown
    second = morning.call(morning.doctor2, two_rooms[1])
    expect(page.locator("#hero-label")).to_have_text(second["ticket"]["label"], timeout=10000)
    page.wait_for_timeout(3500)
    screenshot(page, "display.png")


def test_two_calls_in_one_second_are_both_held(two_rooms, morning, open_page):
    page = open_page(f"/display/{morning.display('en')}", "desk", 1920, 1080)
    page.wait_for_selector("#counts li")
    page.evaluate("""() => {
        window.heroes = [];
        const label = document.getElementById("hero-label");
        new MutationObserver(() => heroes.push([label.textContent, performance.now()])).observe(label, {childList: true});
    }""")
    first = morning.call(morning.doctor, two_rooms[0])["ticket"]["label"]
    second = morning.call(morning.doctor2, two_rooms[1])["ticket"]["label"]
    expect(page.locator("#hero-label")).to_have_text(second, timeout=15000)
    times = {label: at for label, at in page.evaluate("heroes")}
    assert times[second] - times[first] >= HOLD_SECONDS * 1000


@pytest.mark.parametrize("server", [60], indirect=True)
def test_a_missed_call_empties_the_hero(two_rooms, morning, open_page):
    page = open_page(f"/display/{morning.display('en')}", "desk", 1920, 1080)
    page.wait_for_selector("#counts li")
    expect(page.locator("#demo")).to_contain_text("60")
    label = morning.call(morning.doctor, two_rooms[0])["ticket"]["label"]
    expect(page.locator("#hero-label")).to_have_text(label, timeout=5000)
    morning.miss(morning.doctor, two_rooms[0])
    expect(page.locator("#hero-label")).not_to_have_text(label, timeout=10000)
    expect(page.locator("#missed")).to_contain_text(label)


def test_a_screen_that_is_cut_off_says_so_and_keeps_the_last_good_state(two_rooms, morning, server, open_page, check_accessibility):
    page = open_page(f"/display/{morning.display('en')}", "desk", 1920, 1080)
    call = morning.call(morning.doctor, two_rooms[0])
    expect(page.locator("#hero-label")).to_have_text(call["ticket"]["label"], timeout=5000)
    server.stop()
    stopped = time.monotonic()
    expect(page.locator("#age")).to_have_class("age late", timeout=25000)
    expect(page.locator("#screen")).to_have_class("screen stale", timeout=25000)
    assert 15 < time.monotonic() - stopped < 30
    expect(page.locator("#hero-label")).to_have_text(call["ticket"]["label"])
    assert "分诊台" in page.inner_text("#notice")
    check_accessibility(page)


def test_a_silent_browser_asks_for_a_click(two_rooms, morning, open_page):
    signed_in = open_page(f"/display/{morning.display('en')}", "desk", 1920, 1080)
    # Signing in was a gesture, which a browser may carry over to whatever else it opens; as after a power cut there was none.
    session = signed_in.context.storage_state()
    page = open_page(f"/display/{morning.display('en')}", None, 1920, 1080, storage_state=session)
    page.wait_for_selector("#counts li")
    expect(page.locator("#sound")).to_be_visible()
    page.click("#sound")
    expect(page.locator("#sound")).to_be_hidden()


def test_uyghur_runs_from_the_right_and_labels_stay_whole(two_rooms, morning, open_page, screenshot, check_accessibility):
    page = open_page(f"/display/{morning.display('ug')}", "desk", 1920, 1080)
    morning.call(morning.doctor, two_rooms[0])
    expect(page.locator("#hero-to")).to_be_visible(timeout=5000)
    page.wait_for_timeout(3500)
    second = page.locator("#hero-title [lang=ug]")
    if second.count():
        expect(second).to_have_attribute("dir", "rtl")
    check_accessibility(page)
    screenshot(page, "display-ug.png")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
def test_nothing_runs_off_the_screen(two_rooms, morning, open_page, size):
    page = open_page(f"/display/{morning.display('en')}", "desk", *size)
    morning.call(morning.doctor, two_rooms[0])
    expect(page.locator("#hero-to")).to_be_visible(timeout=5000)
    cut = page.evaluate("""() => [...document.querySelectorAll("#hero-label, #hero-to b, #ready b, .counts .v, #clock")]
        .filter((each) => { const box = each.getBoundingClientRect(); return box.right > innerWidth + 1 || box.bottom > innerHeight + 1; })
        .map((each) => each.id || each.className)""")
    assert cut == []


@pytest.mark.parametrize("language", ["en", "ug"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
def test_that_nobody_is_called_is_not_cut_off(two_rooms, morning, open_page, language, size):
    page = open_page(f"/display/{morning.display(language)}", "desk", *size)
    expect(page.locator("#hero-title .second")).to_be_visible()
    assert page.evaluate(OUTSIDE_THE_HERO) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
def test_a_long_room_name_leaves_the_called_number_its_place(two_rooms, morning, open_page, size):
    page = open_page(f"/display/{morning.display('en')}", "desk", *size)
    page.route("**/api/v1/displays/*", lambda route: route.fulfill(json=with_long_names(route.fetch().json())))
    morning.call(morning.doctor, two_rooms[0])
    page.reload()
    expect(page.locator("#hero-to")).to_contain_text("麻醉术前评估专家诊室", timeout=10000)
    page.wait_for_timeout(500)
    assert page.evaluate(OUTSIDE_THE_HERO) == []
    label, to = page.locator("#hero-label").bounding_box(), page.locator("#hero-to").bounding_box()
    assert label["x"] + label["width"] <= to["x"] + 1


def with_long_names(picture: dict) -> dict:
    for call in picture["calls"]:
        call["roomName"] = {"zh": "麻醉术前评估专家诊室（三楼东区）", "en": "Pre-anaesthesia Expert Room, third floor east"}
    return picture


# What of the hero stands outside it.
OUTSIDE_THE_HERO = """() => {
    const hero = document.getElementById("hero").getBoundingClientRect();
    return [...document.querySelectorAll("#hero *")].filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width && (box.left < hero.left - 1 || box.right > hero.right + 1 || box.top < hero.top - 1 || box.bottom > hero.bottom + 1);
    }).map((each) => each.textContent);
}"""


def test_a_door_shows_its_own_room(two_rooms, morning, open_page, screenshot, check_accessibility):
    one, two = two_rooms
    page = open_page(f"/door/{one}?display={morning.display('en')}", "desk", 768, 1366)
    expect(page.locator("#door")).to_have_attribute("data-state", "free", timeout=5000)
    morning.call(morning.doctor2, two)
    call = morning.call(morning.doctor, one)
    expect(page.locator("#door")).to_have_attribute("data-state", "calling", timeout=5000)
    expect(page.locator("#big")).to_have_text(call["ticket"]["label"])
    check_accessibility(page)
    screenshot(page, "door.png")
    morning.doctor.act("PUT", f"/tickets/{call['ticket']['id']}/consultation")
    expect(page.locator("#door")).to_have_attribute("data-state", "inside", timeout=8000)
    morning.doctor.act("PUT", f"/tickets/{call['ticket']['id']}/completion")
    morning.doctor.act("PATCH", f"/rooms/{one}/sitting", {"state": "paused"})
    expect(page.locator("#door")).to_have_attribute("data-state", "paused", timeout=8000)


def test_accessibility_of_the_area_screen(two_rooms, morning, open_page, check_accessibility):
    page = open_page(f"/display/{morning.display('en')}", "desk", 1920, 1080)
    page.wait_for_selector("#counts li")
    check_accessibility(page)
    morning.call(morning.doctor, two_rooms[0])
    eventually(lambda: page.locator("#hero.ring").count())
    check_accessibility(page)
