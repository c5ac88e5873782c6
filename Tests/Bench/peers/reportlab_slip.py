"""The slip by ReportLab. It cannot read Noto's CFF: Chinese is set in UKIJ CJK, a TrueType face, and has no bold."""

import io
from xml.sax.saxutils import escape

import arabic_reshaper
from bidi.algorithm import get_display
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Table

from slip import NASKH, document, measure

CHINESE = "/usr/share/fonts/truetype/fonts-ukij-uyghur/UKIJCJK.ttf"
for name, path in [("zh", CHINESE), ("ug", NASKH + "Regular.ttf")]:
    pdfmetrics.registerFont(TTFont(name, path))
STYLES = {size: ParagraphStyle(str(size), fontName="zh", fontSize=size, leading=size * 1.38, wordWrap="CJK")
          for size in (7.2, 8.6, 10.5, 11.5, 17)}
UYGHUR = ParagraphStyle("ug", fontName="ug", fontSize=11.5, leading=16, alignment=TA_RIGHT)


def text(value, size=8.6):
    if not value:
        return ""
    words = "".join(run["text"] for run in value["runs"])
    if value["language"] == "ug":
        return Paragraph(escape(get_display(arabic_reshaper.reshape(words))), UYGHUR)
    return Paragraph(escape(words), STYLES[size])


def joined(texts):
    return Paragraph(escape("　".join("".join(r["text"] for r in t["runs"]) for t in texts if t)), STYLES[8.6])


def blocks(items):
    for item in items:
        (kind, value), = item.items()
        value = value.get("_0", value) if isinstance(value, dict) else value
        if kind == "masthead":
            code = QrCodeWidget(value["code"], barWidth=17 * mm, barHeight=17 * mm)
            drawing = Drawing(17 * mm, 17 * mm)
            drawing.add(code)
            yield Table([[[text(value["institution"]), text(value["title"], 17)], joined(value["lines"]), drawing]])
        elif kind == "heading":
            yield text(value)
        elif kind == "paragraph":
            yield text(value["text"])
        elif kind == "spread":
            yield joined([value["left"], value["right"]])
        elif kind == "box":
            yield Table([[text(value["label"], 10.5), joined(value["items"])]], style=[("BOX", (0, 0), (-1, -1), 1.6, "black")])
        elif kind == "ticks":
            yield joined([tick["text"] for tick in value["items"]])
        elif kind == "choices":
            yield joined([value["label"]] + [tick["text"] for tick in value["options"]])
        elif kind == "scores":
            yield Table([[text(s["name"]), text(s["value"]), text(s["meaning"]), text(s.get("source"), 7.2)] for s in value],
                        colWidths=[17 * mm, 9 * mm, 17 * mm, 17 * mm])
        elif kind == "columns":
            yield Table([[list(blocks(value["left"])), list(blocks(value["right"]))]], colWidths=[66 * mm, 64 * mm])
        elif kind == "instructions":
            rows = [[text(r["text"], 11.5), [text(r["time"], 11.5), text(r.get("note"), 7.2) or joined([])],
                     [text(t) for t in r["translations"]]] for r in [value["head"]] + value["rows"]]
            yield Table(rows, colWidths=[55 * mm, 22 * mm, 53 * mm], style=[("GRID", (0, 0), (-1, -1), 0.4, "black")])
        elif kind == "signatures":
            yield joined([part for s in value for part in (s["label"], s.get("name"), s.get("note"))])
        else:
            yield HRFlowable(width="100%")


page = document()


def render():
    output = io.BytesIO()
    SimpleDocTemplate(output, pagesize=A5, leftMargin=8 * mm, rightMargin=8 * mm, topMargin=7 * mm, bottomMargin=6 * mm).build(
        list(blocks(page["body"] + page["closing"])))
    return output.getvalue()


measure(render, rounds=15)
