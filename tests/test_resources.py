"""The sample plans agree with their maker and their expected values; icons and manual are what the window can show."""

import json
import re
import runpy
import struct
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from python_calamine import CalamineWorkbook

from ledger_app.bundled import bundled
from ledger_app.domain.lamp import Lamp, lamp_of
from ledger_app.domain.status import Status

SAMPLE = bundled("resources") / "sample"
ICONS = bundled("resources") / "icons"
MANUAL = bundled("resources") / "manual" / "manual.html"
GOLDEN = Path(__file__).parent / "golden"
ANNEX = SAMPLE / "云河市提升城市品质工作分工表.xlsx"
PLAN = SAMPLE / "云河市质量提升行动计划.txt"
SVG = "{http://www.w3.org/2000/svg}"
ICONS_WE_DREW = """
    add app arrow_down arrow_up board bookmark building buildings calendar calendar_clock check check_circle
    chevron_down chevron_left chevron_right chevron_up clock columns copy delete demote density dismiss document drop
    edit export eye filter flag folder group help history import keyboard lamp link list lock mail menu merge_up more
    new_file open paste person print promote question redo restore save search send settings split target undo warning
"""
ICON_NAMES = frozenset(ICONS_WE_DREW.split())
TAGS = "html head meta title style body h1 h2 p a ul li b table tr th td"
KEYS = "Ctrl+O Ctrl+E Ctrl+F Ctrl+Z Ctrl+Y Ctrl+N Ctrl+J Ctrl+C F1 F2 F4 F6 F8 F9 Delete"


def expected(name):
    return json.loads((GOLDEN / name).read_text(encoding="utf-8"))


def units(row):
    return row["lead"] + row["responsible"] + row["support"]


def stands_in(unit, phrase):
    return unit in phrase or (unit.startswith("市") and f"、{unit[1:]}" in phrase)


def annex_rows():
    """The body rows of the sample annex as (printed heading, text, unit phrase), merged cells filled down."""
    sheet = CalamineWorkbook.from_path(ANNEX).get_sheet_by_index(0)
    cells = [[str(value) for value in row] for row in sheet.to_python()]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells[row][column] = cells[top][left]
    return [(f"{number}、{title}", text, phrase) for number, title, text, phrase in cells[3:]]


def plan_rows():
    """The measures of the sample plan as (heading, text, bracket)."""
    rows, heading = [], ""
    for line in PLAN.read_text(encoding="utf-8").splitlines():
        if re.match("[一二三四五六]、", line):
            heading = line
        elif line.startswith("（"):
            text, bracket = re.fullmatch(r"（[一二三四五六七八九十]+）(.*。)（(.*)）", line).groups()
            rows.append((heading, text, bracket))
    return rows


def sheet_as_printed(path):
    sheet = openpyxl.load_workbook(path).active
    return {
        "name": sheet.title,
        "cells": [[(cell.value, cell.font.name, cell.font.sz) for cell in row] for row in sheet.iter_rows()],
        "merges": sorted(str(merge) for merge in sheet.merged_cells.ranges),
        "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
        "heights": {number: row.height for number, row in sheet.row_dimensions.items()},
        "page": (sheet.page_setup.orientation, sheet.print_title_rows),
    }


def test_the_annex_is_what_its_maker_makes(tmp_path):
    runpy.run_path(str(GOLDEN / "make_sample.py"))["make"](tmp_path / "made.xlsx")
    assert sheet_as_printed(tmp_path / "made.xlsx") == sheet_as_printed(ANNEX)


def test_the_annex_has_the_form_of_a_real_one():
    sheet = CalamineWorkbook.from_path(ANNEX).get_sheet_by_index(0)
    rows = annex_rows()
    phrases = {(top, bottom) for (top, left), (bottom, _) in sheet.merged_cell_ranges if left == 3}
    assert sheet.to_python()[0] == ["附件", "", "", ""]
    assert {((1, 0), (1, 3)), ((2, 1), (2, 2))} < set(sheet.merged_cell_ranges)
    assert (len(rows), len({heading for heading, _, _ in rows})) == (43, 12)
    assert {bottom - top + 1 for top, bottom in phrases} == {2, 3, 4}


@pytest.mark.parametrize(("name", "rows"), [("sample_annex.json", annex_rows), ("sample_plan.json", plan_rows)])
def test_the_expected_values_belong_to_the_sample(name, rows):
    wanted, found = expected(name), rows()
    assert len(wanted) == len(found)
    for row, (heading, text, phrase) in zip(wanted, found, strict=True):
        assert (row["section"], row["text_start"]) == (heading, text[: len(row["text_start"])])
        assert units(row), text
        assert [unit for unit in units(row) if not stands_in(unit, phrase)] == []
    assert max(Counter(row["text_start"] for row in wanted).values()) == 1


