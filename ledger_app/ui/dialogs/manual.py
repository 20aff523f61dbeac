"""F1: the manual, in a window of its own that may stay open beside the ledger."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from ledger_app.bundled import bundled
from ledger_app.ui.dialogs.fit import fit


def manual_path() -> Path:
    """Where the manual is, in a checkout and in a packaged program."""
    return bundled("resources") / "manual" / "manual.html"


class ManualWindow(QWidget):
    """The manual with a search field. Not modal; one is enough, so `show_manual` raises it again."""

    def __init__(self, path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("使用手册 - 任务台账")
        self.setObjectName("page")
        self._path = path or manual_path()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_search())
        pane = QFrame()
        pane.setObjectName("pane")
        inside = QVBoxLayout(pane)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._make_browser())
        layout.addWidget(pane, 1)
        self._make_keys()
        fit(self, 820, 680)
        self._load()

    def _make_search(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText("在手册里查找  Ctrl+F")
        self.search.setAccessibleName("在手册里查找")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search_anew)
        self.search.returnPressed.connect(self.find_next)
        self.found = QLabel("")
        self.found.setProperty("tone", "text2")
        self._next = QPushButton("下一处")
        self._next.clicked.connect(self.find_next)
        self.found.hide()  # it would keep a gap at the end of the line
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self._next)
        row.addWidget(self.found)
        return row

    def _make_browser(self) -> QTextBrowser:
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("使用手册")
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.document().setDocumentMargin(24)
        return self.browser

    def _make_keys(self) -> None:
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._to_search),
            (QKeySequence(Qt.Key.Key_F3), self.find_next),
            (QKeySequence.StandardKey.Back, self.browser.backward),
            (QKeySequence(Qt.Key.Key_Escape), self.close),
        ):
            QShortcut(keys, self, act)

    def _load(self) -> None:
        if self._path.is_file():
            self.browser.setSource(QUrl.fromLocalFile(str(self._path)))
        else:
            self.browser.setPlainText(f"找不到手册“{self._path.name}”。程序文件可能不全，重新安装后再试。")
        self.browser.setFocus()

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)
        else:
            self.browser.setSource(self.browser.source().resolved(url))

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search_anew(self) -> None:
        cursor = self.browser.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.browser.setTextCursor(cursor)
        self.find_next()

    def find_next(self) -> None:
        """Go to the next hit, from the end on to the first again."""
        word = self.search.text()
        self.found.setText("")
        self.found.hide()
        if not word or self.browser.find(word):
            return
        start = self.browser.textCursor()
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.browser.find(word, QTextDocument.FindFlag(0)):
            self.browser.setTextCursor(start)
            self.found.setText("没有找到")
            self.found.show()


def show_manual(parent: QWidget) -> ManualWindow:
    """Open the manual beside `parent`, or bring forward the one that is open."""
    window = parent.findChild(ManualWindow) or ManualWindow(parent=parent)
    window.show()
    window.raise_()
    window.activateWindow()
    return window
