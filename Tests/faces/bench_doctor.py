"""`make bench`: what the doctor's workstation costs to open, beside a constant page in the same browser and run. Medians.

HOUZHEN names the program; a release build, or the server's own slowness is measured."""

import gzip
import http.server
import statistics
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import chromium
from server import PASSWORD, Morning, Server, eventually

ROUNDS = 5
SLOWER = [1, 4]
PEOPLE_WAITING = 20

# When the line with its button can be read and used, and when the form can, in milliseconds from the navigation.
MARKS = """
const marks = {line: "#call:not([aria-disabled=true]) #call-words:not(:empty)", form: "#form .item input"};
function look() {
  for (const [name, selector] of Object.entries(marks)) {
    if (window.seen?.[name] === undefined && document.querySelector(selector)?.offsetParent) {
      window.seen = {...window.seen, [name]: performance.now()};
    }
  }
  requestAnimationFrame(look);
}
look();
"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
CONSTANT = "<!doctype html><html lang='zh-Hans'><meta charset='utf-8'><title>候诊</title><h1>候诊</h1>".encode()


def main():
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data) / "data")
        browser = chromium.launch(playwright)
        constant = serve_constant()
        try:
            prepare(Morning(server))
            print(f"{'the workstation, median of ' + str(ROUNDS):52}{'first':>10}{'second visit':>14}   beside a constant page")
            for slower in SLOWER:
                measure(server, browser, f"http://127.0.0.1:{constant.server_port}/", slower)
            weigh(Path(__file__).resolve().parents[2] / "Resources/static", Morning(server))
        finally:
            browser.close()
            server.stop()
            constant.shutdown()


def serve_constant() -> http.server.ThreadingHTTPServer:
    class Constant(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(CONSTANT)))
            self.end_headers()
            self.wfile.write(CONSTANT)

        def log_message(self, *_):
            pass

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Constant)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    return served


def prepare(morning: Morning):
    """A patient inside, and a line."""
    for index in range(PEOPLE_WAITING + 1):
        morning.patient(f"测试{index}")
    room = morning.rooms[0]["id"]
    morning.sit(morning.doctor, room)
    ticket = morning.call(morning.doctor, room)["ticket"]["id"]
    morning.doctor.act("PUT", f"/tickets/{ticket}/consultation")


def measure(server: Server, browser: Browser, constant: str, slower: int):
    visits = {"first": [], "second": []}
    beside = []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.goto(server.url + "/doctor")
        page.fill("#username", "doctor")
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_selector("#signin", state="hidden")
        cookies = context.storage_state()
        context.close()
        # A browser that has nothing of it but the session.
        context = browser.new_context(viewport={"width": 1366, "height": 768}, storage_state=cookies)
        context.add_init_script(MARKS)
        visits["first"].append(visit(context.new_page(), server.url + "/doctor", slower))
        visits["second"].append(visit(context.new_page(), server.url + "/doctor", slower))
        page = context.new_page()
        throttle(page, slower)
        page.goto(constant)
        eventually(lambda: page.evaluate(PAINT))
        beside.append(page.evaluate(PAINT))
        context.close()
    constant_paint = statistics.median(beside)
    for name, words in [("paint", "first paint"), ("line", "the line and its button"), ("form", "the form of the patient inside")]:
        first, second = (statistics.median(each[name] for each in visits[which]) for which in ("first", "second"))
        print(f"{f'{words}, processor {slower}× slower' if slower > 1 else words:52}{first:7.0f} ms{second:11.0f} ms"
              f"   {constant_paint:.0f} ms: {first / constant_paint:.1f}, {second / constant_paint:.1f}")
    if slower == SLOWER[0]:
        for name, words, unit in [("files", "requests for the page and its files", ""), ("asked", "requests to the API until the form", ""),
                                  ("bytes", "bytes received", "kB")]:
            first, second = (statistics.median(each[name] for each in visits[which]) for which in ("first", "second"))
            print(f"{words:52}{first:7.0f} {unit:2}{second:11.0f} {unit:2}")


def throttle(page: Page, slower: int):
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return session


def visit(page: Page, url: str, slower: int) -> dict:
    """One opening of the page: milliseconds, and what went over the network until the form was there."""
    session = throttle(page, slower)
    session.send("Network.enable")
    kept = set()
    sent = {}
    received = []
    session.on("Network.requestWillBeSent", lambda event: sent.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    session.on("Network.responseReceived", lambda event: kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None)
    session.on("Network.loadingFinished", lambda event: received.append((event["requestId"], event["encodedDataLength"])))
    page.goto(url)
    # The page's policy forbids what Playwright would wait with.
    eventually(lambda: page.evaluate("window.seen?.line !== undefined && window.seen?.form !== undefined"), seconds=60)
    asked = [address for request, address in sent.items() if request not in kept and address.startswith("http")]
    result = page.evaluate("window.seen") | {
        "paint": page.evaluate(PAINT),
        "files": sum("/api/v1/" not in address for address in asked),
        "asked": sum("/api/v1/" in address for address in asked),
        "bytes": sum(length for request, length in received if request not in kept) / 1000,
    }
    page.close()
    return result


def weigh(folder: Path, morning: Morning):
    """The server does not compress: what that would save."""
    page = (folder / "doctor.html").read_text()
    names = ["doctor.html", *sorted({part.split('"')[0] for part in page.split("/static/")[1:]})]
    contents = [(folder / name).read_bytes() for name in names]
    form = morning.doctor.bytes(f"/api/v1/forms/{morning.queue['form']}")
    for words, parts in [(f"the page and its {len(names) - 1} files", contents), ("the form's definition", [form])]:
        plain, small = sum(map(len, parts)), sum(len(gzip.compress(part)) for part in parts)
        print(f"{words:52}{plain / 1000:7.0f} kB   as sent; gzip would make {small / 1000:.0f} kB of it")


if __name__ == "__main__":
    sys.exit(main())
