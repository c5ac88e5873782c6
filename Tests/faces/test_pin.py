"""A PIN that signs: set with the password, tapped with a finger, locked after five wrong tries."""

import os
import subprocess

from playwright.sync_api import expect

from server import PASSWORD, ROOT, Server
from workstation import call_next, fill_form


def ready(page):
    call_next(page)
    page.click("#act-camein")
    fill_form(page)
    page.click("#sign-do")


def set_pin(page, digits: str):
    page.click("#pin-open")
    page.fill("#pin-new", digits)
    page.fill("#pin-password", PASSWORD)
    page.click("#pin-dialog .btn.solid")


def tap(page, digits: str):
    for digit in digits:
        page.locator("#sign-pad button", has_text=digit).click()


def test_a_pin_is_set_and_tapped_and_the_next_patient_called(workstation, screenshot, check_accessibility):
    page = workstation
    first = page.inner_text("#next-who b")
    ready(page)
    expect(page.locator("#sign-pad")).to_be_hidden()
    set_pin(page, "1234")
    expect(page.locator("#pin-refusal")).to_contain_text("太好猜")
    check_accessibility(page)
    set_pin_again = page.locator("#pin-new")
    set_pin_again.fill("7391")
    page.click("#pin-dialog .btn.solid")
    expect(page.locator("#sign-pad")).to_be_visible()
    check_accessibility(page)
    screenshot(page, "pin-pad.png")
    tap(page, "7391")
    expect(page.locator("#sign-password")).to_have_value("7391")
    page.click("#sign-next")
    expect(page.locator("#patient-label")).not_to_have_text(first, timeout=15000)


def test_digits_tapped_after_a_wrong_pin_begin_anew(workstation):
    page = workstation
    ready(page)
    set_pin(page, "7391")
    expect(page.locator("#sign-pad")).to_be_visible()
    tap(page, "1212")
    page.click("#sign-confirm")
    expect(page.locator("#sign-refusal")).to_contain_text("次")
    tap(page, "7391")
    expect(page.locator("#sign-password")).to_have_value("7391")
    page.click("#sign-confirm")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed", timeout=15000)


def test_a_locked_pin_asks_for_the_password_which_opens_it(workstation, screenshot):
    page = workstation
    ready(page)
    set_pin(page, "7391")
    expect(page.locator("#sign-pad")).to_be_visible()
    for left in (4, 3, 2, 1):
        page.fill("#sign-password", "7392")
        page.click("#sign-confirm")
        expect(page.locator("#sign-refusal")).to_contain_text(f"{left} 次")
    page.fill("#sign-password", "7392")
    page.click("#sign-confirm")
    expect(page.locator("#sign-refusal")).to_contain_text("锁住")
    expect(page.locator("#sign-pad")).to_be_hidden()
    expect(page.locator("#sign-how")).to_contain_text("请用密码")
    screenshot(page, "pin-locked.png")
    page.fill("#sign-password", PASSWORD)
    page.click("#sign-confirm")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed", timeout=15000)


def test_the_password_signs_where_a_pin_is_set(workstation):
    page = workstation
    ready(page)
    set_pin(page, "7391")
    expect(page.locator("#sign-pad")).to_be_visible()
    page.click("#sign-password-instead")
    expect(page.locator("#sign-pad")).to_be_hidden()
    page.fill("#sign-password", PASSWORD)
    page.click("#sign-confirm")
    expect(page.locator("#sign")).to_have_attribute("data-state", "signed", timeout=15000)


def test_the_command_line_sets_it_with_the_password(tmp_path):
    server = Server(tmp_path / "data")
    server.stop()

    def set_by_command(*lines: str) -> subprocess.CompletedProcess:
        return subprocess.run([os.environ["HOUZHEN"], "staff", "pin", "doctor", "--data", str(tmp_path / "data")],
                              cwd=ROOT, input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=60)

    refused = set_by_command("not-the-password", "7391")
    assert refused.returncode == 2 and "password is wrong" in refused.stderr
    trivial = set_by_command(PASSWORD, "1234")
    assert trivial.returncode == 2 and "too easily" in trivial.stderr
    done = set_by_command(PASSWORD, "7391")
    assert done.returncode == 0, done.stderr
    assert "7391" not in done.stdout + done.stderr
    server = Server(tmp_path / "data")
    try:
        assert server.client("doctor").get("/staff/current/pin") == {"state": "set", "triesLeft": 5}
    finally:
        server.stop()
