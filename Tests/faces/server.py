"""A real server with a demo clinic of its own, and a small client for what a test needs to have happened."""

import json
import os
import re
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "houzhen-demo"
START_SECONDS = 60
PUBLIC_URL = "http://clinic.example"


class Server:
    """`houzhen serve --demo` on a free port, with data that nobody else has."""

    def __init__(self, data: Path, clock_speed: int = 1, flags: list[str] | None = None):
        program = os.environ.get("HOUZHEN")
        if not program:
            raise RuntimeError("Set HOUZHEN to the built program: swift build, then .build/debug/houzhen.")
        self.process = subprocess.Popen(
            [program, "serve", "--demo", "--port", "0", "--data", str(data), "--clock", "2026-11-20T10:30",
             "--clock-speed", str(clock_speed), "--public-url", PUBLIC_URL, *(flags or [])],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.output: list[str] = []
        self.url = ""
        self._found = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        if not self._found.wait(START_SECONDS):
            self.stop()
            raise RuntimeError("The server printed no address:\n" + "".join(self.output))

    def _read(self):
        for line in self.process.stdout:
            self.output.append(line)
            # The patients' own port may be told before or after the staff's.
            address = None if "/t/…" in line else re.search(r"http://(?:127\.0\.0\.1|localhost):[1-9]\d*", line)
            if address and not self.url:
                self.url = address[0]
                self._found.set()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def client(self, username: str) -> "Client":
        return Client(self.url, username)


class Client:
    """One signed-in member of staff."""

    def __init__(self, url: str, username: str):
        self.url = url
        self.token = ""
        self.token = self.act("POST", "/sessions", {"username": username, "password": PASSWORD})["token"]

    def get(self, path: str):
        return self._ask("GET", path)

    def bytes(self, path: str) -> bytes:
        """What stands at a path that the server itself named."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read()

    def act(self, method: str, path: str, body=None, version: int | None = None):
        """A draft is saved and signed under the version that was read."""
        headers = {"Idempotency-Key": str(uuid.uuid4())} | ({} if version is None else {"If-Match": f'"{version}"'})
        return self._ask(method, path, body, headers)

    def _ask(self, method, path, body=None, headers=None):
        headers = {"Accept": "application/json", **(headers or {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error


class Morning:
    """The demo clinic with what the tests do in it."""

    def __init__(self, server: Server):
        self.server = server
        self.desk = server.client("desk")
        self.doctor = server.client("doctor")
        self.doctor2 = server.client("doctor2")
        clinic = self.doctor.get("/clinic")
        self.queue = next(queue for queue in clinic["queues"] if queue.get("form"))
        self.rooms = clinic["rooms"]
        self.displays = clinic["displays"]

    def display(self, language: str) -> str:
        """A screen that shows this language second, else the first screen."""
        shown = {each["id"]: self.desk.get(f"/displays/{each['id']}")["languages"] for each in self.displays}
        return next((display for display, languages in shown.items() if language in languages[1:]), self.displays[0]["id"])

    def patient(self, name: str, sex="male", birth_date="1968-04-17", language="zh", number="", lane="first") -> dict:
        """Registers somebody at the desk and gives them a number."""
        number = number or str(uuid.uuid4().int)[:8]
        return self.desk.act("POST", f"/queues/{self.queue['id']}/tickets", {
            "lane": lane, "patient": {"name": name, "sex": sex, "birthDate": birth_date, "language": language,
                        "identifiers": [{"system": "outpatient-number", "value": number}]}})

    def crowd(self):
        """A waiting room with people of all sorts in it; all of them are invented."""
        people = [("李佳慧", "female", "first"), ("爱新觉罗启明", "male", "first"), ("上官婉清", "female", "returning"),
                  ("古丽巴哈尔·阿卜杜热依木", "female", "first"), ("John Smith", "male", "first"),
                  ("郑文渊", "female", "urgent"), ("欧阳娜娜", "female", "returning"), ("周瑜", "male", "first")]
        for name, sex, lane in people:
            self.patient(name, sex, lane=lane if lane in self.queue["lanes"] else "first")

    def sit(self, client: Client, room: str):
        client.act("PUT", f"/rooms/{room}/sitting", {"queues": [self.queue["id"]]})

    def call(self, client: Client, room: str) -> dict:
        return client.act("POST", f"/rooms/{room}/calls", {})

    def miss(self, client: Client, room: str):
        """Calls the room's open call as often as the rule sheet asks, then marks the patient missed."""
        def now_possible():
            state = client.get(f"/rooms/{room}")
            return None if state.get("recallFrom") else state

        state = eventually(now_possible, 30)
        ticket = state["current"]["id"]
        while state["current"]["calls"] < state["leastCalls"]:
            client.act("POST", f"/tickets/{ticket}/recalls")
            state = eventually(now_possible, 30)
        client.act("PUT", f"/tickets/{ticket}/absence")


def phone_path(ticket: dict) -> str:
    """The path of the patient's page, from the link on the ticket."""
    return urllib.parse.urlparse(ticket["link"]).path


def eventually(check, seconds=10.0, every=0.1):
    """Waits until `check()` is true, and says what it last was when it never is."""
    until = time.monotonic() + seconds
    while True:
        value = check()
        if value:
            return value
        assert time.monotonic() < until, f"never came true: last {value!r}"
        time.sleep(every)
