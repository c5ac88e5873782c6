"""What the doctor sees of the paper, with a real print service and printers made of software."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from server import ROOT, Morning, Server
from terminal import Terminal
from test_desk import sign_in
from workstation import call_next, fill_form, open_sitting, sign

ROOM = ROOT / "Tests/PrintRoom/print-room.sh"


class PrintRoom:
    """A private CUPS with a slip printer and a ticket printer."""

    def __init__(self, folder: Path):
        self.folder = folder
        told = self.run("start")
        settings = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        self.flags = ["--printer", f"slip={settings['SLIP_PRINTER']}", "--printer", f"ticket={settings['TICKET_PRINTER']}"]

    def run(self, word: str, *more: str) -> str:
        outcome = subprocess.run(["bash", str(ROOM), word, str(self.folder), *more], capture_output=True, text=True)
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout

    def printed(self) -> list[str]:
        return self.run("printed", "slip").split()


@pytest.fixture
def print_room():
    # The print service gives its rights away: every folder above must let others pass.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    room = PrintRoom(folder / "room")
    yield room
    subprocess.run(["bash", str(ROOM), "stop", str(folder / "room")], capture_output=True)


@pytest.fixture
def server(tmp_path, print_room):
    server = Server(tmp_path / "data", flags=print_room.flags)
    yield server
    server.stop()


@pytest.fixture
def consultation(server, open_page):
    """A patient whose form is complete, on the page."""
    morning = Morning(server)
    morning.patient("阿卜杜热合曼·买买提依明", language="ug")
    page = open_page("/doctor", "doctor")
    open_sitting(page, morning.rooms[0]["id"], morning.queue["id"])
    call_next(page)
    page.click("#act-camein")
    fill_form(page)
    return page


def test_a_signed_slip_is_followed_until_the_printer_has_it(consultation, print_room):
    sign(consultation)
    expect(consultation.locator("#print .job.printed")).to_be_visible(timeout=30000)
    assert len(print_room.printed()) == 1


def test_a_slip_at_a_printer_without_paper_says_so_and_comes_out_once_the_tray_is_filled(consultation, print_room):
    sign(consultation)
    expect(consultation.locator("#print .job.printed")).to_be_visible(timeout=30000)
    print_room.run("trays", "slip", "empty")
    consultation.get_by_role("button", name="再打一份").click()
    # It is stuck at the printer, or was not sent to it: either way the page says why.
    expect(consultation.locator("#print .job:is(.stuck, .queued)")).to_contain_text("缺纸，请加纸", timeout=30000)
    print_room.run("trays", "slip", "full")
    expect(consultation.locator("#print .job.printed")).to_be_visible(timeout=60000)
    assert len(print_room.printed()) == 2


def test_without_the_print_service_the_page_says_so_and_it_prints_once_it_is_back(consultation, print_room):
    print_room.run("stop-cupsd")
    sign(consultation)
    expect(consultation.locator("#print")).to_contain_text("CUPS", timeout=30000)
    print_room.run("start-cupsd")
    expect(consultation.locator("#print .job.printed")).to_be_visible(timeout=40000)
    assert len(print_room.printed()) == 1


def test_a_printer_that_is_off_is_named_with_since_when_and_the_slip_waits_for_it(consultation, print_room):
    print_room.run("stop-printer", "slip")
    expect(consultation.locator("#printer")).to_contain_text("打印机离线", timeout=20000)
    expect(consultation.locator("#printer")).to_contain_text("起")
    sign(consultation)
    expect(consultation.locator("#print .job")).to_contain_text("打印机离线", timeout=20000)
    expect(consultation.locator("#print")).to_contain_text("不打了")
    assert print_room.printed() == []
    print_room.run("start-printer", "slip")
    expect(consultation.locator("#print .job.printed")).to_be_visible(timeout=40000)
    assert len(print_room.printed()) == 1


def test_the_desk_sees_the_printers_and_tries_one(server, print_room):
    Morning(server)
    desk = Terminal([os.environ["HOUZHEN"], "desk", "--server", server.url], 120, 36)
    try:
        desk.wait_for("用户名")
        sign_in(desk, "desk")
        desk.wait_for("计划顺序")
        print_room.run("trays", "slip", "empty")
        desk.type("/打印机")
        desk.keys("Enter")
        desk.wait_for("1 测试页")
        desk.wait_for("缺纸")
        print_room.run("trays", "slip", "full")
        desk.type("1")
        desk.wait_for("在打测试页")
        end = time.monotonic() + 30
        while not print_room.printed():
            assert time.monotonic() < end, desk.screen()
            time.sleep(0.2)
    finally:
        desk.close()
