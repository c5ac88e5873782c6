"""The front desk's terminal, with keys, against a real server."""

import os
import signal
import time
import unicodedata

import pytest

from server import PASSWORD
from terminal import Terminal


@pytest.fixture
def desk(server):
    terminals = []

    def open_desk(columns=120, rows=36) -> Terminal:
        terminal = Terminal([os.environ["HOUZHEN"], "desk", "--server", server.url], columns, rows)
        terminals.append(terminal)
        terminal.wait_for("用户名")
        terminal.type("desk")
        terminal.keys("Enter")
        terminal.type(PASSWORD)
        terminal.keys("Enter")
        terminal.wait_for("计划顺序")
        return terminal

    yield open_desk
    for terminal in terminals:
        terminal.close()


def test_a_patient_is_found_by_name_and_gets_a_number(desk, morning):
    terminal = desk()
    terminal.type("欧阳娜娜")
    terminal.keys("Enter")
    assert "1990-02-11" in terminal.wait_for("将是 A001")
    # A scanner sends its Enter twice at times: a second one at once does not give a number.
    time.sleep(1)
    terminal.keys("Enter")
    terminal.wait_for("已发号")
    assert morning.desk.get(f"/queues/{morning.queue['id']}")["nextLabel"] == "A002"


def test_a_patient_marked_missed_comes_back(desk, morning):
    morning.patient("上官婉清")
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.call(morning.doctor, morning.rooms[0]["id"])
    terminal = desk()
    terminal.wait_for("A001")
    morning.miss(morning.doctor, morning.rooms[0]["id"])
    terminal.wait_for("过号 1")
    terminal.keys("F4")
    terminal.wait_for("A001")
    terminal.keys("Enter")
    terminal.wait_for("过号 0", 30)
    plan = morning.desk.get(f"/queues/{morning.queue['id']}/plan")["entries"]
    assert [entry["ticket"]["lane"] for entry in plan] == ["missed"]


def test_typed_text_survives_a_server_that_is_away(desk, server, morning):
    terminal = desk()
    terminal.wait_for("计划顺序")
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        terminal.type("艾尼瓦尔")
        terminal.wait_for("服务器断开", 40)
        assert "艾尼瓦尔" in terminal.screen()
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    terminal.wait_for("连接正常", 40)
    assert "艾尼瓦尔" in terminal.screen()


@pytest.mark.parametrize("columns, rows", [(120, 36), (80, 24)])
def test_long_and_rare_names_keep_the_columns(desk, morning, columns, rows):
    for name in ("阿卜杜热合曼·买买提依明", "爱新觉罗启明", "䶮小雨", "𠅤天", "John Smith"):
        morning.patient(name)
    terminal = desk(columns, rows)
    screen = terminal.wait_for("A005")
    rows = [line for line in screen.split("\n") if line.startswith("│") and "A00" in line[:12]]
    assert len(rows) == 5
    assert len({right_edge(row) for row in rows}) == 1, screen


def right_edge(row: str) -> int:
    """In which column of the terminal the queue's frame ends."""
    index = row.index("│", 1)
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in row[:index])
