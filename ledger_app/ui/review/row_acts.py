"""What the clerk does with the rows under review: each is one correction of the draft."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.plan import Field, Section
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.table_model import DEADLINE, LONGEST_EDITED, TEXT, UNITS
from ledger_app.ui.review.table_view import ReviewView
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.measure_editor import MeasureEditor

HEADING_STAYS = "标题不能直接去掉，先改为任务（Alt+→），再去掉"


class RowActs(QObject):
    """Works on the selected rows, or on the current line."""

    refused = Signal(str)

    def __init__(self, draft: Draft, view: ReviewView) -> None:
        super().__init__(view)
        self._draft, self._view = draft, view
        view.delegate.cut_asked.connect(self.cut)
        view.customContextMenuRequested.connect(self.open_menu)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something with the draft; say so if it is refused. Whether it was done."""
        try:
            act()
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    def attempt_here(self, act: Callable[[], object]) -> bool:
        """The same, from the rows."""
        self.focus_rows()
        return self.attempt(act)

    def focus_rows(self) -> None:
        """Put the focus in the rows and not on the button that was clicked: Enter settles the next doubt."""
        self._view.setFocus()

    # -- which rows -----------------------------------------------------------------------------------------------

    @property
    def row(self) -> MeasureRow | None:
        """The current line, if it is a measure."""
        line = self._view.line
        return line if isinstance(line, MeasureRow) else None

    @property
    def heading(self) -> Section | None:
        """The current line, if it is a heading."""
        line = self._view.line
        return line if isinstance(line, Section) else None

    def to_merge(self) -> list[MeasureId]:
        """The selected rows; a single one is joined to the row above it."""
        chosen = self._view.selected_measures()
        if len(chosen) != 1:
            return chosen
        above = self._view.line_above
        return [above.measure.id, *chosen] if isinstance(above, MeasureRow) else chosen

    # -- acts -----------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Edit the current cell."""
        self._view.setFocus()
        self._view.edit(self._view.currentIndex())

    def edit_phrase(self) -> None:
        """Edit the unit cell as it is printed: all rows that it covers follow; in the deadline how often to report."""
        row = self.row
        if row is not None and self._view.currentIndex().column() == DEADLINE:
            self.edit_recurrences()
        elif row is not None and len(row.unit_cells) == 1:
            self._edit_phrase_in(UNITS)

    def edit_recurrences(self) -> None:
        """Edit how often the current row is reported on."""
        if self.row is not None:
            self._edit_phrase_in(DEADLINE)

    def _edit_phrase_in(self, column: int) -> None:
        self._view.delegate.phrase_next = True
        self._edit_column(column)
        self._view.delegate.phrase_next = False

    def _edit_column(self, column: int) -> None:
        self._view.setCurrentIndex(self._view.currentIndex().siblingAtColumn(column))
        self.edit()

    def fill_down(self) -> None:
        """Give all selected rows the units, or the deadline, of the first of them: of the column the cursor is in."""
        ids = self._view.selected_measures()
        column = self._view.currentIndex().column()
        if len(ids) < 2 or column not in (UNITS, DEADLINE):
            return
        self.attempt_here(partial(self._draft.fill_down, ids, Field.UNITS if column == UNITS else Field.DEADLINE))

    def begin_split(self) -> None:
        """Open the text of the current row, ready to be cut."""
        row = self.row
        if row is None:
            return
        if len(row.measure.text) > LONGEST_EDITED:
            self.refused.emit(f"这一项有{len(row.measure.text)}字，太长，不能在这里改：先在原文件里分段，再导入")
            return
        self._edit_column(TEXT)
        editor = self._view.findChild(MeasureEditor)
        if editor is not None:
            editor.begin_cut()

    def cut(self, text: str, at: int) -> None:
        """Cut the current row, whose text is now this, before its `at`-th character."""
        row = self.row
        if row is None:
            return
        with self._view.delegate.unheard():
            if text != row.measure.text and not self.attempt(partial(self._draft.set_text, row.measure.id, text)):
                return
            done = self.attempt(partial(self._draft.split_measure, row.measure.id, at))
        if done:  # the editor went with the lines
            self._view.setFocus()
            self._view.go_to_measure(row.measure.id)

    def merge(self) -> None:
        """Join the selected rows, or the current one to the row above it."""
        ids = self.to_merge()
        if self.attempt_here(partial(self._draft.merge_measures, ids)):
            self._view.go_to_measure(ids[0])

    def promote(self) -> None:
        """Make the current row a heading."""
        row = self.row
        if row is not None:
            self.attempt_here(partial(self._draft.promote, row.measure.id))

    def demote(self) -> None:
        """Make the current heading a row."""
        heading = self.heading
        if heading is not None:
            self.attempt_here(partial(self._draft.demote, heading.id))

    def change_level(self) -> None:
        """Make the current row a heading, or the current heading a row."""
        if self.heading is not None:
            self.demote()
        else:
            self.promote()

    def drop(self) -> None:
        """Leave the selected rows out of the import."""
        ids = self._view.selected_measures()
        if ids:
            self.attempt_here(lambda: self._draft.remove_measures(ids))
        elif self.heading is not None:
            self.refused.emit(HEADING_STAYS)

    # -- the menu at the pointer ----------------------------------------------------------------------------------

    def open_menu(self, at: QPoint) -> None:
        """Show what can be done with the row at the pointer."""
        if self._view.line is not None:
            menu = self.make_menu()
            menu.popup(self._view.viewport().mapToGlobal(at))

    def make_menu(self) -> QMenu:
        """What can be done with the current line."""
        menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.heading is not None:
            self._add(menu, "edit", "修改标题\tF2", self.edit)
            self._add(menu, "demote", "改为任务\tAlt+→", self.demote)
            return menu
        self._add(menu, "edit", "修改这一格\tF2", self.edit)
        in_deadline = self._view.currentIndex().column() == DEADLINE
        self._add_phrase(menu, "" if in_deadline else "\tShift+F2")
        key = "\tShift+F2" if in_deadline else ""
        self._add(menu, "calendar", f"改报送周期{key}", self.edit_recurrences)
        menu.addSeparator()
        self._add(menu, "split", "拆分…\tCtrl+Shift+Enter", self.begin_split)
        count = len(self._view.selected_measures())
        words = f"合并选中的{count}项" if count > 1 else "并入上一项"
        if count > 1 and (column := self._view.currentIndex().column()) in (UNITS, DEADLINE):
            self._add(menu, "arrow_down", f"{'单位' if column == UNITS else '时限'}都同第一项\tCtrl+D", self.fill_down)
        self._add(menu, "merge_up", f"{words}\tCtrl+M", self.merge, on=len(self.to_merge()) > 1)
        self._add(menu, "promote", "改为标题\tAlt+←", self.promote)
        menu.addSeparator()
        self._add(menu, "drop", f"不要{f'选中的{count}项' if count > 1 else '这一项'}\tDelete", self.drop)
        return menu

    def _add_phrase(self, menu: QMenu, key: str) -> None:
        row = self.row
        if row is not None and len(row.unit_cells) == 1:
            covered = len(self._draft.book.covered_by(row.unit_cells[0].id))
            whole = f"（整格{covered}项）" if covered > 1 else ""
            self._add(menu, "document", f"按原文改单位{whole}{key}", partial(self._edit_phrase_in, UNITS))

    def _add(self, menu: QMenu, icon_name: str, words: str, act: Callable[[], object], *, on: bool = True) -> None:
        menu.addAction(icon(icon_name, tokens()), words, act).setEnabled(on)
