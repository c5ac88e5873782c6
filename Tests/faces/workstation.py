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


def fill_form(page: Page):
    """Answers all that is required, as about a healthy person: 本节无异常, then each row that is still open."""
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
        values = {**MEASURED, "date": "2026-11-24", "time": "08:00", "text": "无"}
        field = control.locator("input:not(.native), textarea")
        value = values.get(row.get_attribute("data-item")) or values.get(kind)
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
