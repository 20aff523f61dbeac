"""工作日和节假日: the year as the office works; a click makes a day 休 or 班."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.ui.dialogs.fit import Middle, fit
from ledger_app.ui.dialogs.year import YearCalendar
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, tool_button


class WorkDaysDialog(QDialog):
    """Nothing changes until the calendar is taken; that is one act, and undo takes it back."""

    wanted = Signal(object)  # WorkCalendar

    def __init__(self, calendar: WorkCalendar, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("工作日和节假日 - 任务台账")
        self._before = self.calendar = calendar
        self.year = today.year
        self.days = YearCalendar(today)
        self.days.opened.connect(self._toggle)
        self._make_head()
        self._make_foot()
        year = Middle(col(frame("card", col(self.days, margins=(10, 8, 10, 8))), gap=0))
        layout = col(self._head, self._strip, year, self._counts, self._foot, gap=10, margins=(18, 14, 18, 14))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        fit(self, 1000, 660)
        self._show()
        self.days.go_to(today)

    # ---- putting it together

    def _make_head(self) -> None:
        self._title = label("", "title")
        earlier = tool_button("上一年", kind="link", clicked=lambda: self._go_to(-1))
        later = tool_button("下一年", kind="link", clicked=lambda: self._go_to(1))
        hint = label("点一天，或按空格，在休和班之间换", "caption", "text3")
        self._head = row(self._title, earlier, later, None, hint, gap=8)
        self._unknown = label("", "list", wrap=True)
        self._strip = frame("doubt", row(self._unknown, margins=(12, 6, 8, 6)))
        self._counts = label("", "list", "text2")

    def _make_foot(self) -> None:
        self.copy_year = tool_button("", kind="link", clicked=self._copy_year)
        self.official = tool_button("按国务院通知", kind="link", clicked=self._take_official)
        self.clear_year = tool_button("只按周末", kind="link", clicked=lambda: self._set_year(WorkCalendar()))
        self.save = push_button("用这份日历", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        self._foot = row(self.official, self.copy_year, self.clear_year, None, leave, self.save, gap=8)

    # ---- showing

    def _go_to(self, by: int) -> None:
        self.year += by
        self._show()

    def _show(self) -> None:
        year, known = self.year, self.calendar.knows(self.year)
        self._title.setText(f"{year}年")
        self.days.show_year(year, self.calendar)
        years = "、".join(str(each) for each in _years(self.calendar))
        entered = f"已录入{years}年的放假安排" if years else "还没有录入任何一年的放假安排"
        self._unknown.setText(f"{year}年的放假安排还没有录入，现在只按周末算休息日。{entered}。")
        self._strip.setVisible(not known)
        off, on = (sum(day.year == year for day in days) for days in (self.calendar.off, self.calendar.on))
        self._counts.setText(f"{entered}    {year}年：工作日里放假{off}天，周末上班{on}天")
        self.official.setVisible(OFFICIAL_DAYS.knows(year))
        self.copy_year.setText(f"照搬{year - 1}年的放假日")
        self.copy_year.setVisible(self.calendar.knows(year - 1))
        self.copy_year.setToolTip("照月日搬过来；春节、端午、中秋按农历，搬过来以后再改")
        self.save.setEnabled(self.calendar != self._before)

    # ---- changing

    def _toggle(self, day: date) -> None:
        self.calendar = self.calendar.with_day(day, working=not self.calendar.is_working_day(day))
        self._show()

    def _set_year(self, other: WorkCalendar) -> None:
        """Let this year be as it is in another calendar."""
        off, on = (self._with_year(mine, new) for mine, new in zip(_sets(self.calendar), _sets(other), strict=True))
        self.calendar = WorkCalendar(off=off, on=on)
        self._show()

    def _with_year(self, mine: Iterable[date], new: Iterable[date]) -> frozenset[date]:
        kept = {day for day in mine if day.year != self.year}
        return frozenset(kept | {day for day in new if day.year == self.year})

    def _take_official(self) -> None:
        self._set_year(OFFICIAL_DAYS)

    def _copy_year(self) -> None:
        last_year = [day for day in self.calendar.off if day.year == self.year - 1]
        copied = self.calendar
        for day in last_year:
            if (day.month, day.day) != (2, 29):
                copied = copied.with_day(day.replace(year=self.year), working=False)
        self.calendar = copied
        self._show()

    def _take(self) -> None:
        self.wanted.emit(self.calendar)
        self.accept()


def _sets(calendar: WorkCalendar) -> tuple[frozenset[date], frozenset[date]]:
    return calendar.off, calendar.on


def _years(calendar: WorkCalendar) -> list[int]:
    return sorted({day.year for day in calendar.off})
