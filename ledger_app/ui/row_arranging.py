"""What the clerk does with the order and the shape of a plan: rows and headings come, move, split and join."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Book, Ledger
from ledger_app.ui.attempt import RECORDS, Attempt
from ledger_app.ui.models.columns import TEXT
from ledger_app.ui.models.lines import Group, Line
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.list_pane import ListPane
from ledger_app.ui.views.measure_list import MeasureList

Kind = TypeVar("Kind")
_OTHER_PLAN = "任务不能移到另一份文件里，用复制和粘贴"


class RowArranging(QObject):
    """Works on the selected rows, or on the current line."""

    told = Signal(str)

    def __init__(self, ledger: Ledger, attempt: Attempt, pane: ListPane) -> None:
        super().__init__(pane)
        self._ledger, self._attempt, self._pane = ledger, attempt, pane
        self._list = pane.list
        pane.list.delegate.cut_asked.connect(self.cut)
        pane.list.drag.rows_dropped.connect(self.drop_rows)
        pane.list.drag.heading_dropped.connect(self.drop_heading)
        pane.list.drag.refused.connect(attempt.refused)

    # ---- which lines

    @property
    def _line(self) -> Line | None:
        return self._pane.table.line(self._list.currentIndex().row())

    @property
    def _heading(self) -> Section | None:
        """The heading the clerk is at."""
        line = self._line
        if not isinstance(line, Group) or line.key[0] != "section":
            return None
        return self._ledger.book.sections[SectionId(line.key[1])]

    def _ids(self) -> list[MeasureId]:
        rows = self._list.selected_rows()
        current = self._list.current_row()
        return [row.measure.id for row in rows] or ([current.measure.id] if current else [])

    def _do(self, verb: Callable[[Ledger], Change | None], ids: Sequence[MeasureId] = ()) -> Change | None:
        """Try a verb, and stay at these rows; what it did."""
        made: list[Change | None] = []
        current = self._list.current_row()
        if self._attempt(lambda ledger: made.append(verb(ledger))) and ids:
            self._list.choose(ids, current.measure.id if current and current.measure.id in ids else ids[0])
        return made[0] if made else None

    # ---- moving

    def move(self, by: int) -> None:
        """Move the selected rows, or the current heading, one place up (-1) or down (1)."""
        heading = self._heading
        if heading is not None:
            self._move_heading(heading, by)
        elif self._pane.table.sorted_by is not None:
            self._attempt.refused.emit("列表现在按列排列，移动任务要先回到文件顺序：再点一两次列标题")
        elif ids := self._ids():
            gap = next_gap(self._pane.table.lines, set(ids), by)
            if gap is not None:
                self._put(ids, gap)

    def drop_rows(self, gap: int) -> None:
        """Put the selected rows above a line of the list."""
        self._put(self._ids(), gap)

    def _put(self, ids: Sequence[MeasureId], gap: int) -> None:
        book = self._ledger.book
        plan_id, section_id, after = spot(book, self._pane.table.lines, set(ids), gap)
        if any(book.measures[id_].plan_id != plan_id for id_ in ids):
            self._attempt.refused.emit(_OTHER_PLAN)
            return
        self._do(lambda ledger: ledger.move_measures(ids, section_id=section_id, after=after), ids)

    def drop_heading(self, group: Group, gap: int) -> None:
        """Put a heading with its rows behind the heading of its level that stands above a line."""
        if group.key[0] != "section":
            return
        book = self._ledger.book
        moved = book.sections[SectionId(group.key[1])]
        above = None
        for line in reversed(self._pane.table.lines[:gap]):
            if isinstance(line, Group) and line.key[0] == "section":
                section = book.sections[SectionId(line.key[1])]
                beside = section.parent_id == moved.parent_id and section.plan_id == moved.plan_id
                if beside:
                    above = section
                    break
        if above is None or above.id != moved.id:
            self._move_behind(moved, None if above is None else above.id)

    def _move_heading(self, heading: Section, by: int) -> None:
        sections = self._ledger.book.sections.values()
        beside = [s for s in sections if (s.plan_id, s.parent_id) == (heading.plan_id, heading.parent_id)]
        beside.sort(key=lambda section: section.position)
        at = beside.index(heading)
        if not 0 <= at + by < len(beside):
            return
        place = at + 1 if by > 0 else at - 2
        self._move_behind(heading, beside[place].id if place >= 0 else None)

    def _move_behind(self, heading: Section, after: SectionId | None) -> None:
        self._do(lambda ledger: ledger.move_section(heading.id, after=after))
        self._go_to_heading(heading.id)

    def _go_to_heading(self, section_id: SectionId) -> bool:
        """Whether the list shows that heading."""
        key = ("section", int(section_id))
        self._pane.table.complete()
        for at, line in enumerate(self._pane.table.lines):
            if isinstance(line, Group) and line.key == key:
                self._list.go_to_cell(at)
                return True
        return False

    def _reveal_heading(self, section_id: SectionId) -> None:
        """Go to a heading that was just made, taking off what hides it: a flat list, filters."""
        ways: tuple[Callable[[], object], ...] = (partial(self._pane.set_grouping, True), self._pane.clear)
        for uncover in ways:
            if self._go_to_heading(section_id):
                return
            uncover()
        self._go_to_heading(section_id)

    # ---- shapes

    def promote(self) -> None:
        """Make the current row a heading."""
        row = self._list.current_row()
        if row is None:
            self.told.emit("先点要改为标题的任务")
            return
        change = self._do(lambda ledger: ledger.promote(row.measure.id))
        made = _added(change, Section)
        if made:
            self._reveal_heading(made[0].id)

    def demote(self) -> None:
        """Make the current heading a row."""
        heading = self._heading
        if heading is None:
            self.told.emit("先点要改为任务的标题")
            return
        change = self._do(lambda ledger: ledger.demote(heading.id))
        made = _added(change, Measure)
        if made:
            self._pane.reveal(made[0].id)

    def begin_split(self) -> None:
        """Open the text of the current row, ready to be cut."""
        from ledger_app.ui.views.measure_editor import MeasureEditor

        if self._list.current_row() is None:
            self.told.emit("先点要拆分的任务")
            return
        self._list.edit_for_selected(TEXT)
        editor = self._list.viewport().findChild(MeasureEditor)
        if editor is not None:
            editor.begin_cut()

    def cut(self, text: str, at: int) -> None:
        """Cut the current row, whose text is now this, before its `at`-th character."""
        row = self._list.current_row()
        if row is None:
            return
        id_ = row.measure.id
        if text != row.measure.text and not self._attempt(lambda ledger: ledger.set_text(id_, text)):
            return
        if self._attempt(lambda ledger: ledger.split_measure(id_, at)):
            self._list.delegate.give_up()
            self._list.go_to(id_)

    def merge(self) -> None:
        """Join the selected rows, or the current one to the row above it."""
        ids = self._ids()
        if len(ids) == 1:
            above = self._pane.table.measure_row(self._list.currentIndex().row() - 1)
            ids = [above.measure.id, *ids] if above is not None else ids
        if not ids:
            self.told.emit("先选要合并的任务")
            return
        self._do(lambda ledger: ledger.merge_measures(ids))
        self._list.choose((), ids[0])

    # ---- headings

    def open_heading_menu(self, at: QPoint) -> None:
        """Offer what can be done with the heading at a point of the list; a heading that is a plan's title has none."""
        line = self._pane.table.line(self._list.rowAt(at.y()))
        if isinstance(line, Group) and line.key[0] == "section":
            self._list.go_to_cell(self._list.rowAt(at.y()))
            make_heading_menu(self, self._list).popup(self._list.viewport().mapToGlobal(at))

    def heading_place(self) -> tuple[PlanId, SectionId | None, MeasureId | None] | None:
        """Where a new heading goes: the plan, the heading behind which or the row above which; None without a plan."""
        line, heading = self._line, self._heading
        if isinstance(line, MeasureRow):
            return line.measure.plan_id, None, line.measure.id
        if heading is not None:
            return heading.plan_id, heading.id, None
        plans = self._ledger.book.plans
        shown = self._pane.place.query.plan_id if self._pane.place.query else None
        last = shown if shown is not None else max(plans, key=lambda id_: plans[id_].position, default=None)
        return None if last is None else (last, None, None)

    def ask_heading(self) -> None:
        """Ask how a new heading reads."""
        from ledger_app.ui.dialogs.new_heading import NewHeadingDialog

        place = self.heading_place()
        if place is None:
            self._attempt.refused.emit("台账里还没有文件，先导入一份再加标题")
            return
        dialog = NewHeadingDialog(self._ledger.book, *place, parent=self._pane.window())
        dialog.wanted.connect(partial(self.add_heading, place))
        dialog.open()

    def add_heading(self, place: tuple[PlanId, SectionId | None, MeasureId | None], number: str, title: str) -> None:
        """Add a heading at a place, and go there."""
        plan_id, after, above = place
        made = _added(
            self._do(lambda ledger: ledger.add_section(plan_id, number=number, title=title, after=after, above=above)),
            Section,
        )
        if made:
            self._reveal_heading(made[0].id)

    def remove_heading(self) -> bool:
        """Take the current heading out with all under it; whether the clerk is at one."""
        heading = self._heading
        if heading is None:
            return False
        size = RECORDS * sum(heading in row.path for row in self._pane.table.rows)
        self._attempt(lambda ledger: ledger.remove_section(heading.id), size=size, doing="正在删除标题及其任务")
        return True

    def ask_remove_heading(self) -> None:
        """The same from a menu: say what to do where the clerk is at no heading."""
        if not self.remove_heading():
            self.told.emit("先点要删除的标题")


