"""The slip by WeasyPrint: HTML and CSS, the same fonts by name, the QR code as rectangles."""

import html

from slip import document, measure
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

CSS = """@page { size: 148mm 210mm; margin: 7mm 8mm 6mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 7.2pt } }
body { font: 8.6pt/1.38 "Noto Sans", "Noto Sans CJK SC"; margin: 0 } [lang=ug] { direction: rtl; font-family: "UKIJ Tuz" }
h1 { font-size: 17pt; margin: 0 } h2 { font-size: 9.2pt; border-bottom: .5pt solid; margin: 0 } p { margin: 0 }
.two { display: flex; gap: 4.5mm } .two > * { flex: 1 } .danger { border: 1.6pt solid; font-weight: bold; font-size: 10.5pt }
table { border-collapse: collapse; width: 100% } td { border-top: .4pt solid; padding: .5mm } .you td { font-size: 11.5pt }"""


def text(value):
    if not value:
        return ""
    runs = "".join(("<b>%s</b>" if run["isStrong"] else "%s") % html.escape(run["text"]) for run in value["runs"])
    return f'<span lang="{value["language"]}">{runs}</span>'


def row(*cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def block(item):
    (kind, value), = item.items()
    value = value.get("_0", value) if isinstance(value, dict) else value
    if kind == "masthead":
        return f'<p>{text(value["institution"])}</p><h1>{text(value["title"])} {text(value["label"])}</h1>' + "".join(
            f"<p>{text(line)}</p>" for line in value["lines"])
    if kind == "heading":
        return f"<h2>{text(value)}</h2>"
    if kind == "paragraph":
        return f'<p>{text(value["text"])}</p>'
    if kind == "spread":
        return f'<p>{text(value["left"])} {text(value["right"])}</p>'
    if kind == "box":
        return f'<p class="danger">{text(value["label"])} ' + " ".join(map(text, value["items"])) + "</p>"
    if kind == "ticks":
        return "<p>" + " ".join("☑ " + text(tick["text"]) for tick in value["items"]) + "</p>"
    if kind == "choices":
        return f'<p>{text(value["label"])} ' + " ".join("☐ " + text(tick["text"]) for tick in value["options"]) + "</p>"
    if kind == "scores":
        return "<table>" + "".join(
            row(text(s["name"]), text(s["value"]), text(s["meaning"]), text(s.get("source"))) for s in value) + "</table>"
    if kind == "columns":
        return '<div class="two">' + "".join(
            "<div>" + "".join(map(block, value[side])) + "</div>" for side in ("left", "right")) + "</div>"
    if kind == "instructions":
        return '<table class="you">' + "".join(
            row(text(r["text"]), text(r["time"]) + "<br>" + text(r.get("note")), "<br>".join(map(text, r["translations"])))
            for r in [value["head"]] + value["rows"]) + "</table>"
    if kind == "signatures":
        return "<p>" + " ".join(text(s["label"]) + text(s.get("name")) + text(s.get("note")) for s in value) + "</p>"
    return "<hr>"


page = document()
fonts = FontConfiguration()
source = f"<style>{CSS}</style>" + "".join(map(block, page["body"] + page["closing"]))
measure(lambda: HTML(string=source).write_pdf(font_config=fonts), rounds=5)
