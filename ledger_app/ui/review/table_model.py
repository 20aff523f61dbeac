"""The rows of a draft under review, with the headings above them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ledger_app.domain.comparison import Differing
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, SectionId
from ledger_app.domain.measure import DATE_DOUBTS, UNIT_DOUBTS, Doubt, DoubtKind
from ledger_app.domain.plan import Section
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Role
from ledger_app.ledger.book import Book
from ledger_app.ledger.draft import Draft
from ledger_app.ui.models.promises import recurrence_text, recurrences_text, target_sentence, targets_text
from ledger_app.ui.models.wording import units_text
from ledger_app.ui.review.changes import Changes
from ledger_app.ui.review.draft_lines import DraftLines, Line

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

STATE, NUMBER, TEXT, UNITS, DEADLINE, TARGETS = range(6)

LONGEST_EDITED = 20_000  # characters of a text that can be edited in its cell
_TIP_LENGTH = 1000
_BETWEEN = re.compile(r"[；;\n]")  # targets
_DIFFERING = {TEXT: Differing.TEXT, UNITS: Differing.UNITS, DEADLINE: Differing.DEADLINE}


def column_of(kind: DoubtKind) -> int:
    """The column in which a doubt of that kind shows."""
    if kind in UNIT_DOUBTS:
        return UNITS
    if kind in DATE_DOUBTS:
        return DEADLINE
    return NUMBER if kind is DoubtKind.NUMBER_RESTORED else TEXT


def _phrase(row: MeasureRow) -> str:
    return row.measure.deadline.phrase if row.measure.deadline else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what a screen reader says of a row, and how the clerk changes it."""

    title: str
    show: Callable[[MeasureRow], str]
    start: Callable[[MeasureRow], Any] | None = None  # what an editor starts from; None: not edited
    edit: Callable[[Draft, MeasureId, Any], object] | None = None


def _duties(row: MeasureRow) -> tuple[tuple[str, Role], ...]:
    return tuple((assigned.unit.name, assigned.role) for assigned in row.assigned)


def _text(row: MeasureRow) -> str | None:
    """What an editor begins with; none for a text so long that a field would stop the window."""
    return row.measure.text if len(row.measure.text) <= LONGEST_EDITED else None


def _due(row: MeasureRow) -> str:
    return "，".join(said for said in (_phrase(row), recurrences_text(row)) if said)


def _promised(row: MeasureRow) -> str:
    """The targets as one writes them: 更换老化立管86公里；覆盖率达到80%."""
    return "；".join(f"{target.what}{target.phrase}" for target in row.targets)


def _give_targets(draft: Draft, measure_id: MeasureId, text: str) -> object:
    return draft.set_targets(measure_id, _BETWEEN.split(text))


def _give_units(draft: Draft, measure_id: MeasureId, units: tuple[tuple[str, Role], ...] | str) -> object:
    """Units with their roles, or the phrase that the whole printed cell is to have."""
    if isinstance(units, str):
        same = units == draft.book.row(measure_id).unit_text
        return None if same else draft.set_unit_phrase(measure_id, units)
    return draft.set_units([measure_id], units)


COLUMNS = (
    Column("", lambda _: ""),
    Column("序号", lambda r: r.measure.number or "", lambda r: r.measure.number or "", Draft.set_number),
    Column("工作内容", lambda r: r.measure.text, _text, Draft.set_text),
    Column("责任单位", units_text, _duties, _give_units),
    Column("时限", _due, _phrase, lambda draft, id_, phrase: draft.set_deadline([id_], phrase)),
    Column("指标", targets_text, _promised, _give_targets),
)


