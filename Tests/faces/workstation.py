"""What a doctor does on the workstation, with the mouse."""

from playwright.sync_api import Page, expect

from server import PASSWORD


LONG_NAME = "阿卜杜热合曼·买买提依明"

# What a healthy person measures; a number that is not listed gets the middle of its range.
MEASURED = {"height": "170", "weight": "68", "systolic": "128", "diastolic": "76", "heartRate": "72", "spo2": "98",
            "temperature": "36.6", "mouthOpening": "4.5", "thyromental": "7", "neckCircumference": "38"}


def open_sitting(page: Page, room: str, queue: str):
    page.wait_for_selector("#sitting-dialog[open]")
    page.check(f"#sitting-dialog input[name=room][value='{room}']")
    page.check(f"#sitting-dialog input[name=queue][value='{queue}']")
    page.click("#sitting-dialog .btn.solid")
    expect(page.locator("#sitting")).to_have_attribute("data-state", "open")


def call_next(page: Page):
    expect(page.locator("#call")).not_to_have_attribute("aria-disabled", "true")
    page.click("#call")
    expect(page.locator("#band")).to_be_visible()
    page.wait_for_selector("#form .item")


# Answers what is open as the handlers of the page see it, without a mouse's way from row to row.
ANSWER_OPEN = """values => {
  for (const button of document.querySelectorAll(".sec .btn.go")) {
    if (button.offsetParent && !button.hasAttribute("aria-disabled")) button.click();
  }
  for (const row of document.querySelectorAll("#form .item.open")) {
    if (!row.offsetParent) continue;
    if (["tick", "choice", "several"].includes(row.dataset.kind)) {
      row.querySelector("label").click();
      continue;
    }
    const field = row.querySelector("input:not(.native), textarea");
    const [least, most] = (field.title || "").split("–").map(Number);
    field.value = values[row.dataset.item] ?? values[row.dataset.kind] ?? String(Math.round((least + most) / 2));
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, {bubbles: true}));
  }
}"""
ANSWERS = {**MEASURED, "date": "2026-11-24", "time": "08:00", "text": "无"}


def fill_form(page: Page):
    """Answers all that is required, as about a healthy person: 本节无异常, then each row that is still open."""
    page.wait_for_selector("#sign[data-state=lacks]")
    # A new answer may ask a new question.
    for _ in range(20):
        page.evaluate(ANSWER_OPEN, ANSWERS)
        page.wait_for_timeout(600)
        if page.get_attribute("#sign", "data-state") == "ready":
            break
    expect(page.locator("#sign")).to_have_attribute("data-state", "ready", timeout=10000)


def fill_by_mouse(page: Page):
    """The same, by a mouse that goes from row to row."""
    page.wait_for_selector("#sign[data-state=lacks]")
    for button in page.locator(".sec .btn.go").all():
        if button.is_visible() and button.get_attribute("aria-disabled") is None:
            button.click()
    for _ in range(200):
        open_rows = page.locator("#form .item.open:visible")
        if open_rows.count() == 0:
            # A new answer may ask a new question.
            page.wait_for_timeout(600)
            if open_rows.count() == 0:
                break
        answer(page, open_rows.first)
    expect(page.locator("#sign")).to_have_attribute("data-state", "ready", timeout=10000)


def begin_a_case(page: Page):
    """A consultation half-way: measured, some of the history positive, the rest still open."""
    for item, value in MEASURED.items():
        field = page.locator(f"#in-{item}")
        if field.count() and item not in ("neckCircumference", "thyromental"):
            field.fill(value)
    for item in ("snoring", "drugAllergy", "diabetes"):
        tick = page.locator(f"#item-{item} label.yes")
        if tick.count():
            tick.click()
    # The questions that a positive answer opens.
    page.wait_for_timeout(1000)
    allergy = page.locator("#in-drugAllergyDetail")
    if allergy.is_visible():
        allergy.fill("青霉素：喉头水肿，2019")
    page.locator("#index-list li").nth(1).locator("a").click()
    page.wait_for_timeout(1500)


def answer(page: Page, row):
    kind = row.get_attribute("data-kind")
    control = page.locator(f"#{row.get_attribute('id')}")
    if kind in ("tick", "choice", "several"):
        control.locator("label").first.click()
    else:
        field = control.locator("input:not(.native), textarea")
        value = ANSWERS.get(row.get_attribute("data-item")) or ANSWERS.get(kind)
        field.fill(value or middle(field.get_attribute("title")))


def middle(limits: str) -> str:
    """A whole number in the middle of `50–250`."""
    least, most = (float(each) for each in limits.split("–"))
    return str(round((least + most) / 2))


def sign(page: Page):
    page.click("#sign-do")
    page.fill("#sign-password", PASSWORD)
    page.click("#sign-confirm")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed", timeout=15000)
