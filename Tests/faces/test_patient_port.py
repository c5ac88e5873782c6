"""The patients' own port: what a proxy may show to the Internet."""

import re
import urllib.error
import urllib.request

from server import Morning, Server, eventually, phone_path


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_it_serves_the_pages_behind_a_link_and_nothing_of_the_staff(tmp_path):
    server = Server(tmp_path / "data", flags=["--patient-port", "0"])
    try:
        line = eventually(lambda: next((line for line in server.output if "/t/…" in line), None))
        base = re.search(r"http://[\d.]+:[1-9]\d*", line)[0]
        assert base != server.url
        path = phone_path(Morning(server).patient("张三"))
        for page in (path, f"{path}/status", f"{path}/questions", f"{path}/answers", "/static/phone.js"):
            assert status(base + page) == 200, page
        for page in ("/", "/doctor", "/api/v1/clinic", "/metrics", "/healthz", "/api/v1/sessions/current"):
            assert status(base + page) == 404, page
        assert status(server.url + path) == 200, "the one port still has it all"
    finally:
        server.stop()
