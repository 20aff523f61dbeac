"""What needs a reason: sending work back that was said to be done, and putting a deadline off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ledger_app.ui.theme.pieces import col, label, push_button, row, styled


class ReasonDialog(QDialog):
    """One field below the other, the first one focused; the button is on as soon as the required ones are filled."""

    def __init__(self, title: str, said: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} - 任务台账")
        self.act = push_button(act, "primary")
        self.act.setDefault(True)
        self.act.setEnabled(False)
        self.act.clicked.connect(self.take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        self._required: list[QLineEdit] = []
        self._fields = col(gap=4)
        self._refusal = label("", "caption", "redText", wrap=True)
        self._refusal.hide()
        buttons = row(None, leave, self.act)
        content = (label(said, "list", "text2", wrap=True), self._fields, self._refusal, buttons)
        self.setLayout(col(*content, gap=10, margins=(20, 18, 20, 16)))

    def add_field(self, name: str, hint: str, *, required: bool) -> QLineEdit:
        """Ask for one more thing."""
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        styled(field, "list", height=30, min_width=420)
        self._fields.addWidget(label(name if required else f"{name}（可以不填）", "caption", "text3"))
        self._fields.addWidget(field)
        if self.focusWidget() is None:
            field.setFocus()
        if required:
            self._required.append(field)
            field.textChanged.connect(self._say)
        return field

    def _say(self) -> None:
        self.act.setEnabled(all(field.text().strip() for field in self._required))

    def refuse(self, words: str) -> None:
        """Say why it cannot be done so; what was typed stays."""
        self._refusal.setText(words)
        self._refusal.show()
        self._required[0].setFocus()
        self._required[0].selectAll()

    def take(self) -> None:
        """The clerk wants it done."""
        raise NotImplementedError


class SendBackDialog(ReasonDialog):
    """退回: why work that was said to be done is under way again."""

    wanted = Signal(str)  # reason

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        said = f"{rows}项回到“进行中”，原因记入进展的存在问题"
        super().__init__("退回", said, f"退回{rows}项", parent)
        self.reason = self.add_field("退回原因", "如 佐证材料不全", required=True)

    def take(self) -> None:
        """Give the reason to whoever asked; the dialog stays where it is refused."""
        self.wanted.emit(self.reason.text().strip())


class ExtensionDialog(ReasonDialog):
    """延期: until when, why, and who agreed."""

    wanted = Signal(str, str, str)  # phrase, reason, approver

    def __init__(self, rows: int, now: str, parent: QWidget | None = None) -> None:
        said = f"现在的时限：{now}" if now else f"{rows}项改为同一个时限"
        super().__init__("延期", f"{said}。原来的时限和原因都留在记录里", f"延期{rows}项", parent)
        self.phrase = self.add_field("延到", "如 12月31日、明年3月底", required=True)
        self.reason = self.add_field("延期原因", "", required=True)
        self.approver = self.add_field("批准人", "", required=False)

    def take(self) -> None:
        """Give all to whoever asked; the dialog stays where it is refused."""
        self.wanted.emit(self.phrase.text().strip(), self.reason.text().strip(), self.approver.text().strip())
