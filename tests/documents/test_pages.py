from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_app.documents.annex_out import lay_out_annex, lay_out_annex_print
from ledger_app.documents.pages import (
    AGAIN,
    MAX_BREAKS,
    MAX_ROW_HEIGHT,
    PAGE_HEIGHT,
    Paged,
    cell_height,
    needed_height,
    paginate,
    row_heights,
)
from ledger_app.documents.sheet import Sheet, SheetCell, Style
from ledger_app.domain.plan import Field, HeadingStyle, PrintedCell
from tests.documents.annex_maker import AnnexMaker, a_layout, a_unit_cell

WIDTHS = (6.0, 12.0, 40.0, 16.0)


def test_a_line_holds_as_many_characters_as_the_column_is_wide():
    """Width 40 is 275 pixels; at 12 pt a Chinese character takes 16 of them: 17 fit."""
    assert needed_height("字" * 17, 40.0, 12.0) == needed_height("字", 40.0, 12.0) == 22.5
    assert needed_height("字" * 18, 40.0, 12.0) == 39.0


def test_every_line_break_begins_a_line_and_half_width_characters_count_half():
    assert needed_height("一\n二\n三", 40.0, 12.0) == needed_height("字" * 40, 40.0, 12.0)
    assert needed_height("a" * 34, 40.0, 12.0) == needed_height("字" * 17, 40.0, 12.0)


def test_even_the_narrowest_column_gets_one_character_a_line():
    assert needed_height("二〇二六", 1.0, 12.0) > 3 * 12


def test_a_row_is_as_high_as_its_highest_cell():
    cells = [SheetCell(0, 0, "一", Style.NUMBER), SheetCell(0, 2, "字" * 60, Style.TEXT)]
    assert row_heights(cells, WIDTHS, 2, 12.0) == [needed_height("字" * 60, 40.0, 12.0), 22.5]


def test_what_a_merged_cell_lacks_is_spread_over_its_rows():
    cell = SheetCell(0, 1, "字" * 20, Style.HEADING, rows=2)
    heights = row_heights([cell], WIDTHS, 3, 12.0)
    assert heights[0] == heights[1] > heights[2]
    assert sum(heights[:2]) >= cell_height(cell, WIDTHS, 12.0)


def test_a_cell_merged_over_columns_has_their_widths_together():
    wide, narrow = SheetCell(0, 1, "字" * 20, Style.HEADING_ROW, 1, 3), SheetCell(0, 1, "字" * 20, Style.HEADING)
    assert cell_height(wide, WIDTHS, 12.0) == 22.5 < cell_height(narrow, WIDTHS, 12.0)


def test_no_row_is_higher_than_excel_allows():
    assert row_heights([SheetCell(0, 0, "字" * 900, Style.TEXT)], WIDTHS, 1, 12.0) == [MAX_ROW_HEIGHT]


def test_lines_outside_the_table_that_are_not_merged_run_on():
    assert cell_height(SheetCell(0, 0, "填报单位：市住房和城乡建设局", Style.LINE), WIDTHS, 12.0) == 22.5


def rows_of(*texts: str) -> list[SheetCell]:
    return [SheetCell(row, 2, text, Style.TEXT) for row, text in enumerate(texts)]


def paged(cells: list[SheetCell], *, first_room: float = 90.0, room: float = 90.0) -> Paged:
    return paginate(cells, WIDTHS, body_points=12.0, first_room=first_room, room=room)


def test_a_page_takes_the_rows_that_fit():
    assert paged(rows_of(*"一二三四五六七八九")).starts == (4, 8)  # 22.5 each
    assert paged(rows_of(*"一二三四五六七八九"), first_room=45.0).starts == (2, 6)


