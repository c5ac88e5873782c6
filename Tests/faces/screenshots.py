"""Makes the README's pictures from the running product: SCREENSHOTS names the folder, HOUZHEN the program."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import chromium
from server import PASSWORD, Morning, Server
from terminal import Terminal, as_html
from workstation import begin_a_case, call_next, open_sitting


def main():
    folder = Path(os.environ["SCREENSHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data) / "data", clock_speed=20)
        browser = chromium.launch(playwright)
        try:
            take(server, browser, folder)
        finally:
            browser.close()
            server.stop()


def take(server: Server, browser: Browser, folder: Path):
    morning = Morning(server)
    queue = morning.queue["id"]
    rooms = [room["id"] for room in morning.rooms]
    morning.patient("阿卜杜热合曼·买买提依明", language="ug", number="26110482")
    morning.crowd()
    doctor = page_of(server, browser, "/doctor", "doctor", 1366, 768)
    open_sitting(doctor, rooms[0], queue)
    morning.sit(morning.doctor2, rooms[1])
    # 郑** comes first: the green lane is before everybody.
    morning.call(morning.doctor2, rooms[1])
    call_next(doctor)
    slip(morning, rooms[1], folder)
    begin_a_case(doctor)
    doctor.screenshot(path=folder / "doctor.png")
    display = page_of(server, browser, f"/display/{morning.display('en')}", "display", 1920, 1080)
    morning.call(morning.doctor2, rooms[1])
    display.wait_for_timeout(3000)
    display.screenshot(path=folder / "display.png")
    desk(server, browser, folder)


def page_of(server: Server, browser: Browser, path: str, username: str, width: int, height: int):
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(server.url + path)
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_selector("#signin", state="hidden")
    return page


def slip(morning: Morning, room: str, folder: Path):
    """A signed assessment's slip, as the printer gets it."""
    ticket = morning.doctor2.get(f"/rooms/{room}")["current"]
    assessment = morning.doctor2.act("POST", "/assessments", {"ticket": ticket["id"]})
    form = morning.doctor2.get(f"/forms/{assessment['form']}")
    answers = morning.doctor2.get(f"/assessments/{assessment['id']}")["answers"]
    ticks = {item["id"]: "no" for section in form["sections"] for item in section["items"] if item["kind"] == "tick"}
    answers = ticks | answers | ANSWERS
    visible = morning.doctor2.act("POST", f"/forms/{assessment['form']}/evaluations", {"answers": answers})["visible"]
    morning.doctor2._ask(
        "PUT", f"/assessments/{assessment['id']}", {"answers": {key: answers[key] for key in visible if key in answers}},
        {"If-Match": f'"{assessment["version"]}"'})
    morning.doctor2._ask(
        "POST", f"/assessments/{assessment['id']}/signatures", {"password": PASSWORD},
        {"If-Match": f'"{assessment["version"] + 1}"'})
    job = next(job for job in morning.desk.get("/print-jobs")["printJobs"] if job["purpose"] == "slip")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(morning.desk.bytes(job["pdf"]))
        file.flush()
        subprocess.run(
            ["pdftoppm", "-r", "140", "-png", "-singlefile", file.name, str(folder / "slip")], check=True)


ANSWERS = {
    "urgency": "elective", "surgerySeverity": "intermediate", "incisionSite": "upper-abdominal", "surgeryHours": 1.5,
    "functionalStatus": "independent", "functionalCapacity": "4-10", "creatinine": 78, "haemoglobin": 132,
    "medicinesTaken": ["aspirin", "sglt2i"], "procedureGroup": "gallbladder", "capriniSurgery": "laparoscopic",
    "thrombophilia": [], "postoperativeOpioids": "yes",
    "height": 170, "weight": 80, "systolic": 128, "diastolic": 76, "heartRate": 72, "spo2": 97, "mouthOpening": 4,
    "thyromental": 6.2, "neckCircumference": 39, "mallampati": "III", "asaClass": "II", "decision": "fit", "smoking": "yes",
    "packYears": 20, "snoring": "yes", "observedApnoea": "unknown", "diabetes": "yes", "drugAllergy": "yes",
    "drugAllergyDetail": "青霉素：喉头水肿（2019）", "difficultIntubation": "yes", "plannedOperation": "腹腔镜胆囊切除术",
    "operationDate": "2026-11-24", "operationTime": "08:00", "plannedAnaesthesia": ["general"],
    "orders": "备可视喉镜与困难气道车；禁用青霉素类；术后去 PACU",
    "instructions": ["no-fatty-food", "no-food", "no-water", "no-smoking", "bring-papers"],
    "medicines": "二甲双胍手术当天早上不吃",
}


def desk(server: Server, browser: Browser, folder: Path):
    """The terminal as its characters and weights, drawn by the browser."""
    terminal = Terminal([os.environ["HOUZHEN"], "desk", "--server", server.url])
    try:
        terminal.wait_for("用户名")
        terminal.type("desk")
        terminal.keys("Enter")
        terminal.type(PASSWORD)
        terminal.keys("Enter")
        terminal.wait_for("计划顺序")
        terminal.keys("Down", "Down")
        terminal.wait_for("前面 2 位")
        page = browser.new_page(viewport={"width": 1112, "height": 780})
        page.set_content(as_html(terminal.coloured(), 120))
        page.screenshot(path=folder / "desk.png")
    finally:
        terminal.close()


if __name__ == "__main__":
    sys.exit(main())
