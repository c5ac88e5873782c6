"""The front desk's terminal, with keys, against a real server."""

import os
import signal
import sqlite3
import time
import unicodedata
from contextlib import closing

import pytest

from server import PASSWORD
from terminal import Terminal


@pytest.fixture
def desk(server):
    terminals = []

    def open_desk(columns=120, rows=36, language="zh", flags=()) -> Terminal:
        terminal = Terminal(
            [os.environ["HOUZHEN"], "desk", "--server", server.url, "--language", language, *flags], columns, rows)
        terminals.append(terminal)
        terminal.wait_for("用户名" if language == "zh" else "User")
        sign_in(terminal, "desk")
        terminal.wait_for("计划顺序" if language == "zh" else "order of calling")
        return terminal

    yield open_desk
    for terminal in terminals:
        terminal.close()


def sign_in(terminal, username: str):
    terminal.type(username)
    terminal.keys("Enter")
    terminal.type(PASSWORD)
    terminal.keys("Enter")


def state(morning, ticket: dict) -> dict:
    return morning.desk.get(f"/tickets/{ticket['id']}")


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


def test_an_act_is_named_before_it_is_taken_back(desk, morning):
    morning.patient("欧阳娜娜")
    held = morning.patient("古丽巴哈尔·阿卜杜热依木")
    terminal = desk(80, 24)
    terminal.wait_for("A002")
    terminal.type("/挂起 a002")
    terminal.keys("Enter")
    terminal.wait_for("A002 古丽巴*** 已挂起")
    terminal.wait_for("挂起1")
    assert state(morning, held)["state"] == "on-hold"
    terminal.keys("F9")
    terminal.wait_for("挂起 A002 古丽巴***？再按一次 F9")
    assert state(morning, held)["state"] == "on-hold"
    terminal.keys("F9")
    terminal.wait_for("已撤销：挂起 A002")
    assert state(morning, held)["state"] == "waiting"
    terminal.keys("F9")
    terminal.wait_for("没有可以撤销的事")


def test_whoever_went_for_tests_comes_back_on_the_same_number(desk, morning):
    ticket = morning.patient("阿卜杜热合曼·买买提依明")
    terminal = desk()
    terminal.wait_for("A001")
    terminal.keys("F6")
    terminal.wait_for("现在没有诊室叫这个号")
    terminal.type("1")
    terminal.wait_for("A001 阿卜杜*** 去检查了")
    terminal.wait_for("去做检查了；回来请到分诊台报到")
    assert state(morning, ticket)["state"] == "at-tests"
    terminal.keys("Escape")
    terminal.wait_for("检查中 1 · 挂起 0")
    terminal.keys("F4")
    terminal.wait_for("阿卜杜热合曼·买买提依明")
    terminal.keys("Enter")
    terminal.wait_for("A001 阿卜杜*** 检查回来了")
    back = state(morning, ticket)
    assert (back["state"], back["lane"], back["label"]) == ("waiting", "returning", "A001")


def test_priority_is_given_on_a_ground_of_the_rules_and_a_refusal_is_the_servers(desk, morning):
    ticket = morning.patient("李佳慧", "female")
    terminal = desk()
    terminal.wait_for("A001")
    terminal.keys("F5")
    terminal.wait_for("80 岁以上")
    for _ in range(3):
        terminal.keys("Down")
    terminal.keys("Enter")
    terminal.wait_for("A001 李** 已改优先")
    assert state(morning, ticket)["lane"] == "priority"
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.call(morning.doctor, morning.rooms[0]["id"])
    terminal.type("/优先 A001")
    terminal.keys("Enter")
    terminal.keys("Enter")
    terminal.wait_for("A001 现在是“已叫号”，不能这样做")


def test_a_transfer_goes_to_the_queue_that_was_chosen(desk, morning):
    ticket = morning.patient("周瑜")
    terminal = desk(80, 24)
    terminal.wait_for("A001")
    terminal.type("/转走 A001")
    terminal.keys("Enter")
    terminal.wait_for("队列 C 日间手术")
    terminal.keys("Down")
    terminal.keys("Enter")
    terminal.wait_for("A001 周* 已转走")
    assert state(morning, ticket)["queue"] == "day-surgery"


