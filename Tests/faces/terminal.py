"""A terminal of a given size, with a program in it: keys go in, the screen comes out."""

import html
import os
import re
import shutil
import subprocess
import time
import unicodedata
import uuid


class Terminal:
    """A tmux server of its own, so that nobody's sessions are touched."""

    def __init__(self, command: list[str], columns=120, rows=36):
        self.tmux = shutil.which("tmux")
        if not self.tmux:
            raise RuntimeError("No tmux: apt-get install tmux.")
        self.name = f"houzhen-{uuid.uuid4().hex[:8]}"
        environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        # A size in the environment would count for more than the window's own.
        for name in ("TMUX", "COLUMNS", "LINES"):
            environment.pop(name, None)
        subprocess.run(
            [self.tmux, "-L", self.name, "-f", "/dev/null", "-u", "new-session", "-d", "-x", str(columns), "-y", str(rows),
             "-e", "LC_ALL=C.UTF-8", *command],
            check=True, env=environment)
        self._run("set", "-g", "status", "off")
        self._run("set", "-g", "escape-time", "0")
        self._run("resize-window", "-x", str(columns), "-y", str(rows))

    def _run(self, *words: str) -> str:
        return subprocess.run([self.tmux, "-L", self.name, *words], check=True, capture_output=True, text=True).stdout

    def keys(self, *keys: str):
        self._run("send-keys", *keys)

    def type(self, text: str):
        self._run("send-keys", "-l", text)

    def screen(self) -> str:
        return self._run("capture-pane", "-p")

    def coloured(self) -> str:
        return self._run("capture-pane", "-p", "-e")

    def wait_for(self, text: str, seconds=20) -> str:
        """The screen, once it shows the text."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.screen()
            if text in screen:
                return screen
            time.sleep(0.1)
        raise AssertionError(f"“{text}” did not appear:\n{self.screen()}")

    def close(self):
        subprocess.run([self.tmux, "-L", self.name, "kill-server"], capture_output=True)


def as_html(coloured: str, columns: int) -> str:
    """A captured screen as a page: every character in a cell of its own, wide ones in two."""
    lines = []
    for line in coloured.split("\n"):
        cells, style = [], set()
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if part.startswith("\x1b["):
                for code in part[2:-1].split(";"):
                    style = _restyled(style, code)
                continue
            for character in re.sub(r"\x1b\(B|\x0f", "", part):
                # The browser's face draws these two cells wide; a terminal gives them one.
                wide = "w" if _is_wide(character) else "shape" if character in "●○◐▲" else ""
                cells.append(f'<i class="{wide} {" ".join(sorted(style))}">{html.escape(character)}</i>')
        lines.append("<p>" + "".join(cells) + "</p>")
    return PAGE.replace("COLUMNS", str(columns)).replace("LINES", "\n".join(lines))


def _restyled(style: set, code: str) -> set:
    names = {"1": "bold", "7": "reverse", "31": "red", "91": "red"}
    if code in ("", "0"):
        return set()
    if code in names:
        return style | {names[code]}
    return style - {"22": {"bold"}, "27": {"reverse"}, "39": {"red"}}.get(code, set())


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")


PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #0b1c28; color: #e4eaef; font: 16px/21px "Noto Sans Mono CJK SC", "Noto Sans Mono", monospace; }
main { padding: 12px 16px; width: calc(COLUMNS * 9px); }
p { margin: 0; height: 21px; white-space: pre; display: flex; }
i { font-style: normal; width: 9px; overflow: visible; text-align: center; flex: none; }
.w { width: 18px; } .shape { font-size: 9px; } .bold { font-weight: 700; color: #fff; } .reverse { background: #e4eaef; color: #0b1c28; }
.red { color: #ff8b95; } .red.reverse { background: #ff8b95; color: #0b1c28; }
</style><main>LINES</main>"""
