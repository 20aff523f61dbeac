"""工作台: the page the day begins with."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from ledger_app.domain.board import Board
from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.row import Query
from ledger_app.ledger import Ledger
from ledger_app.ledger.board import board, due_in
from ledger_app.ui.board.chart import Chart
from ledger_app.ui.board.month import MonthCalendar
from ledger_app.ui.board.month_bars import MonthBars
from ledger_app.ui.board.plan_bars import PlanBars
from ledger_app.ui.board.strip import Strip
from ledger_app.ui.board.unit_bars import UnitBars
from ledger_app.ui.board.urgent import UrgentList
from ledger_app.ui.models.places import UNITS_PLACE
from ledger_app.ui.models.wording import long_day_text
from ledger_app.ui.pages import Page
from ledger_app.ui.theme.paint import draw_lamp, draw_word, metrics
from ledger_app.ui.theme.pieces import col, frame, label, row, tool_button
from ledger_app.ui.theme.theme import theme, tokens

_TWO_COLUMNS = 860  # px at 100 %: below this the cards stand one below the other
_HIGH = 760  # px at 100 %: below this the year's months leave the room to units and plans
_PLANS, _PLANS_LOW = 4, 3
_URGENT = 24
_DAY = timedelta(days=1)


class BoardPage(Page):
    """Shows the board of today; what a number stands for is asked for by signals."""

    rows_asked = Signal(object)  # Query
    place_asked = Signal(object)  # PlaceKey
    measure_asked = Signal(object)  # MeasureId

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._clock = ledger, today
        self._month = today().replace(day=1)
        self.board: Board | None = None
        self.strip, self.urgent, self.calendar = Strip(), UrgentList(), MonthCalendar()
        self.units, self.plans, self.months = UnitBars(), PlanBars(), MonthBars()
        self._make_cards()
        for chart in self.charts:
            chart.opened.connect(self._open)
        self.setFocusProxy(self.strip)
        self.reload()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The pictures, in the order of the Tab key."""
        return (self.strip, self.urgent, self.calendar, self.units, self.plans, self.months)

    @property
    def canvas(self) -> QWidget:
        """The counters, which are seen in a window of any height."""
        return self.strip.viewport()

    # ---- putting it together

    def _make_cards(self) -> None:
        self._day_words = label("", "list", "text3")
        head = row(label("工作台", "title"), self._day_words, None, gap=10)
        strip = frame("card", col(self.strip, margins=(8, 6, 0, 6)))
        self._columns = row(self._make_left(), self._make_right(), gap=12)
        self._columns.setStretch(0, 5)
        self._columns.setStretch(1, 4)
        content = col(head, strip, self._columns, gap=10, margins=(16, 10, 16, 12))
        content.setStretch(2, 1)
        body = QWidget()
        body.setLayout(content)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(self._area.focusPolicy().NoFocus)
        self._area.setWidget(body)
        ground = frame("bar", col(self._area, gap=0))
        self.setLayout(col(ground, gap=0))

    def _make_left(self) -> QBoxLayout:
        self._all_urgent = tool_button("全部", kind="link", clicked=self._open_all_urgent)
        urgent = _card(row(label("先办这些", "heading"), None, self._all_urgent), self.urgent)
        self._month_title = label("", "heading")
        self._this_month = tool_button("本月", kind="link", clicked=lambda: self._go_to_month(0))
        earlier = tool_button("上月", kind="link", clicked=lambda: self._go_to_month(-1))
        later = tool_button("下月", kind="link", clicked=lambda: self._go_to_month(1))
        month = _card(row(self._month_title, None, self._this_month, earlier, later, gap=4), self.calendar)
        made = col(urgent, month, gap=12)
        made.setStretch(0, 5)
        made.setStretch(1, 4)
        return made

    def _make_right(self) -> QBoxLayout:
        self._legend = _Legend()
        self._all_units = tool_button("全部单位", kind="link", clicked=lambda: self.place_asked.emit(UNITS_PLACE))
        units = _card(row(label("各单位任务", "heading"), None, self._legend, self._all_units), self.units)
        plans = _card(row(label("进度与序时", "heading"), None, label("竖线是序时", "caption", "text3")), self.plans)
        self._year_title: QLabel = label("", "heading")
        words = label("实心为已完成", "caption", "text3")
        self._year = _card(row(self._year_title, None, words), self.months)
        self.plans.be_no_higher()
        plans.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        made = col(units, plans, self._year, gap=12)
        for at, stretch in enumerate((6, 0, 3)):
            made.setStretch(at, stretch)
        return made

    # ---- showing

    def on_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """Count anew: every figure may have moved."""
        self.reload()

    def reload(self) -> None:
        """Show the day as it is now."""
        today = self._clock()
        if self.board is not None and self.board.today != today:
            self._month = today.replace(day=1)
        found = self.board = board(self._ledger.book, today, most=_URGENT)
        plans = len(found.plans)
        self._day_words.setText(f"{long_day_text(today)}    {plans}个文件{found.total.count:,}项")
        self.strip.show_board(found)
        self.urgent.show_rows(found.urgent, today)
        self._all_urgent.setText(f"全部{found.pressing.count}项")
        self._all_urgent.setVisible(found.pressing.count > 0)
        self.units.show_units(found.units)
        self._legend.show_lamps(tuple(each.lamp for each in found.lamps if each.figure.count))
        self._all_units.setText(f"全部{len(found.units)}个")
        self.plans.show_plans(found.plans)
        self._year_title.setText(f"{today.year}年各月到期")
        self.months.show_months(found.months, today)
        self._show_month(found)

    def _show_month(self, found: Board) -> None:
        own = self._month == found.today.replace(day=1)
        year = "" if self._month.year == found.today.year else f"{self._month.year}年"
        self._month_title.setText(f"{year}{self._month.month}月到期")
        self._this_month.setVisible(not own)
        book = self._ledger.book
        days = found.days if own else due_in(book, self._month.year, self._month.month, found.today)
        self.calendar.show_days(days, found.today, book.lamps)

    def _go_to_month(self, by: int) -> None:
        if self.board is None:
            return
        near = self._month + (32 * _DAY if by > 0 else -_DAY)
        self._month = (near if by else self.board.today).replace(day=1)
        self._show_month(self.board)

    def status_words(self) -> str:
        """共92项  完成21  逾期7."""
        found = self.board
        if found is None:
            return ""
        return f"共{found.total.count}项    完成{found.finished.count}    逾期{found.overdue.count}"

    # ---- opening

    def _open(self, target: object) -> None:
        if isinstance(target, Query):
            self.rows_asked.emit(target)
        elif isinstance(target, tuple):
            self.place_asked.emit(target)
        else:
            self.measure_asked.emit(target)

    def _open_all_urgent(self) -> None:
        if self.board is not None:
            self.rows_asked.emit(self.board.pressing.query)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        beside = event.size().width() >= tokens().px(_TWO_COLUMNS)
        self._columns.setDirection(side if beside else below)
        for chart in self.charts:
            chart.set_roomy(not beside)
        high = event.size().height() >= tokens().px(_HIGH)
        self._year.setVisible(high or not beside)
        self.plans.show_most(_PLANS if high or not beside else _PLANS_LOW)


