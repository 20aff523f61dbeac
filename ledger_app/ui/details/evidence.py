"""佐证材料: the files kept as evidence of a measure; added by a dialog or dropped here, opened as a copy."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from ledger_app.domain.errors import UserError
from ledger_app.domain.evidence import Attachment
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ui.details.layout import emptied
from ledger_app.ui.details.opening import open_copy
from ledger_app.ui.file_work import dropped_files
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, rule, tool_button
from ledger_app.ui.views.refusal import Refusal
from ledger_app.ui.views.text_link import TextLink

_MOST_BYTES = 100 * 1024 * 1024
_KB, _MB = 1024, 1024 * 1024


def size_text(size: int) -> str:
    """3.2 MB; 18 KB."""
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(1, round(size / _KB))} KB"


class EvidenceTab(QFrame):
    """The files of the current measure."""

    counted = Signal(int)

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._ledger, self._today = ledger, today
        self._measure_id: MeasureId | None = None
        self.refusal = Refusal(ledger)
        self.add = push_button("添加文件…", "", "add")
        self.add.clicked.connect(self._ask_files)
        hint = label("也可以把文件拖到这里；文件存进台账里，原文件移走也不影响", "caption", "text3", wrap=True)
        drop = frame("drop", col(row(self.add, None), hint, margins=(12, 10, 12, 10)))
        self.list = col(gap=0)
        self.setLayout(col(drop, self.refusal, self.list, None, gap=10, margins=(14, 12, 14, 12)))
        self.setAcceptDrops(not ledger.read_only)
        drop.setVisible(not ledger.read_only)

    def show_measure(self, measure_id: MeasureId) -> None:
        """Show the files of a measure."""
        if measure_id != self._measure_id:
            self.refusal.clear()
        self._measure_id = measure_id
        emptied(self.list)
        files = self._ledger.book.attachments_of(measure_id)
        for file in files:
            self.list.addWidget(self._make_file(file))
        if not files:
            self.list.addWidget(label("还没有佐证材料", "list", "text3"))

    def _make_file(self, file: Attachment) -> QWidget:
        name = TextLink(file.name, f"打开“{file.name}”")
        name.clicked.connect(lambda: self.open(file))
        said = label(f"{size_text(file.size)}  {day_text(file.added, self._today())}添加", "caption", "text3")
        save = tool_button("另存为…", kind="link", clicked=lambda: self._save(file))
        remove = tool_button("删除", kind="link", tip=f"删除“{file.name}”")
        remove.clicked.connect(lambda: self.refusal.attempt(lambda ledger: ledger.remove_attachment(file.id)))
        made = QWidget()
        made.setLayout(col(name, row(said, None, save, remove, gap=4), rule(), gap=2, margins=(0, 4, 0, 4)))
        remove.setVisible(not self._ledger.read_only)
        return made

    # ---- adding

    def add_files(self, paths: Sequence[Path]) -> bool:
        """Copy files into the ledger; whether it took them."""
        if self._measure_id is None:
            return False
        measure_id, today = self._measure_id, self._today()
        try:
            files = [(path.name, _read(path)) for path in paths]
        except UserError as error:
            self.refusal.say(str(error))
            return False
        return self.refusal.attempt(lambda ledger: ledger.attach(measure_id, files, on=today))

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "添加佐证材料", "", "所有文件 (*)")
        if chosen:
            self.add_files([Path(each) for each in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_files(dropped_files(event.mimeData()))

    # ---- using

    def open(self, file: Attachment) -> None:
        """Open a copy of a file."""
        try:
            open_copy(file.name, self._ledger.attached(file.id))
        except UserError as error:
            self.refusal.say(str(error))

    def _save(self, file: Attachment) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "另存佐证材料", file.name, "所有文件 (*)")
        if not chosen:
            return
        try:
            Path(chosen).write_bytes(self._ledger.attached(file.id))
        except OSError:
            self.refusal.say(f"存不到“{chosen}”：换一个文件夹，或先关掉正打开着的同名文件")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(
                f"“{path.name}”有{size_text(path.stat().st_size)}，太大了", "放在共享文件夹，在进展里写明位置"
            )
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"读不到“{path.name}”", "文件可能已移走，或正被别的程序占用") from error
