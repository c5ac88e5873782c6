"""Amending what is signed: the reason, what is changed, both revisions, the paper; two windows; who has read it."""

from playwright.sync_api import expect

from server import eventually
from workstation import LONG_NAME, call_next, fill_form, sign


def signed(page):
    call_next(page)
    page.click("#act-camein")
    fill_form(page)
    sign(page)


def begin(page, reason="化验回来：体重重测"):
    page.click("#amend")
    page.fill("#amend-reason", reason)
    page.click("#amend-dialog .btn.solid")
    expect(page.locator("#amendment")).to_be_visible()


def assessment(morning) -> dict:
    current = morning.doctor.get(f"/rooms/{morning.rooms[0]['id']}")["current"]
    return morning.doctor.get(f"/assessments/{current['assessment']}")


def is_saved(page):
    expect(page.locator("#draft")).to_have_class("draft idle", timeout=20000)


def test_what_is_signed_is_amended_and_both_revisions_are_read(workstation, morning, screenshot, check_accessibility):
    page = workstation
    signed(page)
    page.click("#amend")
    check_accessibility(page)
    screenshot(page, "amend-ask.png")
    page.click("#amend-dialog .quick .btn >> nth=0")
    page.click("#amend-dialog .btn.solid")
    expect(page.locator("#amendment h2")).to_contain_text("第 2 版")
    expect(page.locator("#amendment .count")).to_contain_text("还没有改动")
    # Nothing changed is not signed again.
    page.click("#sign-do")
    page.fill("#sign-password", "houzhen-demo")
    page.click("#sign-confirm")
    expect(page.locator("#sign-refusal")).to_contain_text("还没有改动")
    page.click("#sign-cancel")
    page.fill("#in-weight", "92")
    expect(page.locator("#item-weight .was")).to_have_text("原：68 kg")
    expect(page.locator("#amendment ins")).to_have_text("92 kg")
    is_saved(page)
    check_accessibility(page)
    screenshot(page, "amending.png")
    sign(page)
    expect(page.locator("#amendment")).to_be_hidden()
    expect(page.locator("#revisions button")).to_have_count(2)
    record = assessment(morning)
    assert [each["revision"] for each in record["revisions"]] == [1, 2]
    assert any(each["id"] == "weight" and each["old"] == "68 kg" and each["new"] == "92 kg" for each in record["differences"])
    screenshot(page, "amended.png")
    page.locator("#revisions button").nth(1).click()
    expect(page.locator("#revision-dialog .replaced")).to_contain_text("已被第 2 版取代")
    page.click("#revision-dialog summary")
    expect(page.locator("#revision-dialog .answers")).to_contain_text("68 kg")
    screenshot(page, "revision-old.png")
    check_accessibility(page)
    page.click("#revision-dialog .buttons .btn")
    page.locator("#revisions button").nth(0).click()
    expect(page.locator("#revision-dialog .differences")).to_contain_text("92 kg")
    screenshot(page, "revision-new.png")


def test_an_amendment_is_dropped_and_leaves_nothing(workstation, morning):
    page = workstation
    signed(page)
    begin(page)
    page.fill("#in-weight", "93")
    is_saved(page)
    page.click("#amendment .btn")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed")
    expect(page.locator("#in-weight")).to_have_value("68")
    expect(page.locator("#item-weight .was")).to_have_count(0)
    record = assessment(morning)
    assert record["state"] == "signed" and len(record["revisions"]) == 1 and record["answers"]["weight"] == 68


def test_two_windows_share_one_amendment(workstation, morning):
    page = workstation
    signed(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#form .item")
    expect(other.locator("#sign")).to_have_attribute("data-state", "signed")
    begin(page)
    # The other window learns of it, and what it enters is the same draft.
    expect(other.locator("#amendment")).to_be_visible(timeout=15000)
    other.fill("#in-weight", "94")
    is_saved(other)
    expect(page.locator("#amendment ins")).to_have_text("94 kg", timeout=15000)
    sign(page)
    assert assessment(morning)["answers"]["weight"] == 94


def test_an_amendment_that_was_begun_elsewhere_is_shown(workstation, morning):
    page = workstation
    signed(page)
    record = assessment(morning)
    morning.doctor2.act("POST", f"/assessments/{record['id']}/amendments", {"reason": "会诊意见"})
    page.click("#amend")
    page.fill("#amend-reason", "再来一次")
    page.click("#amend-dialog .btn.solid")
    expect(page.locator("#amend-refusal")).to_contain_text("已经在更正")
    page.click("#amend-dialog .btn:not(.solid) >> nth=-1")
    expect(page.locator("#amendment")).to_contain_text("会诊意见")


def test_signed_printed_and_the_next_called_in_one_gesture_after_an_amendment_too(workstation, morning):
    page = workstation
    first = page.inner_text("#next-who b")
    signed(page)
    begin(page)
    page.fill("#in-weight", "95")
    is_saved(page)
    page.click("#sign-do")
    page.fill("#sign-password", "houzhen-demo")
    page.click("#sign-next")
    expect(page.locator("#patient-label")).not_to_have_text(first, timeout=15000)
    jobs = eventually(lambda: [job for job in morning.desk.get("/print-jobs")["printJobs"] if job["purpose"] == "slip"])
    assert len(jobs) == 2


def test_who_has_read_it_is_listed_for_the_auditor(workstation, morning, open_page, screenshot, check_accessibility):
    page = workstation
    signed(page)
    record = assessment(morning)
    morning.doctor2.get(f"/assessments/{record['id']}")
    morning.desk.bytes(f"/api/v1/assessments/{record['id']}/slip.pdf")
    readings = open_page("/readings", "admin")
    readings.locator("#today button").first.click()
    expect(readings.locator("#found tbody tr")).to_have_count(2)
    expect(readings.locator("#found")).to_contain_text("doctor2")
    assert LONG_NAME not in readings.content()
    check_accessibility(readings)
    screenshot(readings, "readings.png")
    readings.click("#language")
    expect(readings.locator("h1")).to_have_text("Who has read assessments")