class ReviewTable(QAbstractTableModel):
    """Headings and rows of the draft. It changes nothing itself: edits go to the draft, which reports back."""

    refused = Signal(str)  # the sentence why an edit was not taken

    def __init__(self, draft: Draft, changes: Changes | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._changes = changes or Changes()
        self.lines = DraftLines(draft.book)
        self._of_sections: dict[SectionId, tuple[Doubt, ...]] = {}
        self.current: Doubt | None = None
        self._read()

    @property
    def book(self) -> Book:
        """The records of the draft."""
        return self._draft.book

    def _read(self) -> None:
        book = self._draft.book
        self._has_targets = bool(book.table(MeasureTarget))
        self._of_sections = {}
        for doubt in book.open_doubts():
            if doubt.section_id is not None and doubt.measure_id is None:
                self._of_sections[doubt.section_id] = (*self._of_sections.get(doubt.section_id, ()), doubt)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        self._read()
        now = DraftLines(self.book)
        if now.keys != self.lines.keys:
            self.beginResetModel()  # the view still asks for the old lines until it is told
            self.lines = now
            self.endResetModel()
        elif now:
            self.lines = now
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))

    @property
    def has_targets(self) -> bool:
        """Whether any row promises something in numbers."""
        return self._has_targets

    def at_measure(self, measure_id: MeasureId | None) -> int | None:
        """The line of a measure; None if it is gone."""
        return None if measure_id is None else self.lines.at.get((MeasureRow, measure_id))

    def at_section(self, section_id: SectionId | None) -> int | None:
        """The line of a heading; None if it is gone."""
        return None if section_id is None else self.lines.at.get((Section, section_id))

    def at_doubt(self, doubt: Doubt) -> int | None:
        """The line that a doubt is about; None for one about the whole plan."""
        at = self.at_measure(doubt.measure_id)
        return at if at is not None else self.at_section(doubt.section_id)

    def doubts_of(self, line: Line) -> tuple[Doubt, ...]:
        """What is still doubtful about a line."""
        return line.doubts if isinstance(line, MeasureRow) else self._of_sections.get(line.id, ())

    def change_of(self, row: MeasureRow) -> str:
        """新 or 改 for a row of a newer version, else nothing."""
        return self._changes.word(row.measure.id, self.book.doubts)

    def line(self, index: _Index) -> Line:
        """The line under an index."""
        return self.lines[index.row()]

    # -- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.AlignmentFlag | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == NUMBER:
            return Qt.AlignmentFlag.AlignRight
        return COLUMNS[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return self._start(line, index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line, index.column())
        if role == Qt.ItemDataRole.UserRole:
            return line.measure.id if isinstance(line, MeasureRow) else None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._start(self.lines[index.row()], index.column()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        return self._attempt(partial(self._edit, self.lines[index.row()], index.column(), value))

    def set_recurrences(self, index: _Index, phrase: str) -> bool:
        """Let the row under an index be reported on as a phrase says; whether the draft took it."""
        line = self.lines[index.row()]
        return isinstance(line, MeasureRow) and self._attempt(
            partial(self._draft.set_recurrences, [line.measure.id], phrase)
        )

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _edit(self, line: Line, column: int, value: Any) -> None:  # noqa: ANN401
        if isinstance(line, Section):
            self._edit_heading(line, column, value)
        elif (edit := COLUMNS[column].edit) is not None and value != self._start(line, column):
            edit(self._draft, line.measure.id, value)

    def _start(self, line: Line, column: int) -> Any:  # noqa: ANN401 - a text, or units with their roles
        if isinstance(line, Section):
            return {NUMBER: line.number or "", TEXT: line.title}.get(column)
        start = COLUMNS[column].start
        return start(line) if start is not None else None

    def _said(self, line: Line, column: int) -> str:
        if column == STATE:
            doubts = "、".join(doubt.kind.label for doubt in self.doubts_of(line)) or "已读懂"
            change = self.change_of(line) if isinstance(line, MeasureRow) else ""
            return f"{change} {doubts}".strip()
        if isinstance(line, MeasureRow):
            return COLUMNS[column].show(line)
        return {NUMBER: line.number or "", TEXT: line.title}.get(column, "")

    def _tip(self, line: Line, column: int) -> str | None:
        said = [*_facts(line, column), *self._before(line, column)] if isinstance(line, MeasureRow) else []
        said += [doubt.message for doubt in self.doubts_of(line) if column in (STATE, column_of(doubt.kind))]
        return f"<qt>{'<br>'.join(escape(each) for each in said)}</qt>" if said else None  # so that it wraps

    def _before(self, row: MeasureRow, column: int) -> list[str]:
        what = _DIFFERING.get(column)
        before = self._changes.before(row.measure.id, what) if what is not None else None
        return [] if before is None else [f"台账原来是：{before or '无'}"]

    def _edit_heading(self, section: Section, column: int, value: str) -> None:
        number = value if column == NUMBER else section.number or ""
        title = value if column == TEXT else section.title
        self._draft.set_section(section.id, number=number, title=title)


def _facts(row: MeasureRow, column: int) -> list[str]:
    """What a cell has no room for."""
    targets = [f"指标：{target_sentence(target)}" for target in row.targets]
    if column == TEXT:
        return [row.measure.text[:_TIP_LENGTH], *targets]
    if column == UNITS and row.unit_text:
        return [units_text(row), f"原文：{row.unit_text}"]
    if column == DEADLINE:
        deadline = row.measure.deadline
        said = [part for part in (deadline.phrase, deadline.how) if part] if deadline else []
        return said + [f"{recurrence_text(each)}（原文：{each.phrase}）" for each in row.recurrences]
    return targets if column == TARGETS else []
