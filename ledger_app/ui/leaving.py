"""What is still being typed when the window is to close."""

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ledger_app.ui.dialogs.message import dress
from ledger_app.ui.unwritten import Unwritten
from ledger_app.ui.views.popup import Popup

_MOST = 5


def may_leave(window: QWidget) -> bool:
    """Take in what stands in an open cell or field; ask about words that are nowhere yet. False: the clerk stays."""
    for popup in window.findChildren(Popup):
        if popup.isVisible():
            popup.leave()
    focus = QApplication.focusWidget()
    window.setFocus()  # an editor that loses it hands over what was typed
    left = [each for each in window.findChildren(Unwritten) if each.words()]
    if not left:
        return True
    said = [words for each in left for words in each.words()]
    more = f"\n等{len(said)}处" if len(said) > _MOST else ""
    box = QMessageBox(QMessageBox.Icon.Question, "任务台账", "还有没记下的内容", parent=window)
    box.setInformativeText("\n".join(said[:_MOST]) + more)
    write = box.addButton("记下并关闭", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不记，关闭", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton("继续填写", QMessageBox.ButtonRole.RejectRole)
    dress(box, write)
    box.exec()
    if box.clickedButton() is write:
        taken = [each.write() for each in left]  # one that is refused does not keep the others back
        return all(taken)
    if box.clickedButton() is not discard and focus is not None:
        focus.setFocus()
    return box.clickedButton() is discard
