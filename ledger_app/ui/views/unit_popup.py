"""The unit editor in a popup, below the chips of the details."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger_app.ledger import Ledger
from ledger_app.ui.theme.pieces import col
from ledger_app.ui.views.chips import Named
from ledger_app.ui.views.popup import Popup
from ledger_app.ui.views.unit_editor import UnitEditor


class UnitPopup(Popup):
    """The unit editor, below the chips of the details."""

    accepted = Signal(object)  # tuple[Named, ...]

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._editor: UnitEditor | None = None
        self.setLayout(col(gap=0))

    def open_for(self, ledger: Ledger, units: tuple[Named, ...], anchor: QWidget) -> None:
        """Edit these units."""
        self._clear()
        self._editor = UnitEditor(ledger.book)
        self._editor.setObjectName("")  # the frame and the ground are the popup's
        self._editor.setAutoFillBackground(False)
        self._editor.load(units)
        self._editor.accepted.connect(self._accept)
        self._editor.given_up.connect(self.close_popup)
        layout = self.layout()
        assert layout is not None, "made with the popup"
        layout.addWidget(self._editor)
        self.open_below(anchor, self._editor)

    def _clear(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    def leave(self) -> None:
        """Going elsewhere accepts, as in a cell; Esc gives up."""
        if self.isVisible():
            self._accept()

    def _accept(self) -> None:
        assert self._editor is not None, "accepted by the editor"
        units = self._editor.value()
        self.close_popup()
        self.accepted.emit(units)
