"""How often a measure is reported on, and which of its periods were reported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Progress
from ledger_app.domain.period import Period, periods_between, report_by
from ledger_app.domain.recurrence import Recurrence
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import OPEN_STATUSES
from ledger_app.ledger import Ledger
from ledger_app.ui.details.layout import emptied, flowing, named
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.pieces import col, label, styled
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.editors import LineEditor
from ledger_app.ui.views.refusal import Refusal

_MOST = 13


@dataclass(frozen=True, slots=True)
class Reported:
    """A period, by when its report is due, and the day of the last entry in it."""

    period: Period
    due: date
    on: date | None


def periods_of(recurrence: Recurrence, entries: Iterable[Progress], first: date, today: date) -> tuple[Reported, ...]:
    """The last periods from the first day up to today, with what was reported in each."""
    days = sorted(entry.on for entry in entries)
    found = []
    for period in periods_between(recurrence.cadence, first, today)[-_MOST:]:
        within = [day for day in days if period.start <= day <= period.end]
        found.append(Reported(period, report_by(recurrence, period), within[-1] if within else None))
    return tuple(found)


class PeriodsSection(QWidget):
    """The phrase is edited where it stands; below it the periods."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._row: MeasureRow | None = None
        self._shown: object = None
        self.phrase = LineEditor()
        self.phrase.setPlaceholderText("如 每月25日前报送；空着为不定期")
        self.phrase.setAccessibleName("报送周期")
        self.phrase.setReadOnly(ledger.read_only)
        styled(self.phrase, "list", height=28)
        self.phrase.accepted.connect(self._accept)
        self.phrase.editingFinished.connect(self._accept)
        self.phrase.given_up.connect(self._give_up)
        self._kept = KeptWords(self.phrase, "报送周期", self._phrase_of, self._put)
        self._said = label("", "list", "text2", wrap=True)
        self.periods, self._flow = flowing(gap=4)
        self.refusal = Refusal(ledger)
        self.setLayout(col(named("报送", col(self.phrase, self._said, self.periods, self.refusal, gap=4)), gap=0))

    def show_row(self, shown: MeasureRow) -> None:
        """Show the cadence of a row."""
        entries, today = self._ledger.book.progress_of(shown.measure.id), self._today()
        what = (shown.measure.id, shown.measure.status, shown.recurrences, entries, today)
        if self._row is None or self._row.measure.id != shown.measure.id:
            self.refusal.clear()
        self._kept.show(shown.measure.id)
        self._row = shown
        if what == self._shown:
            return
        self._shown = what
        emptied(self._flow)
        recurrence = next((each for each in shown.recurrences if each.cadence is shown.cadence), None)
        self.periods.setVisible(recurrence is not None)
        self._said.setVisible(recurrence is not None)
        if recurrence is not None:
            first = max(shown.plan.issued or date.min, date(today.year, 1, 1))
            going_on = shown.measure.status in OPEN_STATUSES
            self._show_periods(periods_of(recurrence, entries, first, today), today, going_on)

    def _show_periods(self, periods: tuple[Reported, ...], today: date, going_on: bool) -> None:
        if not periods:
            self._said.setText("")
            return
        current = periods[-1]
        state = f"本期（{current.period.label}）已反馈" if current.on else f"本期（{current.period.label}）未反馈"
        self._said.setText(f"{state}，{day_text(current.due, today)}前报" if current.on is None else state)
        for each in periods:
            over = each.on is None and each.due < today
            words = f"{each.period.label} {'✓' if each.on else '未报' if over else '待报'}"
            tone = "text2" if each.on or not going_on else "redText" if over else "doubtText"
            chip = label(words, "caption", tone)
            when = f"{day_text(each.on, today)}填报" if each.on else f"应在{day_text(each.due, today)}前报"
            chip.setToolTip(when)
            chip.setAccessibleName(f"{words} {when}")
            chip.setContentsMargins(0, 0, 8, 0)
            self._flow.addWidget(chip)
        self.periods.updateGeometry()

    def _phrase_of(self, measure_id: MeasureId) -> str | None:
        if measure_id not in self._ledger.book.measures:
            return None
        return "；".join(each.recurrence.phrase for each in self._ledger.book.recurrences_of(measure_id))

    def _put(self, measure_id: MeasureId, phrase: str) -> bool:
        return self.refusal.attempt(lambda ledger: ledger.set_recurrences([measure_id], phrase))

    def _accept(self) -> None:
        if not self._ledger.read_only and self._kept.write_here():
            self.refusal.clear()

    def _give_up(self) -> None:
        self._kept.give_up()
        self.refusal.clear()
