"""What the list remembers between two starts, for each ledger and each size of screen: its columns, and whether it is
grouped."""

import json
from pathlib import Path

from PySide6.QtCore import QObject

from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.views.list_pane import ListPane


class ListMemory(QObject):
    """Restores the list when it is made, and keeps what the clerk changes."""

    def __init__(self, pane: ListPane, settings: WindowSettings, ledger: Path) -> None:
        super().__init__(pane)
        self._pane, self._settings, self._ledger = pane, settings, ledger
        self._restore()
        pane.list.columns.changed.connect(self._keep)
        pane.grouping_changed.connect(self._keep)

    @property
    def _screen(self) -> str:
        size = self._pane.screen().size()
        return f"{size.width()}x{size.height()}"

    def _restore(self) -> None:
        try:
            told = json.loads(self._settings.list_of(self._ledger, self._screen))
            grouped, columns = bool(told["grouped"]), str(told["columns"])
        except (ValueError, KeyError, TypeError):  # nothing kept, or by another version
            return
        self._pane.grouped = self._pane.table.grouped = grouped
        self._pane.list.columns.restore(columns)

    def _keep(self) -> None:
        kept = {"grouped": self._pane.grouped, "columns": self._pane.list.columns.kept()}
        said = json.dumps(kept)
        if said != self._settings.list_of(self._ledger, self._screen):
            self._settings.keep_list(self._ledger, self._screen, said)
