"""Texts of a megabyte finish: no grammar looks at a text more than a few times."""

from collections.abc import Callable
from datetime import date

import pytest

from ledger_app.domain.errors import UserError
from ledger_app.text.cleaning import clean, damage_in
from ledger_app.text.deadlines import find_deadline, parse_deadline
from ledger_app.text.duty_phrase import convention_of, duty_phrase
from ledger_app.text.prose_duties import begun_by, clause_remarks, duty_of, inner_duties
from ledger_app.text.prose_lines import prose_line
from ledger_app.text.prose_numbers import with_clause_items, with_lost_marks
from ledger_app.text.records import find_records
from ledger_app.text.recurrences import find_recurrences
from ledger_app.text.run_on import split_behind_units, split_run_on
from ledger_app.text.run_together import split_run_together
from ledger_app.text.said_once import time_for_all, time_of_title
from ledger_app.text.stages import find_stages
from ledger_app.text.targets import find_targets
from ledger_app.text.units import parse_units
from ledger_app.text.wrapping import paragraphs_of
from tests.text.tables import a_draft, a_grid, a_text

MEGABYTE = 350_000  # characters
SEEDS = ["加强领导", "(((", "到2015年底", "等单位", "市甲局牵头,", "一、", " ", "（市水务局负责）", "完成时限："]
SMALL = [
    *SEEDS,
    "“",
    "《",
    "1个",
    "(a",
    "<p",
    "每月2",
    "2026年3月至",
    "阶段",
    "列第一位",
    "、",
    "以下简称甲",
    "?",
    "|",
    "1.1 ",
    "责任部门:环卫科(一)",
    "由市甲局会同",
    "一是加强",
    "【问题】",
    "市 ",
    "├─┼",
    "2026年3月1日至",
    "“五一”",
    "2026年、",
]


def stages_of(text: str) -> object:
    return find_stages([text], 2026)


def deadline_of(text: str) -> object:
    return find_deadline(text, issued=None)


def line_of(text: str) -> object:
    return prose_line(0, text)


def parted(text: str) -> object:
    return split_behind_units(text, lambda piece: duty_of(piece)[1] is not None)


def joined(text: str) -> object:
    return paragraphs_of([text, *(text[start : start + 30] for start in range(0, len(text), 30))])


def numbered(text: str) -> object:
    lines = [prose_line(place, text[start : start + 20] or "甲") for place, start in enumerate(range(0, len(text), 20))]
    return with_clause_items(with_lost_marks(lines))


def records(text: str) -> object:
    return find_records(a_text("\n".join(text[start : start + 20] for start in range(0, len(text), 20))))


def cleaned(text: str) -> object:
    return clean(a_text(text))


@pytest.mark.parametrize("seed", SEEDS)
def test_one_paragraph_of_a_megabyte(seed: str) -> None:
    paragraph = seed * (MEGABYTE // len(seed))
    draft = a_draft(a_text(f"一、清理河道。{paragraph}（市水务局负责）"))
    assert draft.measures[-1].text.startswith("清理河道。")
    parse_units(paragraph)
    find_deadline(paragraph, issued=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_many_short_paragraphs(seed: str) -> None:
    lines = [seed.strip() or "甲"] * 5_000
    text = "\n".join(["任务", "责任单位", "清理。", "市水务局负责", *lines, "打捞。", "市水务局负责"])
    assert a_draft(a_text(text)).measures


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_of_a_megabyte(seed: str) -> None:
    cell = seed * (MEGABYTE // len(seed))
    draft = a_draft(a_grid(["任务", "责任单位", "时限"], ["打捞。", "市水务局", cell], [cell, cell, ""]))
    assert draft.measures[0].text == "打捞。"


def test_a_long_phrase_is_no_deadline() -> None:
    with pytest.raises(UserError, match="看不懂时限"):
        parse_deadline("2026年" * 100_000, issued=None, today=date(2026, 1, 1))


def test_thousands_of_rows_without_units() -> None:
    rows = [[f"第{i}件事。", ""] for i in range(5_000)]
    draft = a_draft(a_grid(["任务", "责任单位"], ["首件事。", "市水务局"], *rows))
    assert len(draft.doubts) == 5_000


GRAMMARS = [
    *[find_targets, find_recurrences, damage_in, duty_phrase, convention_of, inner_duties, split_run_on],
    *[stages_of, line_of, cleaned, parted, joined, split_run_together, numbered, records, begun_by],
    *[clause_remarks, time_of_title, time_for_all, deadline_of],
]


@pytest.mark.parametrize("seed", SMALL)
@pytest.mark.parametrize(
    "read",
    GRAMMARS,
)
def test_every_grammar_reads_a_megabyte(seed: str, read: Callable[[str], object]) -> None:
    """It ends, and raises nothing; a blow-up would not end within CI's time."""
    read(seed * (MEGABYTE // len(seed)))