class _Legend(QWidget):
    """The lamps that are lit, with their words."""

    def __init__(self) -> None:
        super().__init__()
        self._lamps: tuple[Lamp, ...] = ()
        theme().follow(self, lambda _: self._fit())

    def show_lamps(self, lamps: tuple[Lamp, ...]) -> None:
        """Explain these."""
        self._lamps = lamps
        self.setAccessibleName("图例 " + " ".join(lamp.label for lamp in lamps))
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self._each() * len(self._lamps), tokens().px(20))
        self.update()

    def _each(self) -> int:
        t = tokens()
        return t.px(10 + 4 + 10) + metrics("caption", t.scale).horizontalAdvance("红")

    def paintEvent(self, event: QPaintEvent) -> None:
        t, p = tokens(), QPainter(self)
        side = t.px(10)
        for at, lamp in enumerate(self._lamps):
            left = at * self._each()
            draw_lamp(p, lamp, QRectF(left, (self.height() - side) / 2, side, side), t)
            word = QRectF(left + side + t.px(4), 0, self._each(), self.height())
            draw_word(p, word, lamp.label, t, "caption", "text2")
        p.end()


def _card(head: QBoxLayout, chart: Chart) -> QFrame:
    return frame("card", col(head, chart, gap=4, margins=(14, 8, 14, 10)))
