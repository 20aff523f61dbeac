"""What the window does with files: importing with a review, exporting, other ledgers."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.domain.ids import PlanId
from ledger_app.ledger import Ledger
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.launch import start_window
from ledger_app.ui.settings import WindowSettings

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ledger_app.domain.document import Document
    from ledger_app.domain.draft import PlanDraft
    from ledger_app.ledger.draft import Draft
    from ledger_app.ui.worker import Worker

DOCUMENTS = "文件 (*.xlsx *.xls *.docx *.doc *.wps *.et *.html *.htm *.mht *.txt *.csv);;所有文件 (*)"
LEDGERS = "台账 (*.ledger)"
WORKBOOKS = "Excel工作簿 (*.xlsx)"
_BESIDE_THE_WINDOW = 2000  # measures from which an import runs in the worker


class FileWork(QObject):
    """Asks where files are and runs the jobs; what came of them is told by signals."""

    review_opened = Signal(object)  # ReviewPage
    review_closed = Signal()
    imported = Signal(object)  # Change
    already_there = Signal(object)  # Plan
    exported = Signal(object, int)  # Path, rows
    refused = Signal(str)

    def __init__(
        self,
        window: QWidget,
        ledger: Ledger,
        settings: WindowSettings,
        today: Callable[[], date],
        start: Callable[[Path], None] = start_window,
    ) -> None:
        super().__init__(window)
        self._window, self._ledger, self._settings = window, ledger, settings
        self._today, self._start = today, start
        self._worker: Worker | None = None
        self._waiting: list[Path] = []
        self._reviewing = False

    @property
    def worker(self) -> "Worker":
        """The worker of the window, made when first needed."""
        from ledger_app.ui.worker import Worker

        if self._worker is None:
            self._worker = Worker(self._window)
        return self._worker

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._worker is not None and self._worker.busy

    # ---- import

    def ask_import(self) -> None:
        """Ask which files to import."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._window, "导入文件", self._settings.folder, DOCUMENTS)
        self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read files one after another, each with its review."""
        if not paths:
            return
        self._settings.folder = str(paths[0].parent)
        self._waiting += paths
        self._read_next()

    def _read_next(self) -> None:
        if self._reviewing or not self._waiting:
            return
        from ledger_app.ledger.intake import read_plan

        path = self._waiting.pop(0)
        self._reviewing = True
        self.worker.run(partial(read_plan, path), self._review, self._import_failed, label=f"正在读取 {path.name}")

    def _review(self, read: "tuple[PlanDraft, Document]") -> None:
        from ledger_app.ledger.draft import Draft
        from ledger_app.ui.review.page import ReviewPage

        draft, document = read
        known = self._ledger.already_imported(document)
        if known is not None:
            self.already_there.emit(known)
            self._end_review()
            return
        page = ReviewPage(Draft(draft, document), self._ledger.book, today=self._today())
        page.accepted.connect(self._accept)
        page.cancelled.connect(self._end_review)
        self.review_opened.emit(page)

    def _accept(self, draft: "Draft") -> None:
        result, document = draft.result(), draft.document
        if len(result.measures) < _BESIDE_THE_WINDOW:
            try:
                change = self._ledger.import_plan(result, document)
            except UserError as error:
                self.refused.emit(str(error))
                return
            self._imported(change)
            return

        def job(**_: object) -> Change:
            return self._ledger.import_plan(result, document)

        self.worker.run(job, self._imported, self._failed, label=f"正在导入{len(result.measures)}项")

    def _imported(self, change: Change) -> None:
        self._end_review()
        self.imported.emit(change)

    def _end_review(self) -> None:
        self._reviewing = False
        self.review_closed.emit()
        self._read_next()

    def _import_failed(self, error: Exception) -> None:
        self._reviewing = False
        self._failed(error)
        self._read_next()

    # ---- export

    def ask_export(self, layout: str, plan_id: PlanId | None) -> None:
        """Ask where to write a plan, or all plans, in a layout."""
        from PySide6.QtWidgets import QFileDialog

        book = self._ledger.book
        plans = [plan_id] if plan_id is not None else sorted(book.plans, key=lambda id_: book.plans[id_].position)
        if not plans:
            self.refused.emit("台账里还没有文件，先导入一份再导出")
            return
        title = book.plans[plans[0]].title if len(plans) == 1 else self._ledger.path.stem
        suggested = Path(self._export_folder()) / f"{_file_name(title)}-{LAYOUTS[layout].split('（')[0]}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self._window, f"导出{LAYOUTS[layout]}", str(suggested), WORKBOOKS)
        if name:
            self.export(layout, plans, Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx"))

    def export(self, layout: str, plans: Sequence[PlanId], path: Path) -> None:
        """Write these plans to a workbook."""
        from ledger_app.ledger.export import export_workbook

        self._settings.folder = str(path.parent)
        annexes = [self._ledger.book.annex(plan_id) for plan_id in plans]
        rows = sum(row.measure.plan_id in plans for row in self._ledger.book.rows())
        job = partial(export_workbook, annexes, layout, path, today=self._today())
        self.worker.run(job, lambda _: self.exported.emit(path, rows), self._failed, label=f"正在导出 {path.name}")

    def _export_folder(self) -> str:
        return self._settings.folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(str(error))

    # ---- other ledgers

    def ask_new(self) -> None:
        """Ask where a new ledger is to be, and open it in a window of its own."""
        from PySide6.QtWidgets import QFileDialog

        suggested = str(Path(default_folder()) / "新台账.ledger")
        name, _ = QFileDialog.getSaveFileName(self._window, "新建台账", suggested, LEDGERS)
        if not name:
            return
        path = Path(name) if name.endswith(".ledger") else Path(f"{name}.ledger")
        if path.exists():
            self.refused.emit(f"“{path.name}”已经存在，换一个名字，或用“打开台账”打开它")
            return
        self._try(lambda: Ledger.open(path, create=True).close())
        if path.exists():
            self.open(path)

    def ask_open(self) -> None:
        """Ask which ledger to open."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self._window, "打开台账", default_folder(), LEDGERS)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a ledger in a window of its own."""
        if path != self._ledger.path:
            self._try(lambda: self._start(path))

    def open_example(self) -> None:
        """Open the example ledger; it is made in the worker the first time."""
        from ledger_app.ledger.example import make_example

        folder = Path(default_folder())

        def job(**_: object) -> Path:
            return make_example(folder)

        self.worker.run(job, self.open, self._failed, label="正在准备示例台账")

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self.refused.emit(str(error))


def default_folder() -> str:
    """Where ledgers are kept unless the clerk says otherwise: the user's local folder, not a synchronised one."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)


def show_file(path: Path) -> None:
    """Open a file with the program the system has for it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def dropped_files(mime: "QMimeData") -> list[Path]:
    """The files that are dropped on the window."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def _file_name(title: str) -> str:
    return "".join("_" if c in '\\/:*?"<>|\n\t' else c for c in title)[:60]
