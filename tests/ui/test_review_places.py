"""Where rows stand in the original."""

from dataclasses import replace

from ledger_app.domain.measure import Place
from ledger_app.domain.recurrence import Cadence, Recurrence
from ledger_app.ui.review.places import MarkKind, Places, marks_at
from tests.ui.review_samples import PHRASES, a_grid_draft, a_target, a_text_draft


def places_of(draft):
    return Places(place for m in draft.book.measures for place in draft.places_of(m))


def marks_of(row, lines, places, part):
    return [
        mark
        for place in places.of(row.measure.id)
        if place.part == part
        for mark in marks_at(row, place, lines, places)
    ]


def test_a_position_leads_to_its_measure():
    places = places_of(a_text_draft())
    assert places.at("正文", 4, 10) == 1
    assert places.at("正文", 7, 2) == 3
    assert places.at("正文", 3, 5) is None, "a heading is no measure"
    assert places.at("别处", 4, 10) is None


def test_two_measures_in_one_line_are_told_apart():
    places = Places(
        [
            Place(id=1, measure_id=7, part="正文", line=2, start=4, end=20),
            Place(id=2, measure_id=8, part="正文", line=2, start=20, end=40),
        ]
    )
    assert places.at("正文", 2, 19) == 7
    assert places.at("正文", 2, 20) == 8
    assert places.at("正文", 2, 0) is None


def test_units_and_deadline_are_marked_where_they_are_printed():
    draft = a_text_draft()
    lines = draft.document.parts[0].lines
    marks = marks_of(draft.book.row(1), lines, places_of(draft), "正文")
    found = {mark.kind: lines[mark.line - 1][mark.start : mark.end] for mark in marks}
    assert found == {MarkKind.UNITS: PHRASES[0], MarkKind.DEADLINE: "11月20日前"}
    assert {mark.line for mark in marks} == {4}


def test_a_phrase_of_the_next_measure_is_not_marked_for_this_one():
    """第3项自己没有写单位，推定的单位印在第4项后面。"""
    draft = a_text_draft()
    marks = marks_of(draft.book.row(3), draft.document.parts[0].lines, places_of(draft), "正文")
    assert [mark.kind for mark in marks] == [MarkKind.DEADLINE]


def test_a_phrase_on_a_line_of_its_own_is_found():
    draft = a_text_draft()
    lines = ("第一条内容。", "", PHRASES[1], "第二条内容。")
    places = Places(
        [
            Place(id=1, measure_id=2, part="正文", line=1, start=0, end=6),
            Place(id=2, measure_id=3, part="正文", line=4, start=0, end=6),
        ]
    )
    marks = marks_of(draft.book.row(2), lines, places, "正文")
    assert [(mark.line, mark.start, mark.kind) for mark in marks] == [(3, 0, MarkKind.UNITS)]


def test_units_on_label_lines_are_marked_line_by_line():
    """牵头单位一行，配合单位一行，时限又一行：三行各标各的。"""
    row = a_text_draft().book.row(1)
    cell = replace(row.unit_cells[0], text="牵头单位：市住建局；配合单位：市水务局；时限：11月20日前")
    lines = ("1.整治隐患。", "牵头单位：市住建局", "配合单位：市水务局", "时限：11月20日前", "2.别的。")
    places = Places([Place(id=1, measure_id=1, part="正文", line=1, start=2, end=7)])
    marks = marks_of(replace(row, unit_cells=(cell,), targets=(), recurrences=()), lines, places, "正文")
    assert [(mark.line, mark.start, mark.kind) for mark in marks] == [
        (2, 0, MarkKind.UNITS),
        (3, 0, MarkKind.UNITS),
        (4, 3, MarkKind.DEADLINE),
    ]


def test_the_dash_of_a_row_without_units_is_not_looked_for():
    """没有单位的一栏印“—”，原文里“5月—10月”的横线不是单位。"""
    row = a_text_draft().book.row(1)
    cell = replace(row.unit_cells[0], text="—")
    row = replace(row, unit_cells=(cell,), assigned=(), targets=(), recurrences=())
    places = Places([Place(id=1, measure_id=1, part="正文", line=1, start=2, end=30)])
    marks = marks_of(row, ("1.全面整治（2026年5月—10月），11月20日前完成。",), places, "正文")
    assert [mark.kind for mark in marks] == [MarkKind.DEADLINE]


def test_places_of_a_table_are_its_sheet_rows():
    places = places_of(a_grid_draft())
    assert places.parts() == {"分工表"}
    assert [place.line for place in places.of(4)] == [8]


def test_targets_and_recurrences_are_marked_too_and_equal_phrases_one_after_the_other():
    lines = ("1.新建学校12所、幼儿园12所，每季度通报一次。",)
    row = replace(
        a_text_draft().book.row(3),
        targets=(a_target("12所"), a_target("12所")),
        recurrences=(Recurrence(cadence=Cadence.QUARTERLY, phrase="每季度"),),
    )
    places = Places([Place(id=1, measure_id=3, part="正文", line=1, start=2, end=20)])
    found = [(mark.start, mark.kind) for mark in marks_of(row, lines, places, "正文")]
    assert found == [(6, MarkKind.TARGET), (13, MarkKind.TARGET), (17, MarkKind.DEADLINE)]


def test_units_in_the_heading_above_are_marked_there():
    row = a_text_draft().book.row(2)
    lines = (f"（一）危房整治（{PHRASES[1]}）", "1.全面鉴定。", "2.先停后改。")
    places = Places([Place(id=1, measure_id=2, part="正文", line=2, start=0, end=6)])
    marks = marks_of(row, lines, places, "正文")
    assert [(mark.line, mark.start, mark.kind) for mark in marks] == [(1, 8, MarkKind.UNITS)]
