"""The acts of a ledger, newest first, under the days on which they were done; and what one act changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ledger_app.domain.change import ChangeId
from ledger_app.domain.history import HistoryQuery
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import HistoryEntry, HistoryLine
from ledger_app.ui.models.wording import day_text, long_day_text

AT_ONCE = 200  # acts listed, and then so many more whenever the end is reached
LARGE_ACT = 500  # edits: above it an act is described only when it is looked at
TIME, ACT, WHAT, CHANGE, WHO = range(5)
ACT_TITLES = ("时间", "操作", "哪一项", "从 → 到", "操作人")
LINE_TITLES = ("哪一项", "栏目", "从", "到")
_FEW = 3  # changes of one thing that are all said
_SUMMED = ("新增", "删除")  # of rows that are only counted
_NAMED = 6  # subjects without a row of their own that are all named
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Day:
    """A day that has acts."""

    day: date
    title: str


def change_text(line: HistoryLine) -> str:
    """进行中 → 已销号; 新增单位别名：市工商局; for whole tasks only what happened to them."""
    if line.before and line.after:
        return f"{line.before} → {line.after}"
    if line.before or line.after:
        return f"{line.column}：{line.before or line.after}"
    return line.column


def _day_title(day: date, today: date) -> str:
    named = {today: "今天", today - timedelta(days=1): "昨天"}.get(day)
    return f"{named}  {day_text(day, today)}" if named else long_day_text(day)


class ActTable(QAbstractTableModel):
    """Days and acts; an act is described when it is first shown."""

    def __init__(self, ledger: Ledger, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = ledger.history()
        self.today = today
        self.query = HistoryQuery()
        self._limit = AT_ONCE
        self.more = False
        self.lines: list[Day | HistoryEntry] = []
        self._arrange()

    def read(self, today: date) -> None:
        """List the acts as the ledger has them now."""
        self.today = today
        self._history.forget()
        self._arrange()

    def ask(self, query: HistoryQuery) -> None:
        """Show only the acts that a query asks for."""
        if query != self.query:
            self.query, self._limit = query, AT_ONCE
            self._arrange()

    @property
    def count(self) -> int:
        """The acts shown."""
        return sum(isinstance(line, HistoryEntry) for line in self.lines)

    def people(self) -> tuple[str, ...]:
        """Who has done anything."""
        return self._history.people()

    def lines_of(self, entry: HistoryEntry) -> tuple[HistoryLine, ...]:
        """What an act changed; of a very large one the beginning."""
        return self._history.beginning(entry.head)

    def row_of(self, change_id: ChangeId | None) -> int | None:
        """Where an act stands."""
        for at, line in enumerate(self.lines):
            if isinstance(line, HistoryEntry) and line.head.id == change_id:
                return at
        return None

    def first_row(self) -> int | None:
        """Where the newest act stands."""
        return next((at for at, line in enumerate(self.lines) if isinstance(line, HistoryEntry)), None)

    def _arrange(self) -> None:
        page = self._history.page(self.query, self._limit)
        lines: list[Day | HistoryEntry] = []
        day: date | None = None
        for entry in page.entries:
            done = entry.head.at.date()
            if done != day:
                day = done
                lines.append(Day(done, _day_title(done, self.today)))
            lines.append(entry)
        self.beginResetModel()
        self.lines, self.more = lines, page.more
        self.endResetModel()

    # -- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ACT_TITLES)

    def read_more(self) -> None:
        """List older acts too."""
        self._limit += AT_ONCE
        self._arrange()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ACT_TITLES[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.lines[index.row()], Day):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(line, Day):
                return line.title if index.column() == 0 else ""
            return self._said(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (WHAT, CHANGE):
            return self._said(line, index.column()) if isinstance(line, HistoryEntry) else None
        return line if role == Qt.ItemDataRole.UserRole else None

    def _said(self, entry: HistoryEntry, column: int) -> str:
        head = entry.head
        if column == TIME:
            return f"{head.at:%H:%M}"
        if column == ACT:
            return f"{entry.name}  {entry.fate.label}".strip()
        if column == WHO:
            return head.who
        if head.edit_count > LARGE_ACT:
            return f"{head.edit_count:,}处" if column == WHAT else ""
        lines = self.lines_of(entry)
        return what_text(lines) if column == WHAT else _from_to(lines)


def what_text(lines: Sequence[HistoryLine]) -> str:
    """The thing an act was about, or the first of them and how many."""
    of_tasks = [line.subject for line in lines if line.measure_id is not None]
    subjects = list(dict.fromkeys(of_tasks or (line.subject for line in lines)))
    if len(subjects) <= 1 or not of_tasks:
        more = f"等{len(subjects)}处" if len(subjects) > _NAMED else ""
        return "、".join(subjects[:_NAMED]) + more
    return f"{subjects[0]} 等{len(subjects)}项"


def _from_to(lines: Sequence[HistoryLine]) -> str:
    """From what to what, where it is the same for all that was changed; what came with a task is not told here."""
    lines = [line for line in lines if line.measure_id is not None] or lines
    said = {change_text(line) for line in lines}
    if len(said) <= 1:
        return said.pop() if said else ""
    if len({line.subject for line in lines}) == 1 and len(lines) <= _FEW:
        return "；".join(map(_with_column, lines))
    whole = Counter(line.column for line in lines if not line.before and not line.after)
    if whole.total() == len(lines):
        summed = [column for column in whole if column in _SUMMED]
        return "、".join(summed or (column if n == 1 else f"{column}{n}" for column, n in whole.items()))
    columns = list(dict.fromkeys(line.column for line in lines))
    return "、".join(columns) if len(columns) <= _FEW else ""


def _with_column(line: HistoryLine) -> str:
    """电话：空 → 8123001: of several columns each says which it is."""
    said = change_text(line)
    return f"{line.column}：{said}" if line.before and line.after else said


def line_cells(line: HistoryLine) -> tuple[str, ...]:
    """One change of an act too large for a card, under LINE_TITLES."""
    return line.subject, line.column, line.before, line.after
