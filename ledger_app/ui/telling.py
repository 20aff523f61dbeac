"""How a change is told to the clerk who made it, and what came of a file."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ledger_app.domain.change import Change, ChangeKind, Edit
from ledger_app.domain.history import ActKind, act_kind
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Plan, Section
from ledger_app.ledger import Ledger
from ledger_app.ui.actions import Actions
from ledger_app.ui.file_work import FileWork, show_file
from ledger_app.ui.pages import Pages
from ledger_app.ui.views.navigation import Navigation
from ledger_app.ui.views.tell_bar import Way

if TYPE_CHECKING:
    from ledger_app.domain.draft import PlanDraft

_TOLD = {ChangeKind.DO: "已{}", ChangeKind.UNDO: "已撤销“{}”", ChangeKind.REDO: "已重做“{}”"}
_NOT_OF_ROWS = frozenset({ActKind.DIRECTORY, ActKind.SETTINGS})


def change_words(change: Change, rows: int) -> str:
    """已修改状态（3项）; 已导入26项；已撤销“修改状态”."""
    kinds = change.kinds  # there may be very many edits
    plans = Plan in kinds and any(_comes_or_goes(edit) for edit in change.edits if isinstance(edit.record, Plan))
    words = _TOLD[change.head.kind].format(change.head.label)
    rows -= sum(map(_only_moved, change.edits)) if Measure in kinds else 0
    if plans:  # a whole plan came or went: its measures are counted
        rows = sum(isinstance(edit.record, Measure) for edit in change.edits)
    of_rows = (
        act_kind(change.head.label) not in _NOT_OF_ROWS
    )  # a unit's new name is seen in many rows, and changes none
    sections = Section in kinds and not plans
    if sections and any(isinstance(edit.before, Section) and edit.after is None for edit in change.edits):
        gone = sum(isinstance(edit.before, Measure) and edit.after is None for edit in change.edits)
        if gone:  # rows that were not chosen one by one are counted, be it a single one
            return f"{words}及其{gone}项任务"
    return f"{words}（{rows}项）" if (rows > 1 and of_rows) or plans else words


def _comes_or_goes(edit: Edit) -> bool:
    return edit.before is None or edit.after is None


def _only_moved(edit: Edit) -> bool:
    """Whether a measure was only moved, mostly aside, to make room for another."""
    old, new = edit.before, edit.after
    if not isinstance(old, Measure) or not isinstance(new, Measure) or old.position == new.position:
        return False
    return replace(old, position=new.position) == new


class ChangeNews:
    """Tells every act with the way to take it back, and names both ways in the menu."""

    def __init__(self, actions: Actions, pages: Pages) -> None:
        self._actions, self._pages = actions, pages

    def tell(self, change: Change, touched: Collection[MeasureId]) -> None:
        """Tell what was done, where the clerk is looking."""
        undone = change.head.kind is ChangeKind.UNDO
        name, words, key = ("redo", "重做", "Ctrl+Y") if undone else ("undo", "撤销", "Ctrl+Z")
        self._pages.tell_bar.tell(change_words(change, len(touched)), Way(words, self._actions[name].trigger, key))

    def name_undo(self, ledger: Ledger) -> None:
        """Name in the menu what undo and redo would do."""
        for name, verb, label in (("undo", "撤销", ledger.undo_label), ("redo", "重做", ledger.redo_label)):
            action = self._actions[name]
            action.setText(f"{verb}“{label}”" if label else verb)
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
            action.setEnabled(bool(label) and not ledger.read_only)


class FileNews(QObject):
    """Tells what came of an import or an export, and goes to the plan it is about."""

    def __init__(self, files: FileWork, navigation: Navigation, pages: Pages, actions: Actions) -> None:
        super().__init__(files)
        self._navigation, self._pages, self._actions = navigation, pages, actions
        files.imported.connect(self._on_imported)
        files.updated.connect(self._on_updated)
        files.already_there.connect(self._on_already_there)
        files.left.connect(self._on_left)
        files.exported.connect(self._on_exported)

    def _on_imported(self, change: Change) -> None:
        plan = next(edit.after for edit in change.edits if isinstance(edit.after, Plan))
        self._go_to(plan.id)

    def _go_to(self, plan_id: PlanId) -> None:
        self._navigation.go_to(("plan", plan_id))
        self._pages.focus_page()  # the review took the focus with it

    def _on_updated(self, change: Change | None, draft: "PlanDraft") -> None:
        """After the act itself was told: what became of the rows."""
        from ledger_app.ui.review.changes import update_words

        if draft.comparison is not None:
            self._go_to(draft.comparison.plan_id)
        if change is None:
            self._pages.tell_bar.tell("和台账里的一样，没有改动")
        else:
            words = update_words(draft) or "没有增减和改动"
            self._pages.tell_bar.tell(f"已更新：{words}", Way("撤销", self._actions["undo"].trigger, "Ctrl+Z"))

    def _on_already_there(self, plan: Plan) -> None:
        way = Way("去看看", partial(self._navigation.go_to, ("plan", plan.id)))
        self._pages.tell_bar.tell_trouble(f"这份文件已经导入过，就是“{plan.title}”", way)

    def _on_left(self, title: str, go_on: Callable[[], None]) -> None:
        self._pages.tell_bar.tell(f"没有导入“{title}”，核对中改过的还留着", Way("接着核对", go_on))

    def _on_exported(self, path: Path, rows: int) -> None:
        ways = (Way("打开", partial(show_file, path)), Way("打开文件夹", partial(show_file, path.parent)))
        self._pages.tell_bar.tell(f"已导出{rows}项到“{path.name}”", *ways)
