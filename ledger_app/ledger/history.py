"""The journal in Chinese: what an act changed, from what to what."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ledger_app.domain.change import ChangeId, Record
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Doubt, Measure, Progress, ProgressId
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Unit, UnitAlias, UnitCell
from ledger_app.ledger.book import Book
from ledger_app.ledger.ledger import Ledger
from ledger_app.store.journal import JournalLine
from ledger_app.store.tables import TABLES

_SUMMED_UP_FROM = 60  # rows added or removed: beyond that only their numbers are of interest
_KINDS: dict[type[Record], str] = {
    Plan: "文件",
    Section: "标题",
    Measure: "任务",
    Progress: "进展",
    Unit: "单位",
    UnitAlias: "单位别名",
}
_COLUMNS: dict[tuple[type[Record], str], str] = {
    (Measure, "text"): "工作内容",
    (Measure, "number"): "序号",
    (Measure, "status"): "状态",
    (Measure, "deadline_phrase"): "完成时限",
    (Measure, "last_day"): "截止日",
    (Measure, "section_id"): "所属标题",
    (Section, "number"): "标题序号",
    (Section, "title"): "标题",
    (Plan, "title"): "文件标题",
    (Unit, "name"): "单位名称",
    (UnitCell, "text"): "落实单位栏",
    (Progress, "on"): "进展日期",
    (Progress, "done"): "进展情况",
    (Progress, "problems"): "存在问题",
    (Progress, "next_steps"): "下步措施",
    (Progress, "percent"): "完成比例",
    (Progress, "who"): "填报人",
    (Doubt, "settled"): "疑点",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing an act changed, ready to be shown."""

    measure_id: MeasureId | None  # the row it belongs to, while that exists
    subject: str  # what was changed: the beginning of the measure, the heading, the unit
    column: str  # which of its columns; 新增任务, 删除进展 and the like for whole rows
    before: str
    after: str


def lines_of(ledger: Ledger, change_id: ChangeId) -> tuple[HistoryLine, ...]:
    """What one act changed, in order; many rows that came or went are summed up."""
    lines = ledger.journal_lines(change_id)
    whole = [line for line in lines if line.op != "set" and line.record in _KINDS]
    cells = [line for line in lines if line.op == "set" and (line.record, line.column) in _COLUMNS]
    shown = [_cell_line(ledger.book, line) for line in cells]
    if len(whole) > _SUMMED_UP_FROM:
        return (*_sums(whole), *shown)
    return (*(_row_line(ledger.book, line) for line in whole), *shown)


def _sums(lines: list[JournalLine]) -> list[HistoryLine]:
    counts = Counter((line.op, line.record) for line in lines)
    return [
        HistoryLine(measure_id=None, subject=f"{count}条{_KINDS[kind]}", column=_OPS[op], before="", after="")
        for (op, kind), count in counts.items()
    ]


_OPS = {"add": "新增", "remove": "删除"}


def _row_line(book: Book, line: JournalLine) -> HistoryLine:
    measure_id, subject = _subject(book, line)
    before, after = _words_of_progress(book, line)
    return HistoryLine(
        measure_id=measure_id, subject=subject, column=_OPS[line.op] + _KINDS[line.record], before=before, after=after
    )


def _words_of_progress(book: Book, line: JournalLine) -> tuple[str, str]:
    """What a progress entry said that came or went; nothing for rows of other kinds."""
    if line.record is not Progress:
        return "", ""
    if line.op == "remove":
        gone = _removed(line)
        return gone.done or gone.problems or gone.next_steps, ""
    entry = book.progress.get(ProgressId(line.row_id))
    return "", (entry.done or entry.problems or entry.next_steps) if entry else ""


def _cell_line(book: Book, line: JournalLine) -> HistoryLine:
    measure_id, subject = _subject(book, line)
    column = line.column or ""
    return HistoryLine(
        measure_id=measure_id,
        subject=subject,
        column=_COLUMNS[line.record, column],
        before=_shown(book, column, line.before),
        after=_shown(book, column, line.after),
    )


def _shown(book: Book, column: str, value: Any) -> str:  # noqa: ANN401 - a column's value
    if value is None or value == "":
        return "空"
    if column == "status":
        return Status(value).label
    if column == "section_id":
        section = book.sections.get(value)
        return section.printed if section else "（已删除的标题）"
    return f"{value}%" if column == "percent" else str(value)


def _subject(book: Book, line: JournalLine) -> tuple[MeasureId | None, str]:
    record = book.table(line.record).get(line.row_id)
    if record is None:
        return None, _name(
            book, _removed(line)
        ) if line.op == "remove" else f"（已删除的{_KINDS.get(line.record, '内容')}）"
    about = _about(book, record)
    return about.id if isinstance(about, Measure) else None, _name(book, about)


def _about(book: Book, record: Record) -> Record:
    """The measure that a record belongs to, while there is one; else the record itself."""
    if isinstance(record, UnitCell):
        covered = book.covered_by(record.id)
        return book.measures[covered[0]] if covered else record
    if isinstance(record, (Progress, Doubt)) and record.measure_id is not None:
        return book.measures.get(record.measure_id, record)
    return record


def _name(book: Book, record: Record) -> str:
    about = _about(book, record)
    if isinstance(about, Measure):
        return _short(about.text)
    if isinstance(about, Section):
        return about.printed
    return _short(getattr(about, "title", "") or getattr(about, "name", "") or _KINDS.get(type(about), "内容"))


def _removed(line: JournalLine) -> Any:  # noqa: ANN401 - a record of the line's kind
    return TABLES[line.record].decode((line.row_id, *line.before))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else f"{text[:29]}…"
