"""What is still being typed when the window is to close."""

from PySide6.QtWidgets import QMessageBox, QWidget

from ledger_app.ui.views.details import Details


def may_leave(window: QWidget, home: QWidget, details: Details) -> bool:
    """Take in what stands in an open cell or field; ask about a half-written progress. False: the clerk stays.

    `home` takes the focus: an editor that loses it hands over what was typed.
    """
    home.setFocus()
    if not details.has_unwritten_progress:
        return True
    box = QMessageBox(QMessageBox.Icon.Question, "任务台账", "进展还没有记下", parent=window)
    write = box.addButton("记下并关闭", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不记，关闭", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton("继续填写", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(write)
    box.exec()
    if box.clickedButton() is write:
        return details.write_progress()
    return box.clickedButton() is discard
