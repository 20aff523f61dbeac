"""The measures as Qt's views see them: rows to show, and edits to hand to the ledger."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from math import inf

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from ledger_app.domain.change import Change
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Book, Ledger
from ledger_app.ui.attempt import MANY_ROWS, RECORDS, Attempt
from ledger_app.ui.models.columns import COLUMNS, LEAD, SUPPORT, TEXT, UNITS, UPDATED, Column, updated_column
from ledger_app.ui.models.lines import (
    MEASURE_ID,
    Bare,
    Flat,
    Group,
    GroupKey,
    Line,
    Order,
    Outline,
    Source,
    Tallies,
    Tally,
    alike_at_ends,
    end_of,
    grouped_lines,
    places_of,
    tally_text,
)
from ledger_app.ui.models.updates import Updates

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _SHOWN | Qt.ItemFlag.ItemIsEditable  # made once: Qt asks for the flags of every cell it paints
_OF_UNITS = (UNITS, LEAD, SUPPORT)
_SWAPPED_ONE_BY_ONE = 100  # rows; more of them are swapped in one pass
_AT_A_TIME = 25_000  # lines of the rest that come in one go
_AT_ONCE = 300  # lines drawn up before the first paint; the rest follows when the window has painted


class MeasureTable(QAbstractTableModel):
    """Lines of the list: headings and measures. It changes no row itself; rows change because the ledger says so."""

    refused = Signal(str)  # why the ledger refused an edit

    def __init__(self, ledger: Ledger, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.closed: set[GroupKey] = set()
        self.grouped = True
        self.bare: Sequence[Bare] = ()  # headings without rows, of the rows shown next
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None  # None: in the order of the documents
        self.attempt: Attempt | None = None  # what gives very many rows one value, where there is a window around
        self._updates = Updates(ledger)
        self.columns: tuple[Column, ...] = (*COLUMNS, updated_column(self._updates.day_of))
        self._ledger = ledger
        self._clock = today
        self.today = today()
        self._rows: Sequence[MeasureRow] = ()
        self._at: dict[MeasureId, int] | None = None
        self._outline: Source | None = None  # of the lines still to come
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._go_on)
        self._tallies = Tallies()
        self._groups: dict[GroupKey, Tally] = {}
        self._tally: Tally | None = None

    # ---- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if isinstance(line, Group):
            return self._group_data(line, role) if index.column() in (0, TEXT) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.show(line, self.today)
        if role == Qt.ItemDataRole.EditRole and column.start is not None:
            return column.start(line)
        if role == Qt.ItemDataRole.UserRole:
            return line.measure.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {column.show(line, self.today)}"
        return None

    def _group_data(self, group: Group, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title
        if role == Qt.ItemDataRole.EditRole:
            return self.title_of(group)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "已收起" if group.key in self.closed else "已展开"
            return f"标题 {group.title} {tally_text(self.tally_of(group))} {state}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._ledger.read_only:
            return _SHOWN
        group = isinstance(self.lines[index.row()], Group)
        editable = index.column() == TEXT if group else self.columns[index.column()].edit is not None
        return _EDITABLE if editable else _SHOWN

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask the ledger; True when the cell now holds `value`."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, column = self.lines[index.row()], self.columns[index.column()]
        if isinstance(line, Group):
            return index.column() == TEXT and self._ask(lambda: self._set_title(line, str(value)))
        if column.edit is None or column.start is None:
            return False
        return bool(column.start(line) == value) or self.set_many(index.column(), [line.measure.id], value)

    def set_many(self, at: int, ids: Sequence[MeasureId], value: object) -> bool:
        """Ask the ledger to give these measures one value in a column; True when they have it now."""
        edit = self.columns[at].edit
        assert edit is not None, "the column has an editor"
        if not self.book.measures.keys() >= set(ids):
            self.refused.emit("要改的任务已不在台账里，可能刚被删除或撤销")
            return False
        if self.attempt is not None and len(ids) >= MANY_ROWS:
            doing = f"正在修改{len(ids)}项的{self.columns[at].title}"
            return self.attempt(lambda ledger: edit(ledger, ids, value), size=len(ids) * RECORDS, doing=doing)
        return self._ask(lambda: edit(self._ledger, ids, value))

    def _ask(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _set_title(self, group: Group, title: str) -> None:
        kind, id_ = group.key
        if title == self.title_of(group):
            return
        if kind == "plan":
            self._ledger.set_plan_title(PlanId(id_), title)
        else:
            section = self.book.sections[SectionId(id_)]
            self._ledger.set_section(section.id, number=section.number or "", title=title)

    # ---- what the list asks

    def title_of(self, group: Group) -> str:
        """A heading's title without its number."""
        kind, id_ = group.key
        return self.book.plans[PlanId(id_)].title if kind == "plan" else self.book.sections[SectionId(id_)].title

    @property
    def read_only(self) -> bool:
        """Whether nothing can be edited."""
        return self._ledger.read_only

    @property
    def book(self) -> Book:
        """The records behind the rows; another one after the file was read anew."""
        return self._ledger.book

    def column(self, at: int) -> Column:
        """What a column shows and how it is edited."""
        return self.columns[at]

    def line(self, row: int) -> Line | None:
        """The line at a row, None where there is none."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def measure_row(self, row: int) -> MeasureRow | None:
        """The measure at a row, None for headings."""
        line = self.line(row)
        return line if isinstance(line, MeasureRow) else None

    def place_of(self, measure_id: MeasureId) -> int | None:
        """At which row a measure stands, None where it is not shown."""
        if self._outline is not None and not self._outline.done:
            for at, line in enumerate(self.lines):
                if isinstance(line, MeasureRow) and line.measure.id == measure_id:
                    return at
            if measure_id not in map(MEASURE_ID, self._rows):
                return None
            self.complete()
        if self._at is None:
            self._at = {line.measure.id: i for i, line in enumerate(self.lines) if isinstance(line, MeasureRow)}
        return self._at.get(measure_id)

    @property
    def rows(self) -> Sequence[MeasureRow]:
        """All measures asked for, also those below closed headings."""
        return self._rows

    def tally(self) -> Tally:
        """The tally of all of them."""
        if self._tally is None:
            self._tally = self._tallies.count(self._rows, self.today)
        return self._tally

    def tally_of(self, group: Group) -> Tally:
        """The tally of the measures below a heading."""
        known = self._groups.get(group.key)
        if known is None:
            known = self._groups[group.key] = self._tallies.count(
                self._rows[group.start : end_of(group, self._rows)], self.today
            )
        return known

    # ---- what changes the lines

    def show(self, rows: Sequence[MeasureRow]) -> None:
        """Show the answer to a new question: the first screens now, the rest when they have been painted."""
        self.beginResetModel()
        self._take(rows)
        self._outline = self._source()
        self.lines = self._outline.take(_AT_ONCE)
        self.endResetModel()
        if not self._outline.done:
            self._rest.start()

    def complete(self) -> None:
        """Draw up the lines that are still to come."""
        self._append(inf)

    def _go_on(self) -> None:
        """Draw up some more of them, and let the clerk's keys through in between."""
        self._append(_AT_A_TIME)
        if self._outline is not None and not self._outline.done:
            self._rest.start()

    def _append(self, enough: float) -> None:
        if self._outline is None or self._outline.done:
            return
        rest = self._outline.take(enough)
        if rest:
            self.beginInsertRows(_NOWHERE, len(self.lines), len(self.lines) + len(rest) - 1)
            self.lines += rest
            self.endInsertRows()

    def refresh(self, rows: Sequence[MeasureRow], touched: Collection[MeasureId] = ()) -> None:
        """Show the same question's new answer after a change that `touched` these; what stays keeps its place."""
        self._tallies.forget(set(touched))
        self._updates.touch(touched, self._clock())
        self.complete()
        self._take(rows)
        self._turn_into(self._arranged())

    def leave_out(self, gone: Sequence[int]) -> None:
        """Take these lines off until the question is asked again."""
        for at in reversed(gone):
            self.beginRemoveRows(_NOWHERE, at, at)
            del self.lines[at]
            self.endRemoveRows()
        self._at = None

    def sort_by(self, column: int | None, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column, under each heading where there are headings; None: as the documents have them."""
        self.sorted_by = None if column is None else (column, order)
        self.show(self._rows)

    def group(self, grouped: bool) -> None:
        """Show the rows under their headings, or in one list."""
        self.grouped = grouped
        self.show(self._rows)

    def set_closed(self, keys: Collection[GroupKey], closed: bool) -> None:
        """Close these headings, or open them."""
        before = set(self.closed)
        if closed:
            self.closed |= set(keys)
        else:
            self.closed -= set(keys)
        if self.closed != before:
            self.complete()
            self._turn_into(self._arranged())

    def all_groups(self) -> list[Group]:
        """All headings of the rows shown, also those inside closed ones."""
        return [line for line in grouped_lines(self._rows, frozenset()) if isinstance(line, Group)]

    def on_change(self, change: Change) -> None:
        """Swap the rows that a change touched (it moved none), and say which cells differ."""
        book = self._ledger.book
        touched = {id_ for id_ in book.touched(change.edits) if id_ in book.measures}
        self._updates.touch(touched, self._clock())
        if len(touched) > _SWAPPED_ONE_BY_ONE:
            self._swap_many(touched)
            return
        rows = list(self._rows)
        positions = sorted(places_of(touched, list(map(MEASURE_ID, rows))).values())
        old = [rows[i] for i in positions]
        for i in positions:
            rows[i] = book.row(rows[i].measure.id)
        self._count_anew(old, [rows[i] for i in positions])
        self._tallies.forget(touched)
        places = self._places(old)
        self._rows = rows
        hidden = []
        for i, before in zip(positions, old, strict=True):
            at = places.get(id(before))
            if at is None:  # below a closed heading
                hidden.append(i)
            else:
                self._swap(at, rows[i])
                self._tell_headings_above(at)
        if hidden:
            self._tell_headings_of(hidden)

    def _swap_many(self, touched: Collection[MeasureId]) -> None:
        """Swap very many rows in one pass, and tell the views once."""
        self.complete()
        new = {id_: self._ledger.book.row(id_) for id_ in touched}
        self._tallies.forget(set(touched))
        self._tally = None
        self._groups.clear()
        self._rows = [new.get(row.measure.id, row) for row in self._rows]
        self.lines = [new.get(line.measure.id, line) if isinstance(line, MeasureRow) else line for line in self.lines]
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))

    def _count_anew(self, old: Sequence[MeasureRow], new: Sequence[MeasureRow]) -> None:
        """Let the tally of all rows follow without counting all of them."""
        if self._tally is None:
            return
        before = self._tallies.count(old, self.today)
        self._tallies.forget({row.measure.id for row in old})
        self._tally = self._tally.changed(before, self._tallies.count(new, self.today))

    def _places(self, rows: Sequence[MeasureRow]) -> dict[int, int]:
        """At which lines these rows stand, by their identity: one pass over the lines, without a table of all ids."""
        wanted = {id(row) for row in rows}
        found = places_of(wanted, list(map(id, self.lines)))
        if len(found) < len(wanted) and self._outline is not None and not self._outline.done:
            self.complete()  # with the rows as they were: they are swapped next
            found = places_of(wanted, list(map(id, self.lines)))
        return found

    def _swap(self, at: int, new: MeasureRow) -> None:
        old = self.lines[at]
        assert isinstance(old, MeasureRow), "only measures are swapped"
        self.lines[at] = new
        everywhere = old.doubts != new.doubts or old.measure.flagged != new.measure.flagged
        for i, column in enumerate(self.columns):
            if i == UPDATED:  # read from the history only where it is shown
                looks_new = self._updates.known
            else:
                looks_new = column.show(old, self.today) != column.show(new, self.today)
            if looks_new or everywhere or (i in _OF_UNITS and old.assigned != new.assigned):
                self.dataChanged.emit(self.index(at, i), self.index(at, i))

    def _tell_headings_above(self, at: int) -> None:
        """The figures of the headings above a line differ now."""
        depth = None
        while at > 0 and depth != 0:
            at -= 1
            line = self.lines[at]
            if isinstance(line, Group) and (depth is None or line.depth < depth):
                depth = line.depth
                self._tell_heading(at, line)

    def _tell_headings_of(self, positions: Sequence[int]) -> None:
        for at, line in enumerate(self.lines):
            if isinstance(line, Group) and any(line.start <= i < end_of(line, self._rows) for i in positions):
                self._tell_heading(at, line)

    def _tell_heading(self, at: int, group: Group) -> None:
        self._groups.pop(group.key, None)
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def _take(self, rows: Sequence[MeasureRow]) -> None:
        self.today = self._clock()
        self._rows = rows
        self._at = None
        self._outline = None
        self._rest.stop()
        self._groups.clear()
        self._tally = None

    def _arranged(self) -> list[Line]:
        return self._source().take()

    def _source(self) -> Source:
        if self.grouped:
            return Outline(self._rows, self.closed, self.order, self.bare)
        return Flat(self._rows, self.order)

    @property
    def order(self) -> Order | None:
        """By what the rows are sorted; None: as the documents have them."""
        if self.sorted_by is None:
            return None
        column, order = self.sorted_by
        key, today = self.columns[column].sort_key, self.today
        return Order(lambda row: key(row, today), backwards=order is Qt.SortOrder.DescendingOrder)

    def _turn_into(self, new: list[Line]) -> None:
        """Replace the lines by telling Qt of one block that goes and one that comes."""
        old = self.lines
        head, tail = alike_at_ends(old, new)
        self._at = None
        if len(old) > head + tail:
            self.beginRemoveRows(_NOWHERE, head, len(old) - tail - 1)
            self.lines = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(new) > head + tail:
            self.beginInsertRows(_NOWHERE, head, len(new) - tail - 1)
            self.lines = new  # before the views hear of it
            self.endInsertRows()
        self.lines = new
        if new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))
