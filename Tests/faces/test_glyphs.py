"""What stands in a paper's text is drawn: each glyph of the fonts in the PDF, read by another library."""

import io
import os
import re
import subprocess
import zlib
from pathlib import Path

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

PAPERS = Path(os.environ["HOUZHEN"]).with_name("papers")
# Punctuation, the ideographs of the first block and of its first extension, and a rare one that a name has (𠅤).
RANGES = [("3001", "301f"), ("ff01", "ff5e"), ("3400", "3fff"), ("4000", "4db5"), ("4e00", "5dff"), ("5e00", "6dff"),
          ("6e00", "7dff"), ("7e00", "8dff"), ("8e00", "9dff"), ("9e00", "9fef"), ("20164", "20164")]


def objects(pdf: bytes) -> dict[int, bytes]:
    return {int(each[1]): each[2] for each in re.finditer(rb"(\d+) 0 obj\n(.*?)endobj", pdf, re.S)}


def stream(thing: bytes) -> bytes:
    return zlib.decompressobj().decompress(thing[thing.index(b"stream\n") + 7:])


def glyphs(pdf: bytes):
    """Each glyph of each embedded font: the font's name, the glyph's, and its outline."""
    all = objects(pdf)
    for thing in all.values():
        file = re.search(rb"/FontFile([23]) (\d+) 0 R", thing)
        if not file:
            continue
        name = re.search(rb"/FontName /(\S+)", thing)[1].decode()
        data = io.BytesIO(stream(all[int(file[2])]))
        if file[1] == b"3":
            fonts = CFFFontSet()
            fonts.decompile(data, None)
            outlines = fonts[0].CharStrings
            names = fonts[0].getGlyphOrder()
        else:
            font = TTFont(data, lazy=True)
            outlines, names = font.getGlyphSet(), font.getGlyphOrder()
        for each in names:
            pen = RecordingPen()
            outlines[each].draw(pen)
            yield name, each, pen.value


def read(file: Path) -> tuple[int, int, int]:
    """How many fonts a PDF has, and how many of their glyphs draw something, and nothing. A glyph that cannot be read
    fails here."""
    fonts, drawn, blank = set(), 0, 0
    for name, _, outline in glyphs(file.read_bytes()):
        fonts.add(name)
        if outline:
            drawn += 1
        else:
            blank += 1
    return len(fonts), drawn, blank


def papers(*words: str):
    subprocess.run([PAPERS, *words], check=True, capture_output=True)


@pytest.mark.parametrize("first, last", RANGES)
def test_each_character_is_drawn_thin_and_bold(first, last, tmp_path):
    file = tmp_path / "characters.pdf"
    papers("--characters", first, last, str(file))
    fonts, drawn, blank = read(file)
    asked = int(last, 16) - int(first, 16) + 1
    assert drawn > asked, "both weights"
    # The face of a weight has at most a `.notdef` and a space that draw nothing.
    assert blank <= 2 * fonts


def test_the_papers_of_every_language_draw_what_they_say(tmp_path):
    papers(str(tmp_path))
    files = sorted(tmp_path.glob("*.pdf"))
    assert len(files) > 10
    for file in files:
        fonts, _, blank = read(file)
        assert fonts and blank <= 2 * fonts, file.name
