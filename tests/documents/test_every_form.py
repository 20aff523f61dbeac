"""One annex in every form a clerk may hold it in: the same draft."""

import zipfile
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlsxwriter

from ledger_app.documents.read import read_clipboard
from ledger_app.domain.draft import PlanDraft
from ledger_app.ledger.fidelity import with_layout_doubt
from ledger_app.ledger.intake import read_plan
from ledger_app.text.understand import understand
from tests.documents.old_workbook_maker import a_stream, an_old_workbook, label, merged

HEAD = ["附件", "云河市清洁取暖工作分工表"]
ROWS = [
    ["序号", "工作内容", "", "落实单位"],
    ["一", "改造老旧管网。", "摸清管网底数。", "市住建局牵头，市财政局配合。"],
    ["", "", "到2027年6月底前分片实施改造。", ""],
    ["", "", "建立巡检台账。", "市住建局负责"],
    ["二", "推广清洁能源。", "安排补贴资金。\n按年度拨付。", "市财政局、市发改局负责"],
]
TITLE = (1, 0, 1, 3)
MERGES = [(2, 1, 2, 2), (3, 0, 5, 0), (3, 1, 5, 1), (3, 3, 4, 3)]  # first row and column, last row and column
SHEET = [[HEAD[0], "", "", ""], [HEAD[1], "", "", ""], *ROWS]


def xlsx() -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("分工表")
        for top, left, bottom, right in [TITLE, *MERGES]:
            sheet.merge_range(top, left, bottom, right, SHEET[top][left])
        covered = {
            (r, c)
            for top, left, bottom, right in [TITLE, *MERGES]
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
        }
        for row, texts in enumerate(SHEET):
            for column, text in enumerate(texts):
                if text and (row, column) not in covered:
                    sheet.write_string(row, column, text)
    return target.getvalue()


def xls() -> bytes:
    cells = [label(row, column, text) for row, texts in enumerate(SHEET) for column, text in enumerate(texts) if text]
    ranges = [(top, bottom, left, right) for top, left, bottom, right in [TITLE, *MERGES]]
    return an_old_workbook(a_stream(*cells, merged(*ranges)))


def ods() -> bytes:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in [TITLE, *MERGES]}
    rows = ""
    for row, texts in enumerate(SHEET):
        rows += "<table:table-row>"
        for column, text in enumerate(texts):
            down, across = spans.get((row, column), (1, 1))
            lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n") if line)
            kind = ' office:value-type="string"' if text else ""
            over = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
            rows += f"<table:table-cell{kind}{over}>{lines}</table:table-cell>"
        rows += "</table:table-row>"
    return an_open_workbook(rows)


def an_open_workbook(rows: str) -> bytes:
    """A workbook of one sheet whose rows are this markup."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    sheet = f'<table:table table:name="分工表">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    files = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", f"<office:document-content{names}>{body}</office:document-content>")
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}">{files}</manifest:manifest>'
        )
    return target.getvalue()


def word() -> bytes:
    document = docx.Document()
    for text in HEAD:
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), 4)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for top, left, bottom, right in MERGES:
        text = ROWS[top - 2][left]
        table.cell(top - 2, left).merge(table.cell(bottom - 2, right)).text = text
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def page() -> bytes:
    spans = {(top - 2, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in MERGES}
    covered = {
        (r - 2, c)
        for top, left, bottom, right in MERGES
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
    } - set(spans)
    rows = ""
    for row, texts in enumerate(ROWS):
        rows += "<tr>"
        for column, text in enumerate(texts):
            if (row, column) not in covered:
                down, across = spans.get((row, column), (1, 1))
                lines = "<br>".join(text.split("\n"))
                rows += f'<td rowspan="{down}" colspan="{across}">{lines}</td>\n'
        rows += "</tr>\n"
    return f"<html><body><p>{HEAD[0]}</p><h2>{HEAD[1]}</h2><table>{rows}</table></body></html>".encode("gb18030")


FORMS = {".xlsx": xlsx, ".xls": xls, ".ods": ods, ".docx": word, ".html": page}


def compared(path: Path) -> dict[str, object]:
    """What a file says but for what names the file and its parts."""
    return facts(read_plan(path)[0])


def facts(draft: PlanDraft) -> dict[str, object]:
    layout = replace(draft.plan.layout, sheet="", widths=())
    found = {each.name: getattr(draft, each.name) for each in fields(PlanDraft)}
    return found | {
        "plan": replace(draft.plan, source_name="", source_hash="", layout=layout),
        "places": [place.measure_id for place in draft.places],
    }


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMS if suffix != ".xlsx"])
def test_our_own_annex_in_every_form(suffix: str, tmp_path: Path) -> None:
    for each in (".xlsx", suffix):
        (tmp_path / f"分工表{each}").write_bytes(FORMS[each]())
    wanted = compared(tmp_path / "分工表.xlsx")
    assert len(wanted["measures"]) == 4  # type: ignore[arg-type]
    assert compared(tmp_path / f"分工表{suffix}") == wanted


@pytest.mark.parametrize("suffix", ["xls", "ods", "docx", "html"])
def test_the_real_annex_in_every_form(suffix: str, shared: Path) -> None:
    folder = shared / "intake" / "workbooks"
    assert compared(folder / f"000_annex.{suffix}") == compared(folder / "000_annex.xlsx")


def test_our_own_annex_from_the_clipboard(tmp_path: Path) -> None:
    (tmp_path / "分工表.xlsx").write_bytes(xlsx())
    copied = read_clipboard(page().decode("gb18030"), "")
    assert facts(with_layout_doubt(understand(copied), copied)) == compared(tmp_path / "分工表.xlsx")


def test_the_real_annex_from_the_clipboard(shared: Path) -> None:
    folder = shared / "intake" / "workbooks"
    copied = read_clipboard((folder / "000_annex.html").read_text(encoding="utf-8"), "")
    assert facts(with_layout_doubt(understand(copied), copied)) == compared(folder / "000_annex.xlsx")
