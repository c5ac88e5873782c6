"""A healthy patient's assessment by one hand alone: the mouse's, a finger's on a touch screen, or the keyboard's. What it
costs is counted by the page."""

import time

from playwright.sync_api import Page, expect

from server import PASSWORD
from workstation import MEASURED, middle

COUNTERS = """
window.hand = {clicks: 0, digits: 0, keys: 0};
addEventListener("pointerdown", (event) => {
  window.hand.clicks += 1;
  if (event.target.closest(".pad")) window.hand.digits += 1;
}, true);
addEventListener("keydown", () => { window.hand.keys += 1; }, true);
"""

# What is still open, in the order of the form: every row that shows itself as unanswered.
OPEN = """() => [...document.querySelectorAll("#form .item.open")].filter((row) => row.offsetParent).map((row) => ({
  id: row.dataset.item, kind: row.dataset.kind, limits: row.querySelector("input")?.title ?? ""}))"""
SECTIONS = """() => [...document.querySelectorAll("#form .sec .btn.go")]
  .filter((button) => button.offsetParent && !button.hasAttribute("aria-disabled")).map((button) => button.id)"""
PASSES = 8
# Milliseconds within which two presses are taken for a double one: by a browser, and by N.
DOUBLE_PRESS = 500


def count_from_now(page: Page):
    page.evaluate(COUNTERS)
    page.hand_began = time.monotonic()


def tell(page: Page, how: str) -> dict:
    counted = page.evaluate("window.hand") | {"seconds": round(time.monotonic() - page.hand_began, 1)}
    items = page.evaluate("[...document.querySelectorAll('#form .item')].filter((row) => row.offsetParent).length")
    print(f"\n{how}: {items} items, {counted['clicks']} clicks ({counted['digits']} of them on the digits), "
          f"{counted['keys']} keys, {counted['seconds']} s of machine time")
    return counted


def by_mouse(page: Page):
    by_pointing(page, lambda place: place.click())


def by_touch(page: Page):
    by_pointing(page, lambda place: place.tap())


def by_pointing(page: Page, press):
    """Sections with one press each, then what is measured and chosen. Only the password is typed, and what has no digits."""
    press(page.locator("#call"))
    page.wait_for_selector("#form .item")
    for button in page.evaluate(SECTIONS):
        press(page.locator(f"#{button}"))
        # Two presses at once are one: the next section was not read yet.
        page.wait_for_timeout(DOUBLE_PRESS)
    for _ in range(PASSES):
        settled(page)
        rows = page.evaluate(OPEN)
        if not rows:
            break
        for row in rows:
            answer_by_pointing(page, row, press)
    press(page.locator("#sign-do"))
    page.fill("#sign-password", PASSWORD)
    press(page.locator("#sign-next"))


def answer_by_pointing(page: Page, row: dict, press):
    place = page.locator(f"#item-{row['id']}")
    if row["kind"] == "number":
        if not page.evaluate("(id) => document.activeElement.id === id", f"in-{row['id']}"):
            press(place.locator("input"))
        for digit in value(row):
            press(page.locator(".pad button", has_text=digit).first)
        # Where no further digit can follow, the pad has gone on by itself.
        if place.locator(".pad").count():
            press(page.locator(".pad .go"))
    elif row["kind"] in ("tick", "choice", "several"):
        press(place.locator("label").first)
    else:
        place.locator("input:not(.native), textarea").fill(value(row))


def by_keyboard(page: Page):
    """F8 goes to what is missing; N, digits and Enter answer it."""
    page.keyboard.press("F2")
    page.wait_for_selector("#form .item")
    for _ in range(40 * PASSES):
        settled(page)
        if page.locator("#sign").get_attribute("data-state") == "ready":
            break
        page.keyboard.press("F8")
        page.wait_for_selector("#form .item.open:focus-within")
        # Whoever looks where it went: what is typed at once is taken for a password, and goes nowhere.
        page.wait_for_timeout(500)
        answer_by_keyboard(page)
    page.keyboard.press("F8")
    page.wait_for_selector("#sign-dialog[open]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("F2")


def answer_by_keyboard(page: Page):
    """The row that has the focus, and those after it that are open too."""
    focused = "() => { const row = document.activeElement.closest('.item.open'); return row && {id: row.dataset.item, kind: row.dataset.kind, limits: row.querySelector('input')?.title ?? '', normal: Boolean(row.closest('.sec').querySelector('.btn.go:not([hidden]):not([aria-disabled])'))}; }"
    while row := page.evaluate(focused):
        if row["kind"] == "tick" and row["normal"]:
            page.wait_for_timeout(DOUBLE_PRESS + 50)
            page.keyboard.press("n")
        if row["kind"] in ("tick", "choice") and page.locator(f"#item-{row['id']} input:checked").count() == 0:
            page.keyboard.press("1")
        elif row["kind"] == "several":
            page.keyboard.press("Space")
        elif row["kind"] in ("number", "text", "date", "time"):
            if row["kind"] in ("date", "time"):
                page.locator(f"#in-{row['id']}").fill(value(row))
            else:
                page.keyboard.type(value(row))
        page.keyboard.press("ArrowDown" if row["kind"] == "text" else "Enter")
        if row["kind"] == "text":
            return


def value(row: dict) -> str:
    values = {**MEASURED, "date": "2026-11-24", "time": "08:00", "text": "无"}
    return values.get(row["id"]) or values.get(row["kind"]) or middle(row["limits"])


def settled(page: Page):
    """Until the scores are those of the newest answers: a new answer may ask a new question."""
    page.wait_for_timeout(350)
    page.wait_for_load_state("networkidle")


def expect_next_patient(page: Page, before: str):
    expect(page.locator("#patient-label")).not_to_have_text(before, timeout=15000)
