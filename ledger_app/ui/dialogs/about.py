"""关于: which version this is, and the libraries it stands on with their licences."""

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, qVersion
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from ledger_app import __version__
from ledger_app.ui.dialogs.fit import Middle, fit
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.plain_table import PlainTable


@dataclass(frozen=True, slots=True)
class Library:
    """A library the program is shipped with."""

    name: str  # as its package is called
    job: str
    licence: str


LIBRARIES = (
    Library("PySide6-Essentials", "窗口（Qt）", "LGPL-3.0"),
    Library("sqlite-utils", "检查台账文件", "Apache-2.0"),
    Library("python-calamine", "读表格文件", "MIT"),
    Library("XlsxWriter", "写Excel文件", "BSD-2-Clause"),
    Library("python-docx", "读Word文件", "MIT"),
    Library("lxml", "读Word文件的内部结构", "BSD-3-Clause"),
    Library("openpyxl", "读写单位自己的表样", "MIT"),
    Library("opencc", "繁简对照检索", "Apache-2.0"),
    Library("pypinyin", "按拼音首字母查找单位", "MIT"),
    Library("click", "命令行", "BSD-3-Clause"),
    Library("platformdirs", "各类文件夹的位置", "MIT"),
)
_LEAST_TABLE, _LEAST_LICENCE = 200, 110  # px at 100 %
HEADS = ("组件", "版本", "用途", "许可")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


_PYTHON = "Python按PSF许可使用，许可全文：https://docs.python.org/zh-cn/3/license.html"
_QT = (
    "Qt和PySide6按LGPL-3.0使用：以动态库随附，未作修改，可用同一版本系列自行编译的库替换。\n"
    "许可全文：https://www.gnu.org/licenses/lgpl-3.0.html\n"
    "源代码：https://download.qt.io/official_releases/"
)


def licence_text(name: str) -> str:
    """The licence as the package brings it along; of Qt what its licence wants to be said."""
    if name.startswith("PySide6"):
        return _QT
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        files = []
    licences = [file for file in files if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))]
    texts = [Path(str(file.locate())).read_text("utf-8", "replace") for file in licences]
    return "\n\n".join(texts) or "这个组件没有附许可全文。"


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a packaged program may carry no metadata
        return "随程序"


class _LibraryTable(QAbstractTableModel):
    """The libraries, one a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        python = Library("Python", "语言与SQLite", "PSF-2.0")
        self._rows = [(python.name, platform.python_version(), python.job, python.licence)]
        self._rows += [(each.name, _version_of(each.name), each.job, each.licence) for each in LIBRARIES]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None


class AboutDialog(QDialog):
    """Version, licence and libraries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于任务台账")
        said = (
            label("任务台账", "title"),
            _text(f"版本 {__version__}，Qt {qVersion()}，{platform.system()} {platform.release()}", "text2"),
            _text("记录文件里的任务、责任单位、时限和进展。以MIT许可发布，可自由使用、复制和修改。"),
            _text("随程序使用的组件，选中一个看它的许可："),
        )
        self.table = PlainTable(_LibraryTable(self), "组件与许可", {0: 180, 1: 90, 3: 120}, self)
        framed = frame("card", col(self.table, gap=0, margins=(1, 4, 1, 4)))
        self.licence = QPlainTextEdit()
        theme().follow(self, self._restyle)
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)
        self.licence.setAccessibleName("许可全文")
        self.table.selectionModel().currentRowChanged.connect(self._show_licence)
        self.table.setCurrentIndex(self.table.model().index(1, 0))  # Qt's has to be said
        inside = col(*said, framed, self.licence, gap=8, margins=(24, 20, 24, 8))
        inside.setStretchFactor(framed, 3)
        inside.setStretchFactor(self.licence, 2)
        close = push_button("关闭", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.setLayout(col(Middle(inside), row(None, close, margins=(24, 4, 24, 16)), gap=0))
        fit(self, 640, 600)

    def _restyle(self, t: Tokens) -> None:
        self.table.setMinimumHeight(t.px(_LEAST_TABLE))
        self.licence.setMinimumHeight(t.px(_LEAST_LICENCE))

    def _show_licence(self, current: QModelIndex) -> None:
        name = str(current.siblingAtColumn(0).data() or "")
        self.licence.setPlainText(_PYTHON if current.row() == 0 else licence_text(name))


def _text(words: str, tone: str = "") -> QLabel:
    said = label(words, "list", tone, wrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return said
