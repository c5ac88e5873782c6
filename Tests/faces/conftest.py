"""Fixtures: a server, a morning in it, and Debian's Chromium."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

import chromium
from server import PASSWORD, Morning, Server
from workstation import LONG_NAME, open_sitting

# A page that has to wait for others is slow, not wrong.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path, request):
    """A test may ask for a faster clock: `@pytest.mark.parametrize("server", [60], indirect=True)`."""
    server = Server(tmp_path / "data", getattr(request, "param", 1))
    yield server
    server.stop()


@pytest.fixture
def morning(server):
    return Morning(server)


@pytest.fixture
def open_page(browser: Browser, server: Server):
    """Opens a path in a browser of its own, signing in where the page asks for it. An error in the console fails the test."""
    contexts = []
    errors = []

    def open_page(path: str, username: str | None = None, width=1366, height=768, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
        page.goto(server.url + path)
        if username:
            page.fill("#username", username)
            page.fill("#password", PASSWORD)
            page.press("#password", "Enter")
            page.wait_for_selector("#signin", state="hidden")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def is_fault(message) -> bool:
    """An error in the console; that a request was refused or never arrived is told there too, and is none."""
    return message.type == "error" and "Failed to load resource" not in message.text


@pytest.fixture
def workstation(morning, open_page):
    """A doctor who has just opened a sitting, with two people in line."""
    morning.patient(LONG_NAME, language="ug", number="26119482")
    morning.patient("诸葛文远")
    page = open_page("/doctor", "doctor")
    open_sitting(page, morning.rooms[0]["id"], morning.queue["id"])
    return page


@pytest.fixture
def screenshot():
    """Keeps a picture of a page in the folder that SCREENSHOTS names."""
    folder = os.environ.get("SCREENSHOTS")

    def screenshot(page: Page, name: str):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / name)

    return screenshot


@pytest.fixture
def check_accessibility():
    """No fault by axe, WCAG 2.2 A and AA. `state` is told with what it finds."""
    axe = Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

    def check(page: Page, state=""):
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}).response["violations"]
        assert found == [], (state, [(each["id"], each["help"], [node["html"][:160] for node in each["nodes"][:4]]) for each in found])

    return check
