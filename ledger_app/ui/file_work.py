"""What the window does with files: importing with a review, exporting, other ledgers."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import PlanId
from ledger_app.domain.row import Annex, MeasureRow
from ledger_app.ledger import Ledger
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.attempt import failure_words
from ledger_app.ui.launch import start_window
from ledger_app.ui.settings import WindowSettings

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ledger_app.ui.importing import Importing
    from ledger_app.ui.worker import Worker

_SUFFIXES = "xlsx xlsm xls et ods docx docm doc wps html htm mht txt csv tsv"
DOCUMENTS = f"文件 ({' '.join(f'*.{suffix}' for suffix in _SUFFIXES.split())});;所有文件 (*)"
LEDGERS = "台账 (*.ledger)"
WORKBOOKS = "Excel工作簿 (*.xlsx)"


class FileWork(QObject):
    """Asks where files are and runs the jobs; what came of them is told by signals."""

    review_opened = Signal(object)  # ReviewPage
    review_closed = Signal()
    imported = Signal(object)  # Change
    updated = Signal(object, object)  # Change or None, the PlanDraft that is the newer version
    already_there = Signal(object)  # Plan
    left = Signal(str, object)  # the title of a plan whose review was left half done, and how to go on with it
    exported = Signal(object, int)  # Path, rows
    refused = Signal(str)
    worker_made = Signal(object)  # Worker

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
        self._importing: Importing | None = None

    @property
    def worker(self) -> "Worker":
        """The worker of the window, made when first needed."""
        from ledger_app.ui.worker import Worker

        if self._worker is None:
            self._worker = Worker(self._window)
            self.worker_made.emit(self._worker)
        return self._worker

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._worker is not None and self._worker.busy

    # ---- import

    def ask_import(self) -> None:
        """Ask which files to import."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._window, "导入文件", self._documents_folder(), DOCUMENTS)
        self.import_files([Path(name) for name in names])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read files one after another, each with its review."""
        if paths:
            from ledger_app.ui.reading import from_file

            self._settings.folder = str(paths[0].parent)
            self._imports.read([(path.name, from_file(path, self._today())) for path in paths])

    def import_clipboard(self) -> None:
        """Read what was copied: files, a table, or text."""
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QGuiApplication

        self.take(
            QGuiApplication.clipboard().mimeData() or QMimeData()
        )  # some systems have none when nothing was copied

    def take(self, mime: "QMimeData") -> None:
        """Import what was copied, or dropped on the window; a ledger is opened."""
        paths = dropped_files(mime)
        for ledger in (path for path in paths if path.suffix == ".ledger"):
            self.open(ledger)
        if paths:
            self.import_files([path for path in paths if path.suffix != ".ledger"])
            return
        from ledger_app.ui.reading import from_clipboard

        self._imports.read([("剪贴板", from_clipboard(mime.html(), mime.text(), self._today()))])

    @property
    def _imports(self) -> "Importing":
        """What reads and reviews, with its signals passed on; made when first needed."""
        if self._importing is None:
            self._importing = self._make_importing()
        return self._importing

    def _make_importing(self) -> "Importing":
        from ledger_app.ui.importing import Importing

        importing = Importing(self._ledger, self._today, lambda: self.worker, self)
        importing.review_opened.connect(self.review_opened)
        importing.review_closed.connect(self.review_closed)
        importing.imported.connect(self.imported)
        importing.updated.connect(self.updated)
        importing.already_there.connect(self.already_there)
        importing.left.connect(self.left)
        importing.refused.connect(self.refused)
        return importing

    # ---- export

    def ask_export(self, layout: str, plan_id: PlanId | None) -> None:
        """Ask where to write a plan, or all plans, in a layout."""
        book = self._ledger.book
        plans = [plan_id] if plan_id is not None else sorted(book.plans, key=lambda id_: book.plans[id_].position)
        if not plans:
            self.refused.emit("台账里还没有文件，先导入一份再导出")
            return
        title = book.plans[plans[0]].title if len(plans) == 1 else self._ledger.path.stem
        path = self._ask_workbook(f"导出{LAYOUTS[layout]}", f"{title}-{LAYOUTS[layout].split('（')[0]}")
        if path is not None:
            self.export(layout, plans, path)

    def ask_export_rows(self, title: str, rows: Sequence[MeasureRow], *, under_headings: bool) -> None:
        """Ask where to write rows as a list shows them."""
        if not rows:
            self.refused.emit("列表里没有任务，换一个地方或清除筛选再导出")
            return
        path = self._ask_workbook("导出当前列表", title)
        if path is not None:
            from ledger_app.ledger.listing import listed

            self._write([listed(title, rows, under_headings=under_headings)], "tracking", path)

    def _ask_workbook(self, title: str, suggested: str) -> Path | None:
        """Ask for the name of a workbook to write."""
        from PySide6.QtWidgets import QFileDialog

        at = Path(self._documents_folder()) / f"{_file_name(suggested)}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(at), WORKBOOKS)
        if not name:
            return None
        return Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx")

    def export(self, layout: str, plans: Sequence[PlanId], path: Path) -> None:
        """Write these plans to a workbook."""
        self._write([self._ledger.book.annex(plan_id) for plan_id in plans], layout, path)

    def _write(self, annexes: Sequence[Annex], layout: str, path: Path) -> None:
        from ledger_app.ledger.export import export_workbook

        self._settings.folder = str(path.parent)
        rows = sum(isinstance(line, MeasureRow) for annex in annexes for line in annex.lines)
        job = partial(export_workbook, annexes, layout, path, today=self._today())
        self.worker.run(job, lambda _: self.exported.emit(path, rows), self._failed, label=f"正在导出 {path.name}")

    def _documents_folder(self) -> str:
        """Where the last document came from or went; at first not the program's own folder, where Windows starts us."""
        return self._settings.folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )

    def _failed(self, error: Exception) -> None:
        words = failure_words(error)
        if words:
            self.refused.emit(words)

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


def may_take(mime: "QMimeData") -> bool:
    """Whether something dropped could be imported."""
    return bool(dropped_files(mime)) or mime.hasHtml() or bool(mime.hasText() and mime.text().strip())


def _file_name(title: str) -> str:
    return "".join("_" if c in '\\/:*?"<>|\n\t' else c for c in title)[:60]
