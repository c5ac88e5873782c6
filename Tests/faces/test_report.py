"""The day's report, on the screen and on A4."""

import re
import subprocess

from playwright.sync_api import expect


def test_a_day_without_numbers_says_so(open_page):
    page = open_page("/report", "admin")
    expect(page.locator("#figures")).to_have_text("这一天没有发过号。")


def test_it_is_found_from_the_first_page_read_in_both_languages_and_printed(
        morning, open_page, check_accessibility, screenshot, tmp_path):
    morning.crowd()
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.call(morning.doctor, morning.rooms[0]["id"])
    page = open_page("/", "admin")
    page.click("a[href='/report']")
    expect(page.locator("h1")).to_have_text("门诊日报表")
    issued = len(morning.desk.get(f"/queues/{morning.queue['id']}/tickets")["tickets"])
    expect(page.locator(".summary dd").first).to_have_text(str(issued))
    assert "nan" not in page.inner_text("main").lower() and "undefined" not in page.inner_text("main")
    check_accessibility(page)
    screenshot(page, "report-zh.png")
    page.click("#language")
    expect(page.locator("h1")).to_have_text("Clinic day report")
    expect(page.get_by_role("heading", name="By doctor")).to_be_visible()
    head = morning.desk.get("/reports/day")["journalHead"]
    assert re.sub(r"\s", "", page.inner_text("code")) == head
    paper = tmp_path / "report.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    facts = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    assert "A4" in facts
    words = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, text=True).stdout
    assert "Clinic day report" in words and "Sign out" not in words and "Print" not in words.split("By queue")[0].replace("Printed", "")


def test_what_was_ruled_by_hand_stands_there_with_who_and_why(morning, open_page, check_accessibility, screenshot):
    ticket = morning.patient("诸葛文远")
    morning.desk.act("PUT", f"/tickets/{ticket['id']}/priority", {"priority": "urgent", "reason": "大厅里晕倒"})
    page = open_page("/report", "admin")
    hand = page.locator("section", has=page.get_by_role("heading", name="人为调整"))
    expect(hand).to_contain_text("大厅里晕倒")
    expect(hand).to_contain_text(ticket["label"])
    check_accessibility(page)
    screenshot(page, "report-by-hand.png")


def test_what_is_no_day_is_said(open_page):
    page = open_page("/report?date=2026-02-30", "admin")
    expect(page.locator("#refusal")).to_be_visible()


def test_a_doctor_is_told_that_it_is_not_for_them(open_page):
    page = open_page("/report", "doctor")
    expect(page.locator("#refusal")).to_be_visible()
