"""What pasting would change, cell by cell, before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.paste import PastedCell, PastePlan
from ledger_app.domain.plan import Field
from ledger_app.domain.row import MeasureRow
from ledger_app.ui.dialogs.fit import fit
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row
from ledger_app.ui.views.plain_table import PlainDelegate, PlainTable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS = ("位置", "列", "原来", "改为")
_FIELDS = {
    Field.NUMBER: "序号",
    Field.TEXT: "工作内容",
    Field.UNITS: "责任单位",
    Field.LEAD: "牵头单位",
    Field.RESPONSIBLE: "负责单位",
    Field.SUPPORT: "配合单位",
    Field.DEADLINE: "时限",
    Field.STATUS: "状态",
    Field.PROGRESS: "进展",
}
_SPANNED = 2
_REFUSED, _ADDED, _CHANGED = "doubtText", "accentText", "text"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the preview; `tone` says what becomes of it."""

    cells: tuple[str, str, str, str]
    tone: str


class _Preview(QAbstractTableModel):
    """What is refused first, for it needs the clerk's eye; then new rows, then changes."""

    def __init__(self, plan: PastePlan, rows: Mapping[MeasureId, MeasureRow]) -> None:
        super().__init__()
        self.lines = [
            _Line(
                (_place(each.measure_id, rows), _FIELDS[each.field], "", f"“{each.text}”不写入：{each.reason}"),
                _REFUSED,
            )
            for each in plan.refused
        ]
        for added in plan.added:
            self.lines.append(_Line(("新增", _FIELDS[Field.TEXT], "", added.text), _ADDED))
            self.lines += [_line(cell, "新增", _ADDED) for cell in added.cells]
        self.lines += [_line(cell, _place(cell.measure_id, rows), _CHANGED) for cell in plan.changes]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[section] if wanted else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        refused = line.tone == _REFUSED and index.column() == _SPANNED  # the reason has both columns
        text = line.cells[_SPANNED + 1 if refused else index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        return None


class _Delegate(PlainDelegate):
    """Refused cells warm, new rows blue."""

    def look(self, index: Index) -> tuple[str, str]:
        model = index.model()
        assert isinstance(model, _Preview)
        tone = model.lines[index.row()].tone
        return "list", "text3" if index.column() == 2 and tone == _CHANGED else tone


class PasteDialog(QDialog):
    """Writes only on its button, which says how many places."""

    wanted = Signal(object)  # PastePlan

    def __init__(self, plan: PastePlan, rows: Mapping[MeasureId, MeasureRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴 - 任务台账")
        self._plan = plan
        self.preview = _Preview(plan, rows)
        self.table = PlainTable(self.preview, "粘贴会改动的内容", {0: 200, 1: 84})
        self.table.setItemDelegate(_Delegate(self.table))
        for at, line in enumerate(self.preview.lines):
            if line.tone == _REFUSED:
                self.table.setSpan(at, _SPANNED, 1, 2)
        self.write = push_button(write_words(plan), "primary")
        self.write.setEnabled(not plan.is_empty)
        self.write.setDefault(True)
        self.write.clicked.connect(self._take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        said = label(sum_words(plan), "list", "text2", wrap=True)
        buttons = row(None, leave, self.write)
        framed = frame("card", col(self.table, gap=0, margins=(1, 4, 1, 4)))
        layout = col(said, framed, buttons, gap=10, margins=(20, 16, 20, 16))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        fit(self, 860, 520)
        self.write.setFocus() if not plan.is_empty else leave.setFocus()

    def _take(self) -> None:
        self.wanted.emit(self._plan)
        self.accept()


def write_words(plan: PastePlan) -> str:
    """写入3处, 新增2项并写入3处."""
    added = f"新增{len(plan.added)}项" if plan.added else ""
    changed = f"写入{len(plan.changes)}处" if plan.changes or not plan.added else ""
    return "并".join(filter(None, (added, changed)))


def sum_words(plan: PastePlan) -> str:
    """第1行当作表头，改3处，新增2项，1处不写入，相同的5处不动."""
    left_out = "、".join(f"“{head}”" for head in plan.left_out)
    said = [
        "第1行当作表头" if plan.headed else "",
        f"{left_out}不粘贴" if left_out else "",
        f"改{len(plan.changes)}处" if plan.changes else "",
        f"新增{len(plan.added)}项" if plan.added else "",
        f"{len(plan.refused)}处读不出，不写入" if plan.refused else "",
        f"相同的{plan.same}处不动" if plan.same else "",
    ]
    return "，".join(filter(None, said))


def _line(cell: PastedCell, place: str, tone: str) -> _Line:
    return _Line((place, _FIELDS[cell.field], cell.old, cell.new or "（清空）"), tone)


def _place(measure_id: MeasureId | None, rows: Mapping[MeasureId, MeasureRow]) -> str:
    """Number and text of a row, as far as it fits."""
    if measure_id is None or measure_id not in rows:
        return "新增"
    measure = rows[measure_id].measure
    return f"{measure.number or ''} {measure.text}".strip()
