"""What both libraries are measured on: the slip's document, as Houzhen's renderer gets it, and the timing."""

import json
import statistics
import sys
import time

NOTO = "/usr/share/fonts/truetype/noto/NotoSans-"
NASKH = "/usr/share/fonts/truetype/noto/NotoNaskhArabic-"


def document():
    with open(sys.argv[1], encoding="utf-8") as file:
        return json.load(file)


def plain(text):
    return "".join(run["text"] for run in text["runs"])


def measure(render, rounds):
    """Prints the median milliseconds of a warm process; writes the last PDF where a second argument says."""
    render()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        pdf = render()
        times.append((time.perf_counter() - start) * 1000)
    if len(sys.argv) > 2:
        with open(sys.argv[2], "wb") as file:
            file.write(pdf)
    print(statistics.median(times))
