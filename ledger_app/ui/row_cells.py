"""Cells of the list and the clipboard: copied to Excel, pasted back with a preview, filled down."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.paste import PastePlan
from ledger_app.domain.plan import Field
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import RECORDS, Attempt
from ledger_app.ui.models.row_text import rows_html, rows_text
from ledger_app.ui.views.list_pane import ListPane

if TYPE_CHECKING:
    from ledger_app.ui.dialogs.paste import PasteDialog

Lines = Sequence[Sequence[str]]


class RowCells(QObject):
    """Works on the selected rows, and on the column of the current cell."""

    told = Signal(str)

    def __init__(self, ledger: Ledger, attempt: Attempt, pane: ListPane, today: Callable[[], date]) -> None:
        super().__init__(pane)
        self._ledger, self._attempt, self._pane, self._today = ledger, attempt, pane, today
        self.dialog: PasteDialog | None = None

    def copy(self) -> None:
        """Put the selected rows on the clipboard."""
        rows = self._pane.list.selected_rows()
        if not rows:
            return
        mime = QMimeData()
        mime.setText(rows_text(rows, self._today()))
        mime.setHtml(rows_html(rows, self._today()))
        QGuiApplication.clipboard().setMimeData(mime)
        self.told.emit(f"已复制{len(rows)}项，可粘贴到Excel")

    # ---- filling down

    def fill_down(self) -> None:
        """Give the selected rows what the first of them has in the current column; a single one takes it from above."""
        view, table = self._pane.list, self._pane.table
        at = view.currentIndex()
        column = table.column(max(0, at.column()))
        ids = [row.measure.id for row in view.selected_rows()]
        if len(ids) == 1:
            above = table.measure_row(at.row() - 1)
            ids = [above.measure.id, *ids] if above is not None else ids
        if len(ids) < 2:
            self.told.emit("先选中要填的几行，第一行的内容填到下面各行")
        elif column.field is None or column.field is Field.NUMBER:
            self.told.emit(f"“{column.title}”不能向下填充")
        else:
            field = column.field
            doing = f"正在填充{len(ids)}项"
            self._attempt(lambda ledger: ledger.fill_down(ids, field), size=len(ids), doing=doing)

    # ---- pasting

    def paste(self) -> None:
        """Show what pasting the clipboard would change; nothing is written before the clerk says so."""
        from ledger_app.ledger.paste import clipboard_grid, header_fields, preview_paste

        mime = QGuiApplication.clipboard().mimeData() or QMimeData()  # none where nobody has copied anything
        try:
            heads: Sequence[str] = ()
            grid: Lines = clipboard_grid(mime.text(), mime.html())
            columns: Sequence[Field | None] | None = header_fields(tuple(map(tuple, grid)))
            if columns is None:
                columns = self._columns_from_current()
            else:
                heads, grid = grid[0], grid[1:]
            if not grid:
                self.told.emit("剪贴板里没有可粘贴的表格内容")
                return
            rows = self._rows_from_current()
            grid = self._repeated(grid)
            at = [row.measure.id for row in rows]
            cells = tuple(map(tuple, grid))
            plan = preview_paste(self._ledger.book, cells, at, columns, today=self._today())
            left_out = tuple(head for head, field in zip(heads, columns, strict=False) if head and field is None)
            plan = replace(plan, headed=bool(heads), left_out=left_out)
        except UserError as error:
            self._attempt.refused.emit(str(error))
            return
        if plan.is_empty and not plan.refused:
            self.told.emit("粘贴的内容和台账里的一样，没有要改的")
        else:
            self._open(plan, {row.measure.id: row for row in rows})

    def _columns_from_current(self) -> list[Field | None]:
        """What stands in the columns shown, from the current one to the right; no field twice."""
        view = self._pane.list
        shown = list(view.columns.shown)
        current = view.currentIndex().column()
        fields: list[Field | None] = []
        for column in shown[shown.index(current) if current in shown else 0 :]:
            field = self._pane.table.column(column).field
            fields.append(None if field in fields else field)
        return fields

    def _rows_from_current(self) -> list[MeasureRow]:
        """The rows from the first selected one down, as they are shown; several selected ones are all there are."""
        view, table = self._pane.list, self._pane.table
        chosen = view.selected_rows()
        if len(chosen) > 1:
            return chosen
        table.complete()
        first = max(0, view.currentIndex().row())
        return [line for line in table.lines[first:] if isinstance(line, MeasureRow)]

    def _repeated(self, grid: Lines) -> Lines:
        """A single line goes into all rows selected, as in Excel."""
        chosen = len(self._pane.list.selected_rows())
        return list(grid) * chosen if len(grid) == 1 and chosen > 1 else grid

    def _open(self, plan: PastePlan, rows: dict[MeasureId, MeasureRow]) -> None:
        from ledger_app.ui.dialogs.paste import PasteDialog

        self.dialog = PasteDialog(plan, rows, self._pane.window())
        self.dialog.wanted.connect(self._write)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _write(self, plan: PastePlan) -> None:
        size = len(plan.changes) + len(plan.added) * RECORDS
        self._attempt(lambda ledger: ledger.paste(plan), size=size, doing="正在粘贴")

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