@pytest.mark.parametrize(("name", "rows"), [("sample_annex.json", annex_rows), ("sample_plan.json", plan_rows)])
def test_the_expected_values_leave_no_unit_out(name, rows):
    for row, (_, _, phrase) in zip(expected(name), rows(), strict=True):
        left = phrase
        for unit in sorted(units(row), key=len, reverse=True):  # 会 stands in 市总工会 too: names first
            left = left.replace(unit if unit in left else unit[1:], " ")
        assert re.sub("等(有关部门|单位)|会|牵头|负责|配合|[，,、。及 ]", "", left) == "", phrase


def test_the_samples_show_every_lamp_that_a_new_ledger_can_show():
    today = date(2026, 11, 21)
    dues = [row["due"] for row in expected("sample_annex.json") + expected("sample_plan.json")]
    lamps = Counter(lamp_of(Status.NOT_STARTED, due and date.fromisoformat(due), today) for due in dues)
    assert set(lamps) == {Lamp.RED, Lamp.YELLOW, Lamp.GREEN, Lamp.GREY}
    assert min(lamps.values()) >= 4


def test_the_icons_are_all_there():
    assert {path.stem for path in ICONS.glob("*.svg")} == ICON_NAMES


@pytest.mark.parametrize("name", sorted(ICON_NAMES))
def test_an_icon_stands_on_the_grid_and_shows_something(name, qapp):
    path = ICONS / f"{name}.svg"
    root = ElementTree.parse(path).getroot()
    assert (root.tag, root.get("viewBox")) == (f"{SVG}svg", "0 0 20 20")
    if name != "app":
        assert (root.get("stroke"), root.get("stroke-width")) == ("currentColor", "1.25")
        colours = {value for node in root.iter() for key in ("fill", "stroke") if (value := node.get(key))}
        assert colours <= {"currentColor", "none"}
    drawn = drawing(path, 20)
    opaque = sum(drawn.pixelColor(x, y).alpha() > 127 for x in range(20) for y in range(20))
    assert opaque >= 10
    border = [drawn.pixelColor(x, y).alpha() for x in range(20) for y in range(20) if {x, y} & {0, 19}]
    assert name == "app" or max(border) == 0, "the drawing touches the edge of its square"


def test_the_application_icon_has_the_sizes_windows_asks_for(qapp):
    data = (ICONS / "app.ico").read_bytes()
    count = struct.unpack_from("<HHH", data)[2]
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * index) for index in range(count)]
    assert [entry[0] or 256 for entry in entries] == [16, 20, 24, 32, 40, 48, 64, 128, 256]
    assert entries[-1][6] + entries[-1][7] == len(data)
    assert not QImage(str(ICONS / "app.ico")).isNull()


def test_the_application_picture_is_the_drawing(qapp):
    picture = QImage(str(ICONS / "app.png")).convertToFormat(QImage.Format.Format_ARGB32)
    drawn = drawing(ICONS / "app.svg", 256)
    assert picture.size() == drawn.size()
    for x, y in [(5, 128), (128, 50), (76, 104), (76, 150), (76, 184), (150, 104), (128, 190), (0, 0)]:
        assert picture.pixelColor(x, y) == drawn.pixelColor(x, y)


def drawing(path, side):
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


class Page(HTMLParser):
    """The tags, attributes and words of a page; complains of a tag that is not closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes, self.words = [], Counter(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)


@pytest.fixture
def manual():
    page = Page()
    page.feed(MANUAL.read_text(encoding="utf-8"))
    page.close()
    assert page.open == []
    return page


def test_the_manual_is_plain_html_without_scripts_or_links_out_of_it(manual):
    assert set(manual.tags) <= set(TAGS.split())
    plain = {"lang", "charset", "border", "cellspacing", "cellpadding", "width", "align", "id", "href"}
    assert manual.attributes <= plain
    assert all(link.startswith("#") for link in re.findall('href="(.*?)"', MANUAL.read_text(encoding="utf-8")))


def test_the_manual_keeps_to_the_wording_of_the_window(manual):
    assert re.findall("请|您|吗|！|成功|抱歉|系统|数据|确定|[(),;!?]", "".join(manual.words)) == []


@pytest.mark.parametrize("key", KEYS.split())
def test_the_manual_names_every_key(manual, key):
    assert key in [word.strip() for word in manual.words]


def test_the_manual_names_every_status_and_lamp(manual):
    text = "".join(manual.words)
    statuses = [status.label.replace("(", "（").replace(")", "）") for status in Status]
    assert [word for word in statuses if word not in text] == []
    assert [lamp for lamp in Lamp if lamp is not Lamp.BLUE and lamp.label not in manual.words] == []
