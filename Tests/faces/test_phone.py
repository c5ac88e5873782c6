"""The patient's own page, and the page that everybody signs in on."""

import pytest
from playwright.sync_api import expect

from server import phone_path


@pytest.fixture
def phone(morning, open_page):
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.crowd()
    ticket = morning.patient("帕提古丽·吐尔逊", sex="female", language="zh")
    page = open_page(phone_path(ticket), width=390, height=844, device_scale_factor=2)
    expect(page.locator("#label")).to_have_text(ticket["label"])
    return page


def test_it_says_the_number_and_how_many_are_ahead(phone, screenshot, check_accessibility):
    expect(phone.locator("#position h2")).not_to_be_empty()
    assert "帕提古丽·吐尔逊" not in phone.content()
    check_accessibility(phone)
    screenshot(phone, "phone-zh.png")


def test_in_uyghur_it_runs_from_the_right_and_a_range_is_in_words(phone, screenshot, check_accessibility):
    phone.click("[data-language=ug]")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("[data-language=ug]")).to_have_attribute("aria-pressed", "true")
    assert "–" not in phone.inner_text("#position")
    check_accessibility(phone)
    screenshot(phone, "phone-ug.png")


def test_it_answers_why_it_is_not_yet_the_patients_turn(phone, screenshot, check_accessibility):
    phone.click("#ask")
    expect(phone.locator("#ask")).to_have_attribute("aria-expanded", "true")
    ahead = int(phone.inner_text("#position h2 b"))
    expect(phone.locator("#answer")).to_contain_text(f"前面还有 {ahead} 位")
    assert "李佳慧" not in phone.content() and "John" not in phone.content()
    check_accessibility(phone)
    screenshot(phone, "phone-why-zh.png")
    phone.click("[data-language=ug]")
    expect(phone.locator("#answer")).to_contain_text("ئالدىڭىزدا")
    assert "–" not in phone.inner_text("#answer")
    check_accessibility(phone)


def test_in_english(phone):
    phone.click("[data-language=en]")
    expect(phone.locator("html")).to_have_attribute("lang", "en")


def test_a_narrow_phone_has_no_sideways_scroll(phone):
    phone.set_viewport_size({"width": 320, "height": 640})
    for language in ("zh", "ug", "en"):
        phone.click(f"[data-language={language}]")
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_long_wait_is_told_in_hours_and_minutes(morning, open_page, screenshot):
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    for number in range(24):
        morning.patient(f"王{number}")
    ticket = morning.patient("帕提古丽·吐尔逊", sex="female")
    page = open_page(phone_path(ticket), width=320, height=640)
    for language, hour in (("zh", "小时"), ("ug", "سائەت"), ("en", "\u00a0h")):
        page.click(f"[data-language={language}]")
        expect(page.locator("#position .est")).to_contain_text(hour)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        screenshot(page, f"phone-long-{language}.png")


def test_a_link_that_is_not_known_says_where_to_ask(open_page):
    page = open_page("/t/AAAAAAAAAAAAAAAAAAAAAA", width=390, height=844)
    expect(page.locator("#position")).to_contain_text("分诊台")


def test_the_first_page_signs_in_and_offers_the_faces(open_page, check_accessibility):
    page = open_page("/")
    page.wait_for_selector("#username")
    check_accessibility(page)
    page.fill("#username", "doctor")
    page.fill("#password", "not-the-password")
    page.press("#password", "Enter")
    expect(page.locator(".signin .refusal")).not_to_be_empty()
    page.fill("#password", "houzhen-demo")
    page.press("#password", "Enter")
    expect(page.locator("#links a[href='/doctor']")).to_be_visible()
    check_accessibility(page)