def test_merged_cells_are_cut_at_the_page_edge_and_repeated_behind_it():
    cells = sorted(
        [
            *rows_of(*"一二三四五六"),
            SheetCell(0, 0, "三", Style.NUMBER, 6),
            SheetCell(0, 1, "供热", Style.HEADING, 6),
            SheetCell(0, 3, "", Style.UNITS, 3),
            SheetCell(3, 3, "市住建局", Style.UNITS, 3),
        ]
    )
    result = paged(cells)
    found = {(c.row, c.column): (c.text, c.rows) for c in result.cells if c.column != 2}
    assert result.starts == (4,)
    assert found == {
        (0, 0): ("三", 4),
        (4, 0): ("三", 2),
        (0, 1): ("供热", 4),
        (4, 1): ("供热（续）", 2),
        (0, 3): ("", 3),
        (3, 3): ("市住建局", 1),
        (4, 3): ("市住建局（续）", 2),
    }


def test_what_is_repeated_has_room_for_its_text_again():
    long_heading = "统筹推进城镇老旧供热管网改造"
    cells = sorted([*rows_of(*"一二三四五"), SheetCell(0, 1, long_heading, Style.HEADING, 5)])
    result = paged(cells)
    last = result.cells[-2]
    assert (last.text, last.rows) == (long_heading + AGAIN, 1)
    assert result.heights[4] >= cell_height(last, WIDTHS, 12.0)


def test_a_heading_row_never_stands_last_on_a_page():
    cells = rows_of(*"一二三")
    cells += [SheetCell(3, 0, "二、供热", Style.HEADING_ROW, 1, 4), SheetCell(4, 2, "五", Style.TEXT)]
    assert paged(cells).starts == (3,)


def test_headings_that_fill_a_page_are_left_where_they_are():
    cells = [SheetCell(row, 0, f"标题{row}", Style.HEADING_ROW, 1, 4) for row in range(9)]
    assert paged(cells).starts == (4, 8)


def test_a_text_too_tall_for_a_page_goes_on_in_a_row_of_its_own():
    sentence = "逐户建立取暖方式台账并按月更新。"
    result = paged([SheetCell(0, 0, "1", Style.NUMBER), SheetCell(0, 2, sentence * 6, Style.TEXT)])
    pieces = [c.text for c in result.cells if c.column == 2]
    assert len(pieces) > 1
    assert all(piece.endswith("。（续）") for piece in pieces[1:])
    assert "".join(piece.removesuffix(AGAIN) for piece in pieces) == sentence * 6
    assert {c.text for c in result.cells if c.column == 0} == {"1"}
    assert max(result.heights) <= 90.0


def test_beyond_the_breaks_excel_takes_nothing_is_cut_any_more():
    rows = MAX_BREAKS + 50
    cells = [SheetCell(row, 2, "字" * 60, Style.TEXT) for row in range(rows)]
    cells += [SheetCell(MAX_BREAKS + 10, 1, "供热", Style.HEADING, 40)]
    result = paged(cells)
    assert len(result.starts) == MAX_BREAKS
    assert len(result.heights) == rows
    assert result.cells[-1].rows == 1
    assert next(c for c in result.cells if c.column == 1).rows == 40


@st.composite
def bodies(draw: st.DrawFn) -> list[SheetCell]:
    """Columns of cells merged over up to five rows, some of their texts longer than a page."""
    rows = draw(st.integers(1, 14))
    text = st.text(alphabet="城市供热管网改造。a\n", max_size=120).map(lambda text: text.removesuffix(AGAIN))
    cells = []
    for column in range(len(WIDTHS)):
        row = 0
        while row < rows:
            size = 1 if column == 2 else min(draw(st.integers(1, 5)), rows - row)
            style = (Style.NUMBER, Style.HEADING, Style.TEXT, Style.UNITS)[column]
            cells.append(SheetCell(row, column, draw(text), style, size))
            row += size
    return sorted(cells)