@pytest.mark.parametrize("columns, rows", [(120, 36), (80, 24)])
def test_why_it_is_not_their_turn_is_told_in_both_languages_and_names_nobody(desk, morning, columns, rows):
    for name in ("欧阳娜娜", "热依汗古丽·阿卜杜克力木", "䶮小雨"):
        morning.patient(name)
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.patient("郑文渊", "female", lane="urgent")
    morning.call(morning.doctor, morning.rooms[0]["id"])
    terminal = desk(columns, rows)
    terminal.wait_for("A003")
    terminal.type("a003")
    terminal.keys("Enter")
    screen = terminal.wait_for("2 位比您先排上")
    assert "A004 已叫" in screen and "绿色通道先于轮流叫的人" in screen and "没有人改动过您的位置" in screen
    for name in ("欧阳", "热依汗", "郑"):
        assert name not in screen
    terminal.type("l")
    screen = terminal.wait_for("Urgent: before all who come by turn")
    assert "2 ahead of you" in screen and "Nobody has changed your place" in screen
    terminal.keys("Escape")
    terminal.wait_for("计划顺序")


def test_a_sitting_is_closed_and_those_who_wait_for_its_doctor_are_spread(desk, morning):
    room = morning.rooms[0]
    morning.sit(morning.doctor, room["id"])
    ticket = morning.desk.act("POST", f"/queues/{morning.queue['id']}/tickets", {
        "patient": {"name": "阿卜杜热合曼·买买提依明", "sex": "male"}, "doctor": "doctor"})
    terminal = desk(80, 24)
    terminal.wait_for(ticket["label"])
    terminal.type("/停诊 1")
    terminal.keys("Enter")
    screen = terminal.wait_for("由谁来看他们")
    assert ticket["label"] in screen
    terminal.keys("Enter")
    terminal.wait_for("停诊了")
    assert morning.desk.get(f"/rooms/{room['id']}").get("sitting") is None
    terminal.type("/出诊 1")
    terminal.keys("Enter")
    terminal.wait_for("全部队列")
    terminal.keys("Enter")
    terminal.wait_for("出诊了")
    assert morning.desk.get(f"/rooms/{room['id']}")["sitting"]["state"] == "open"


def test_the_emergency_list_is_printed_while_the_server_is_away(desk, server, morning, tmp_path):
    morning.sit(morning.doctor, morning.rooms[0]["id"])
    morning.crowd()
    terminal = desk(flags=["--list-printer", f"cat > {tmp_path}/paper", "--list-folder", str(tmp_path)])
    terminal.wait_for("A001")
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        terminal.wait_for("服务器断开", 40)
        terminal.keys("F10")
        terminal.wait_for("已交给打印")
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    paper = (tmp_path / "paper").read_text()
    labels = [each["ticket"]["label"] for each in morning.desk.get(f"/queues/{morning.queue['id']}/plan")["entries"]]
    assert labels and all(label in paper for label in labels)
    assert "李佳慧" not in paper and paper == (tmp_path / "houzhen-list.txt").read_text()
    assert (tmp_path / "houzhen-list.txt").stat().st_mode & 0o077 == 0


def test_the_desk_speaks_english(desk, morning):
    morning.patient("John Smith")
    terminal = desk(80, 24, "en")
    terminal.wait_for("A001")
    terminal.type("/aside A001")
    terminal.keys("Enter")
    terminal.wait_for("A001 J*** S*** is put aside")
    terminal.keys("F1")
    screen = terminal.wait_for("All keys")
    assert not any("\u4e00" <= each <= "\u9fff" for each in screen.replace("中文", ""))


def test_an_act_left_unanswered_is_never_done_in_the_name_of_whoever_signs_in_next(desk, server, morning, tmp_path):
    ticket = morning.patient("欧阳娜娜")
    terminal = desk()
    terminal.wait_for("A001")
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        terminal.type("/挂起 A001")
        terminal.keys("Enter")
        # Its session is over before the server hears of it.
        with closing(sqlite3.connect(tmp_path / "data" / "houzhen.sqlite")) as database, database:
            database.execute("DELETE FROM sessions")
        terminal.wait_for("服务器断开", 40)
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    terminal.wait_for("登录到期了", 40)
    morning.desk = server.client("desk")
    terminal.keys("Up", "C-u")
    sign_in(terminal, "doctor")
    terminal.wait_for("不会用您的名字再做：挂起 A001")
    time.sleep(4)
    assert state(morning, ticket)["state"] == "waiting"
    with closing(sqlite3.connect(tmp_path / "data" / "houzhen.sqlite")) as database, database:
        database.execute("DELETE FROM sessions WHERE username = 'doctor'")
    terminal.wait_for("登录到期了", 40)
    terminal.keys("Up", "C-u")
    sign_in(terminal, "desk")
    terminal.wait_for("A001 欧阳** 已挂起", 40)
    assert state(morning, ticket)["state"] == "on-hold"
    with closing(sqlite3.connect(tmp_path / "data" / "houzhen.sqlite")) as database:
        actors = database.execute("SELECT actor FROM journal WHERE type = 'ticket-held'").fetchall()
    assert actors == [("desk",)]


def right_edge(row: str) -> int:
    """In which column of the terminal the queue's frame ends."""
    index = row.index("│", 1)
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in row[:index])
