"""Dialogs on a small screen: nothing reaches beyond it, and the buttons are in sight."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.domain.errors import UserError
from ledger_app.ui.dialogs import fit
from ledger_app.ui.dialogs.about import AboutDialog
from ledger_app.ui.dialogs.keys import KeysDialog
from ledger_app.ui.dialogs.lamp_rules import LampRulesDialog
from ledger_app.ui.dialogs.manual import ManualWindow
from ledger_app.ui.dialogs.trouble_dialog import TroubleDialog, tell_user_error
from ledger_app.ui.dialogs.work_days import WorkDaysDialog
from tests.ui.ledger_samples import TODAY

SMALL = QSize(683, 344)  # 1366×768 at 200 %, without the task bar


@pytest.fixture
def small_screen(monkeypatch):
    """As if the screen had so much room."""

    class Screen:
        def availableSize(self) -> QSize:
            return SMALL

    for kind in (AboutDialog, KeysDialog, LampRulesDialog, ManualWindow, TroubleDialog, WorkDaysDialog):
        monkeypatch.setattr(kind, "screen", lambda self: Screen())


def all_of_them(window, ledger, tmp_path):
    return (
        AboutDialog(window),
        KeysDialog(window.menuBar(), window),
        LampRulesDialog(ledger.book, TODAY, window),
        ManualWindow(parent=window),
        TroubleDialog("报告", tmp_path / "log", window),
        WorkDaysDialog(WorkCalendar(), TODAY, window),
    )


def test_no_dialog_is_larger_than_a_small_screen(window, ledger, tmp_path, small_screen):
    for dialog in all_of_them(window, ledger, tmp_path):
        dialog.show()
        QApplication.processEvents()
        room = SMALL - fit.FRAME
        name = type(dialog).__name__
        assert dialog.size().boundedTo(room) == dialog.size(), (name, dialog.size())
        if isinstance(dialog, QDialog):
            default = next(b for b in dialog.findChildren(QAbstractButton) if getattr(b, "isDefault", bool)())
            spot = QRect(default.mapTo(dialog, default.rect().topLeft()), default.size())
            assert dialog.rect().contains(spot), f"{name}: its button is out of reach"
            assert not default.visibleRegion().isEmpty(), f"{name}: its button is out of reach"
        dialog.close()


def test_what_does_not_fit_can_be_scrolled_to(window, ledger, small_screen):
    dialog = WorkDaysDialog(WorkCalendar(), TODAY, window)
    dialog.show()
    QApplication.processEvents()
    middle = dialog.findChild(fit.Middle)
    assert middle.verticalScrollBar().maximum() > 0
    assert middle.horizontalScrollBar().maximum() == 0
    assert middle.viewport().height() > 60


def test_a_message_has_our_drawing_and_a_blue_button(window):
    box = tell_user_error(UserError("打不开“甲.ledger”", "可能已移走"), window)
    assert not box.iconPixmap().isNull()
    assert box.defaultButton().objectName() == "primary"
    box.close()