@given(bodies())
def test_pages_hold_every_text_in_full_and_no_cell_crosses_an_edge(cells):
    result = paged(cells, first_room=120.0, room=200.0)
    edges = [0, *result.starts, len(result.heights)]
    for number, (start, end) in enumerate(pairwise(edges)):
        assert sum(result.heights[start:end]) <= (120.0 if number == 0 else 200.0)
    for cell in result.cells:
        assert not any(cell.row < edge < cell.row + cell.rows for edge in result.starts)
        assert sum(result.heights[cell.row : cell.row + cell.rows]) >= cell_height(cell, WIDTHS, 12.0)
    covered = [(row, c.column) for c in result.cells for row in range(c.row, c.row + c.rows)]
    assert sorted(covered) == [(row, column) for row in range(len(result.heights)) for column in range(4)]


@given(bodies())
def test_the_pieces_of_a_column_joined_again_are_its_texts(cells):
    result = paged(cells, first_room=120.0, room=200.0)
    for column in (1, 2, 3):
        before = [c.text for c in cells if c.column == column]
        assert joined([c for c in result.cells if c.column == column], before)


def joined(pieces: list[SheetCell], texts: list[str]) -> bool:
    """Whether the pieces, read as （续） tells, are exactly these texts."""
    current = ""
    whole: list[str] = []
    last = None
    for piece in pieces:
        base = piece.text.removesuffix(AGAIN)
        if piece.text.endswith(AGAIN):
            current += "" if base == last else base
        else:
            whole.append(current)
            current = base
        last = base
    return [text for text in [*whole, current] if text] == [text for text in texts if text]


def an_annex_of(measures: int):
    maker = AnnexMaker(a_layout())
    for index in range(measures):
        if index % 5 == 0:
            maker.section(str(index // 5 + 1), "统筹推进老旧管网改造")
            cell = a_unit_cell("市住建局牵头，市财政局配合。")
        maker.measure("逐户建立取暖方式台账。" * (index % 9 + 1), cell)
    return maker.annex()


def pages_of(sheet: Sheet) -> list[float]:
    edges = [0, *sheet.breaks, len(sheet.heights)]
    return [sum(sheet.heights[start:end]) for start, end in pairwise(edges)]


def test_the_pages_of_an_annex_are_full_but_never_too_full():
    sheet = lay_out_annex_print(an_annex_of(60))
    header = sheet.heights[2]
    first, *others = pages_of(sheet)
    assert len(others) > 3
    assert first <= PAGE_HEIGHT
    assert all(PAGE_HEIGHT / 2 < page + header <= PAGE_HEIGHT for page in others[:-1])
    assert sheet.repeat_rows == (2, 2)


def test_the_print_layout_shows_the_same_measures_as_the_annex():
    annex = an_annex_of(60)
    printed = [c.text for c in lay_out_annex_print(annex).cells if c.style is Style.TEXT]
    assert printed == [c.text for c in lay_out_annex(annex).cells if c.style is Style.TEXT]


@pytest.mark.parametrize("size", [0, 1])
def test_an_annex_of_nothing_or_little_is_one_page(size):
    sheet = lay_out_annex_print(an_annex_of(size))
    assert sheet.breaks == ()
    assert len(sheet.heights) == 3 + size


def test_a_head_taller_than_a_page_still_leaves_room_for_the_table():
    head = (PrintedCell(row=0, column=0, text="云河市任务表" * 200, columns=2),)
    layout = a_layout((Field.TEXT, Field.UNITS), style=HeadingStyle.NONE, head=head, head_rows=1)
    maker = AnnexMaker(layout)
    for _ in range(40):
        maker.measure("甲")
    sheet = lay_out_annex_print(maker.annex())
    assert len(sheet.breaks) == 4  # 8 rows of 22.5 pt in the least room


def test_a_sentence_repeated_over_pages_is_not_taken_for_one_phrase_repeated():
    cells = [SheetCell(0, 2, "逐户建立台账并更新" * 60, Style.TEXT)]
    pieces = [c.text.removesuffix(AGAIN) for c in paged(cells).cells]
    assert len(pieces) > 3
    assert all(one != other for one, other in pairwise(pieces))
    assert "".join(pieces) == cells[0].text