def make_heading_menu(arranging: RowArranging, view: MeasureList) -> QMenu:
    """What can be done with the current heading."""
    menu = QMenu(view)
    menu.aboutToHide.connect(menu.deleteLater)
    entries: tuple[tuple[str, str, Callable[[], object]] | None, ...] = (
        ("edit", "修改标题\tF2", lambda: view.edit(view.currentIndex())),
        ("demote", "改为任务\tAlt+→", arranging.demote),
        ("add", "新任务\tCtrl+N", view.task_asked.emit),
        ("", "新标题…", arranging.ask_heading),
        None,
        ("arrow_up", "上移一位\tAlt+↑", partial(arranging.move, -1)),
        ("arrow_down", "下移一位\tAlt+↓", partial(arranging.move, 1)),
        None,
        ("delete", "删除标题及其任务\tDelete", arranging.remove_heading),
    )
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            icon_name, words, act = entry
            picture = icon(icon_name, tokens()) if icon_name else QIcon()
            menu.addAction(picture, words, act).setEnabled(view.may_arrange)
    return menu


def _added(change: Change | None, kind: type[Kind]) -> list[Kind]:
    edits = change.edits if change is not None else ()
    return [edit.after for edit in edits if edit.before is None and isinstance(edit.after, kind)]


def spot(
    book: Book, lines: Sequence[Line], moved: set[MeasureId], gap: int
) -> tuple[PlanId | None, SectionId | None, MeasureId | None]:
    """What stands above a gap of the list, the moved rows aside: its plan, and the heading or the row."""
    for line in reversed(lines[:gap]):
        if isinstance(line, Group):
            if line.key[0] == "plan":
                return PlanId(line.key[1]), None, None
            section = book.sections[SectionId(line.key[1])]
            return section.plan_id, section.id, None
        if line.measure.id not in moved and line.measure.parent_id not in moved:
            return line.measure.plan_id, None, line.measure.id
    below = next((line for line in lines[gap:] if isinstance(line, MeasureRow)), None)
    return (below.measure.plan_id if below is not None else None), None, None


def next_gap(lines: Sequence[Line], moved: set[MeasureId], by: int) -> int | None:
    """The gap one place above (-1) or below (1) the moved rows; None at the end of the list. A measure steps over
    another with all that this was broken down into."""
    family = [
        at
        for at, line in enumerate(lines)
        if isinstance(line, MeasureRow) and (line.measure.id in moved or line.measure.parent_id in moved)
    ]
    if not family:
        return None
    whole = any(row.measure.parent_id is None for row in map(lines.__getitem__, family) if isinstance(row, MeasureRow))
    at = family[0] - 1 if by < 0 else family[-1] + 1
    if not 0 <= at < len(lines):
        return None
    if by < 0:
        while whole and at > 0 and _is_part(lines[at]):
            at -= 1
        return at if at > 0 or isinstance(lines[0], MeasureRow) else None
    at += 1
    while whole and at < len(lines) and _is_part(lines[at]):
        at += 1
    return at


def _is_part(line: Line) -> bool:
    return isinstance(line, MeasureRow) and line.measure.parent_id is not None
