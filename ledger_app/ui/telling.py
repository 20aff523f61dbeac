"""How a change is told to the clerk who made it, and what came of a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from ledger_app.domain.change import Change, ChangeKind
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Plan
from ledger_app.ui.file_work import FileWork, show_file
from ledger_app.ui.views.navigation import Navigation
from ledger_app.ui.views.tell_bar import TellBar, Way

_TOLD = {ChangeKind.DO: "已{}", ChangeKind.UNDO: "已撤销“{}”", ChangeKind.REDO: "已重做“{}”"}


def change_words(change: Change, rows: int) -> str:
    """已修改状态（3项）; 已导入26项；已撤销“修改状态”."""
    plans = [edit for edit in change.edits if isinstance(edit.record, Plan) and None in (edit.before, edit.after)]
    words = _TOLD[change.head.kind].format(change.head.label)
    if plans:  # a whole plan came or went: its measures are counted
        rows = sum(isinstance(edit.record, Measure) for edit in change.edits)
    return f"{words}（{rows}项）" if rows > 1 or plans else words


class FileNews(QObject):
    """Tells what came of an import or an export, and goes to the plan it is about."""

    def __init__(self, files: FileWork, navigation: Navigation, tell_bar: TellBar) -> None:
        super().__init__(files)
        self._navigation, self._tell_bar = navigation, tell_bar
        files.imported.connect(self._on_imported)
        files.already_there.connect(self._on_already_there)
        files.exported.connect(self._on_exported)

    def _on_imported(self, change: Change) -> None:
        plan = next(edit.after for edit in change.edits if isinstance(edit.after, Plan))
        self._navigation.go_to(("plan", plan.id))

    def _on_already_there(self, plan: Plan) -> None:
        way = Way("去看看", partial(self._navigation.go_to, ("plan", plan.id)))
        self._tell_bar.tell_trouble(f"这份文件已经导入过，就是“{plan.title}”", way)

    def _on_exported(self, path: Path, rows: int) -> None:
        ways = (Way("打开", partial(show_file, path)), Way("打开文件夹", partial(show_file, path.parent)))
        self._tell_bar.tell(f"已导出{rows}项到“{path.name}”", *ways)
