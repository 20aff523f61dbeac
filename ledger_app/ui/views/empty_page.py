"""What an empty ledger shows: what belongs here, and the ways to begin."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.pieces import Paragraph, col, frame, label, row, tool_button
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.tell_bar import TellBar

_WIDTH = 732


class _Card(QPushButton):
    """A way to begin: icon, title, one sentence, its key."""

    def __init__(self, icon_name: str, title: str, text: str, key: str) -> None:
        super().__init__()
        self.setObjectName("cardButton")
        self.setAccessibleName(f"{title} {text} {key}")
        self._icon = QLabel()
        self._icon_name = icon_name
        words = (label(title, "bodyStrong"), Paragraph(text, "list", "text2"))
        layout = col(self._icon, 6, *words, None, label(key, "caption", "text3"), gap=2, margins=(16, 14, 16, 12))
        self.setLayout(layout)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self._icon.setPixmap(icon_pixmap(self._icon_name, t.c("accent"), t.px(24), self.devicePixelRatioF()))
        self.setFixedHeight(t.px(150))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None, "made with the card"
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None, "made with the card"
        return layout.minimumSize()  # a button's own would be its best size


class EmptyPage(QFrame):
    """A ledger without a plan."""

    def __init__(
        self,
        *,
        import_file: Callable[[], object],
        import_copied: Callable[[], object],
        open_ledger: Callable[[], object],
        open_example: Callable[[], object],
        redo: Callable[[], object],
        read_only: bool,
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        first = _Card(
            "import",
            "导入文件",
            "读出分工表、方案里的任务、单位和时限",
            "Ctrl+O，也可拖到窗口里",
        )
        first.clicked.connect(import_file)
        first.setEnabled(not read_only)
        second = _Card("open", "打开台账", "已有的台账文件，在新窗口里打开", "文件 › 打开台账")
        second.clicked.connect(open_ledger)
        third = _Card("list", "看示例", "做好的示例台账，可以随意改动、导出", "另开一个窗口")
        third.clicked.connect(open_example)
        said = label("把通知、方案或分工表拖到这里，也可以是选中的文字或表格；或", "list", "text2")
        self.copied = tool_button("从剪贴板导入", kind="link", tip="导入复制好的文字或表格 (Ctrl+Shift+V)")
        self.copied.clicked.connect(import_copied)
        drop = frame("drop", row(None, said, self.copied, None, gap=4))
        theme().follow(drop, lambda t: drop.setFixedHeight(t.px(72)))
        if read_only:
            drop.hide()
        words = label("从一份文件开始。读出来的内容先给核对，确认后才入账。", "list", "text2", wrap=True)
        self._undone = label("", "list")
        self.redo = tool_button("恢复", kind="link", tip="重做 (Ctrl+Y)", clicked=redo)
        self._undone_line = frame("info", row(self._undone, self.redo, None, gap=4, margins=(12, 4, 8, 4)))
        self._undone_line.hide()
        content = QWidget()
        head = (label("台账是空的", "title"), self._undone_line, words)
        content.setLayout(col(*head, 8, row(first, second, third, gap=12), 2, drop, gap=8))
        theme().follow(content, lambda t: content.setMaximumWidth(t.px(_WIDTH)))
        line = row(None, content, None, gap=0, margins=(24, 12, 24, 12))
        line.setStretchFactor(content, 1000)
        self.tell_bar = TellBar()
        layout = col(_scrolled(col(None, line, None, None, gap=0)), self.tell_bar, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(second if read_only else first)

    def offer_redo(self, act: str | None) -> None:
        """Say that the ledger is empty because an act was undone, and how to have it again; None where none was."""
        self._undone.setText(f"刚撤销了“{act}”，按Ctrl+Y恢复" if act else "")
        self._undone_line.setVisible(bool(act))


def _scrolled(layout: QLayout) -> QScrollArea:
    """What can be scrolled where a small screen with large letters has no room for it."""
    body = frame("pane", layout)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area
