"""The acts of a ledger, newest first, under the days on which they were done; and what one act changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ledger_app.domain.change import ChangeHead, ChangeId, ChangeKind
from ledger_app.ledger.history import HistoryLine, lines_of
from ledger_app.ledger.ledger import Ledger
from ledger_app.ui.models.wording import day_text, long_day_text

LIMIT = 1000  # acts listed
_NAMED = 6  # subjects without a row of their own that are all named
LARGE_ACT = 500  # edits: above it an act is described only when it is looked at
_TIME, _ACT, _WHAT, _CHANGE, _WHO = range(5)
ACT_TITLES = ("时间", "操作", "哪一项", "从 → 到", "谁")
LINE_TITLES = ("哪一项", "栏目", "从", "到")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Day:
    """A day that has acts."""

    day: date
    title: str


def act_name(head: ChangeHead) -> str:
    """What was done: 修改状态, 撤销“修改状态”."""
    if head.kind is ChangeKind.DO:
        return head.label
    return f"{'撤销' if head.kind is ChangeKind.UNDO else '重做'}“{head.label}”"


def change_text(line: HistoryLine) -> str:
    """进行中 → 已销号; for whole rows only what happened to them."""
    return f"{line.before} → {line.after}" if line.before or line.after else line.column


def _day_title(day: date, today: date) -> str:
    named = {today: "今天", today - timedelta(days=1): "昨天"}.get(day)
    return f"{named}  {day_text(day, today)}" if named else long_day_text(day)


class HistoryTable(QAbstractTableModel):
    """Days and acts; an act is described when it is first shown or looked for."""

    def __init__(self, ledger: Ledger, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._today = today
        self._heads: tuple[ChangeHead, ...] = ()
        self._described: dict[ChangeId, tuple[HistoryLine, ...]] = {}
        self._words: tuple[str, ...] = ()
        self.lines: list[Day | ChangeHead] = []
        self.read()

    def read(self) -> None:
        """List the acts as the ledger has them now."""
        self._heads = self._ledger.log(LIMIT)
        self._arrange()

    def look_for(self, text: str) -> None:
        """Show only acts in which all these words occur; nothing shows all."""
        words = tuple(text.split())
        if words != self._words:
            self._words = words
            self._arrange()

    @property
    def count(self) -> int:
        """The acts shown."""
        return sum(isinstance(line, ChangeHead) for line in self.lines)

    @property
    def total(self) -> int:
        """The acts there are, as far as they are listed."""
        return len(self._heads)

    def lines_of(self, head: ChangeHead) -> tuple[HistoryLine, ...]:
        """What an act changed."""
        if head.id not in self._described:
            self._described[head.id] = lines_of(self._ledger, head.id)
        return self._described[head.id]

    def _arrange(self) -> None:
        lines: list[Day | ChangeHead] = []
        day: date | None = None
        for head in self._heads:
            if self._words and not self._matches(head):
                continue
            done = head.at.astimezone().date()
            if done != day:
                day = done
                lines.append(Day(done, _day_title(done, self._today)))
            lines.append(head)
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def _matches(self, head: ChangeHead) -> bool:
        said = f"{act_name(head)} {head.who}"
        if head.edit_count <= LARGE_ACT or head.id in self._described:
            said += " ".join(f"{each.subject} {each.column} {change_text(each)}" for each in self.lines_of(head))
        return all(word in said for word in self._words)

    # -- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ACT_TITLES)

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
        if role == Qt.ItemDataRole.UserRole:
            return line
        return None

    def _said(self, head: ChangeHead, column: int) -> str:
        if column == _TIME:
            return f"{head.at.astimezone():%H:%M}"
        if column in (_ACT, _WHO):
            return act_name(head) if column == _ACT else head.who
        return _what(self.lines_of(head)) if column == _WHAT else _from_to(self.lines_of(head))


def _what(lines: Sequence[HistoryLine]) -> str:
    """The thing an act was about, or the first of them and how many."""
    subjects = list(dict.fromkeys(line.subject for line in lines))
    if len(subjects) <= 1 or all(line.measure_id is None for line in lines):
        return "、".join(subjects[:_NAMED])
    return f"{subjects[0]} 等{len(subjects)}处"


def _from_to(lines: Sequence[HistoryLine]) -> str:
    """From what to what, where it is the same for all that was changed."""
    said = {change_text(line) for line in lines}
    same = said.pop() if len(said) == 1 else ""
    if len(lines) <= 1 or all(line.measure_id is None for line in lines):
        return same
    return f"{same}  共{len(lines)}处".strip()


class HistoryLines(QAbstractTableModel):
    """What one act changed, line by line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[HistoryLine] = ()

    def show(self, lines: Sequence[HistoryLine]) -> None:
        """Show the lines of another act."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(LINE_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return LINE_TITLES[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return (line.subject, line.column, line.before, line.after)[index.column()]
        return None
