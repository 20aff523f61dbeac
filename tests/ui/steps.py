"""What the tests of the window do again and again."""

from ledger_app.domain.ids import MeasureId
from ledger_app.ui.main_window import MainWindow


def shown(window: MainWindow) -> list[int]:
    """The measures that the list shows."""
    return [row.measure.id for row in window.pane.table.rows]


def select(window: MainWindow, *ids: int) -> None:
    """Select these measures; the first is the current one."""
    window.pane.list.choose([MeasureId(i) for i in ids], MeasureId(ids[0]))
