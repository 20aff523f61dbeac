"""The head of the review: what is being imported, under which title, and how else it could be taken."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QMenu, QToolButton, QWidget

from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment
from ledger_app.ledger.book import Book
from ledger_app.ui.review.source import Source
from ledger_app.ui.theme.pieces import ElidedLabel, label, repolish, row, styled, tool_button
from ledger_app.ui.theme.theme import theme, tokens

TITLE_WIDTH = 440
NAME_LENGTH = 28
_VERSION_WIDTH = 380
_NEEDED, _COUNTS_FROM, _NAME_FROM = 480, 860, 1080  # widths from which more is said
_MARGINS = (16, 8, 16, 8)
_PART_LENGTH = 14  # characters of a part's title on the button; its tip has all of it


class ReviewHead(QFrame):
    """The plan's title can be corrected here; another part of the file, or another way to take it, be chosen."""

    title_wanted = Signal(str)
    part_wanted = Signal(int)  # from 1
    update_wanted = Signal(bool)  # take it as a newer version, or as a plan of its own

    def __init__(self, file_name: str, title: str, source: Source) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._source = source
        self.title = QLineEdit(title)
        self.title.setAccessibleName("文件标题")
        self.title.setToolTip("文件标题，可改")
        self.title.setCursorPosition(0)
        self.title.editingFinished.connect(lambda: self.title_wanted.emit(self.title.text()))
        styled(self.title, "list", height=30, min_width=160)
        theme().follow(self.title, lambda t: self.title.setMaximumWidth(t.px(TITLE_WIDTH)))
        self.counts = label("", "list", "text3")
        self.name = label(_shortened(file_name, NAME_LENGTH), "list", "text2")
        self.name.setToolTip(file_name)
        self.turn = label(source.turn, "listStrong", "accentText")
        self.turn.setVisible(bool(source.turn))
        self.part = self._make_part()
        self.differences = label("", "list", "accentText")
        self.update_plan, self.as_new = self._make_ways()
        self._version = ElidedLabel("listStrong")
        self._version.setText(f"像是《{source.earlier}》的新版本")
        theme().follow(self._version, lambda t: self._version.setMaximumWidth(t.px(_VERSION_WIDTH)))
        self._where = label("核对导入", "title")
        usual: tuple[QWidget, ...] = (self.name, self.counts)
        newer: tuple[QWidget, ...] = (self._version, self.differences, self.update_plan, self.as_new)
        about, ways = (newer[:2], newer[2:]) if source.earlier else (usual, ())
        for left_out in usual if source.earlier else newer:
            left_out.setParent(self)
            left_out.hide()
        parts = (self._where, self.turn, self.title, *about, None, self.part, *ways)
        self._words = row(*parts, gap=12, margins=_MARGINS)
        self._words.setStretchFactor(self.title, 1000)
        self.setLayout(self._words)

    def _make_part(self) -> QToolButton:
        """识别的是 …: shown where the file holds more than one plan."""
        parts, now = self._source.parts, self._source.part
        title = parts[now - 1] if parts else ""
        button = tool_button(f"识别的是 {_shortened(title, _PART_LENGTH)} ▾", tip="文件里还有别的表或正文，换一份识别")
        menu = QMenu(button)
        for at, each in enumerate(parts, 1):
            action = menu.addAction(f"{at}  {each}".replace("&", "&&"), partial(self.part_wanted.emit, at))
            action.setCheckable(True)
            action.setChecked(at == now)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setVisible(len(parts) > 1)
        return button

    def _make_ways(self) -> tuple[QToolButton, QToolButton]:
        """As a newer version of a plan, or as a plan of its own."""
        tip = f"更新台账里的《{self._source.earlier}》，状态和进展不动"
        update = tool_button("更新，保留状态和进展", kind="chip", tip=tip)
        as_new = tool_button("作为新文件", kind="chip", tip="不管台账里原有的那份，另导入一份")
        group = QButtonGroup(self)
        for button, on in ((update, self._source.updates), (as_new, not self._source.updates)):
            button.setCheckable(True)
            button.setChecked(on)
            button.setProperty("on", on)
            repolish(button)
            group.addButton(button)
            button.clicked.connect(partial(self._choose, button is update))
        return update, as_new

    def fold(self, folded: bool) -> None:
        """In a low window: no air above and below."""
        left, top, right, bottom = (tokens().px(margin) for margin in _MARGINS)
        self._words.setContentsMargins(left, 2 if folded else top, right, 2 if folded else bottom)

    def minimumSizeHint(self) -> QSize:
        """What cannot be given up: the title, and the ways to take the file."""
        return QSize(tokens().px(_NEEDED), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, t = event.size().width(), tokens()
        if self._source.earlier:
            self._where.setVisible(width >= t.px(_COUNTS_FROM))
            self._version.setVisible(width >= t.px(_COUNTS_FROM))  # else the tips of the two ways tell it
            self.differences.setVisible(width >= t.px(_NAME_FROM))
        else:
            self.name.setVisible(width >= t.px(_NAME_FROM))
            self.counts.setVisible(width >= t.px(_COUNTS_FROM))

    def _choose(self, update: bool) -> None:
        if update != self._source.updates:
            self.update_wanted.emit(update)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.title, self.part, self.update_plan, self.as_new)

    def show_book(self, book: Book, title: str) -> None:
        """Count what the draft now has, and show its title."""
        units = {duty.unit_id for duty in book.table(Assignment).values()}
        targets = len(book.table(MeasureTarget))
        top = sum(section.parent_id is None for section in book.sections.values())
        numbers = f"  {targets}个指标" if targets else ""
        self.counts.setText(f"{top}个大类  {len(book.measures)}项  {len(units)}个单位{numbers}")
        if self.title.text() != title:
            self.title.setText(title)


def _shortened(name: str, most: int) -> str:
    """A name that leaves room for what stands beside it; its end tells the kind of file, or which annex it is."""
    tail = most * 2 // 5
    return name if len(name) <= most else f"{name[: most - tail - 1]}…{name[len(name) - tail :]}"
