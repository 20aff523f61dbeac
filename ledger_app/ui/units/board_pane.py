"""What a unit has to do and where it is stuck (卡在哪): every number opens its rows."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QToolButton, QWidget

from ledger_app.domain.board import Figure, Stuck, UnitBoard
from ledger_app.domain.unit import Role
from ledger_app.ui.details.layout import flowing
from ledger_app.ui.models.wording import day_text, short_name
from ledger_app.ui.theme.pieces import Paragraph, col, label, row, rule, styled, tool_button
from ledger_app.ui.views.lamp_icon import give_lamp
from ledger_app.ui.views.text_link import TextLink

_MOST = 40


class UnitBoardPane(QScrollArea):
    """Asks for rows, for one measure, or for the numbers with or without those of collective units."""

    rows_asked = Signal(object)  # Query
    measure_asked = Signal(object)  # MeasureId
    expanded = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("这个单位的任务")
        self.figures: dict[str, QToolButton] = {}
        self.expand = QCheckBox("含所属集体单位的任务")
        styled(self.expand, "list")
        self.expand.toggled.connect(self.expanded)

    def show_board(self, board: UnitBoard, today: date, collectives: Iterable[str]) -> None:
        """Show a unit's numbers and where it is stuck; `collectives` are the collective units it belongs to."""
        self.figures = {}
        name, among = short_name(board.unit), "、".join(collectives)
        self.expand.hide()
        self.expand.setParent(None)  # the widget it stands in is about to go
        self.expand.setToolTip(among)
        parts: list[QWidget] = [self.expand] if among else []
        if board.through:
            parts.append(self._line("合计", [("共", board.total)], name))
        roles = [(each.role.label, each.figure) for each in board.roles]
        parts.append(self._line("职责", roles, name))
        parts.append(self._line("状态", [(each.status.label, each.figure) for each in board.statuses], name))
        lamps = [(f"{each.lamp.label}灯", each.figure) for each in board.lamps]
        parts.append(self._line("亮灯", lamps, name))
        for lamp in board.lamps:
            chip = self.figures.get(f"{lamp.lamp.label}灯")
            if chip is not None:
                give_lamp(chip, lamp.lamp)
        late = [("逾期", board.overdue), ("本期未反馈", board.unreported)]
        parts.append(self._line("要催的", late, name))
        made = col(*parts, rule(), gap=8, margins=(16, 10, 16, 14))
        count = len(board.stuck)
        made.addWidget(
            label(f"卡在哪  {count}项" if count else "没有卡住的：不逾期，也没有填报问题", "listStrong", wrap=True)
        )
        for stuck in board.stuck[:_MOST]:
            made.addWidget(self._make_stuck(stuck, board, today))
        if count > _MOST:
            made.addWidget(label(f"这里列出前{_MOST}项", "caption", "text3"))
        made.addStretch(1)
        body = QWidget()
        body.setLayout(made)
        self.setWidget(body)
        self.expand.setVisible(bool(among))

    def _line(self, title: str, figures: Iterable[tuple[str, Figure]], unit: str) -> QWidget:
        """A word, and numbers that open their rows; noughts are left out."""
        made, (chips, flow) = QWidget(), flowing()
        for words, figure in figures:
            if figure.count:
                chip = tool_button(f"{words} {figure.count}", kind="chip", tip=f"{unit} {words} {figure.count}项")
                chip.clicked.connect(lambda *_, asked=figure.query: self.rows_asked.emit(asked))
                self.figures[words] = chip
                flow.addWidget(chip)
        if not flow.count():
            flow.addWidget(label("没有", "list", "text3"))
        name = label(title, "caption", "text2")
        styled(name, "caption", width=44)
        layout = row(name, chips, gap=6)
        layout.setStretch(1, 1)
        made.setLayout(layout)
        return made

    def _make_stuck(self, stuck: Stuck, board: UnitBoard, today: date) -> QWidget:
        measure_id = stuck.row.measure.id
        link = TextLink(" ".join(stuck.row.measure.text.split()), stuck.row.measure.text, tone="text")
        link.clicked.connect(lambda: self.measure_asked.emit(measure_id))
        role = next((each.role for each in stuck.row.assigned if each.unit.id == board.unit.id), Role.SUPPORT)
        said = "，".join((*stuck.words, role.label))
        late = stuck.row.overdue(today)
        parts: list[QWidget] = [link, label(said, "captionStrong", "redText" if late else "text2")]
        if stuck.problems:
            when = f"（{day_text(stuck.on, today)}）" if stuck.on else ""
            parts.append(Paragraph(f"问题{when}：{stuck.problems}", "list", "text2"))
        made = QWidget()
        made.setLayout(col(*parts, gap=0))
        return made
