"""The measures that a measure was broken down into, and where it stands in its plan's original."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Ledger
from ledger_app.ui.details.layout import bring_into_view, emptied, named
from ledger_app.ui.details.opening import open_copy
from ledger_app.ui.theme.pieces import col, label, row, styled
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.refusal import Refusal
from ledger_app.ui.views.text_link import TextLink


class SubMeasures(QWidget):
    """Opens them; breaks the measure down further."""

    measure_asked = Signal(object)  # MeasureId

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger
        self._row: MeasureRow | None = None
        self._list = col(gap=0)
        self.text = QLineEdit()
        self.text.setPlaceholderText("分解出一项，回车")
        self.text.setAccessibleName("分解出一项")
        styled(self.text, "list", height=28)
        self.text.returnPressed.connect(self._add)
        self._kept = KeptWords(self.text, "分解出的任务", self._nothing_yet, self._put)
        self.more = TextLink("分解任务", clicked=self._open_text)
        self.refusal = Refusal(ledger)
        self.setLayout(col(named("分解", col(self._list, self.text, row(self.more, None), self.refusal, gap=2)), gap=0))
        self.text.hide()

    def show_row(self, shown: MeasureRow) -> None:
        """Show what a row was broken down into; one that is itself part of another names that."""
        if self._row is None or self._row.measure.id != shown.measure.id:
            self._kept.show(shown.measure.id)
            self.text.setVisible(self._kept.typed)
            self.refusal.clear()
        self._row = shown
        emptied(self._list)
        book, parent = self._ledger.book, shown.measure.parent_id
        related = (book.row(parent),) if parent is not None else book.sub_measures_of(shown.measure.id)
        for each in related:
            words = f"{'属于：' if parent is not None else ''}{each.measure.text}  {each.measure.status.label}"
            self._list.addWidget(self._make_link(each, " ".join(words.split())))
        self.more.setVisible(parent is None and not self._ledger.read_only)
        self.setVisible(bool(related) or not self._ledger.read_only)

    def _make_link(self, each: MeasureRow, words: str) -> TextLink:
        measure_id = each.measure.id
        link = TextLink(words)
        link.clicked.connect(lambda: self.measure_asked.emit(measure_id))
        return link

    def _open_text(self) -> None:
        self.text.show()
        self.text.setFocus()
        bring_into_view(self.text)

    def _nothing_yet(self, measure_id: MeasureId) -> str | None:
        return "" if measure_id in self._ledger.book.measures else None

    def _put(self, parent_id: MeasureId, text: str) -> bool:
        return self.refusal.attempt(lambda ledger: ledger.add_sub_measure(parent_id, text))

    def _add(self) -> None:
        if self._kept.write_here():
            self.refusal.clear()


class Original(QWidget):
    """Where the measure stands in the document its plan came from; opens a copy of that."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger
        self._row: MeasureRow | None = None
        self._where = label("", "caption", "text2", wrap=True)
        self.link = TextLink("打开原文件")
        self.link.clicked.connect(self._open)
        self.refusal = Refusal(ledger)
        self.setLayout(col(named("原文", col(self._where, self.link, self.refusal, gap=2)), gap=0))

    def show_row(self, shown: MeasureRow) -> None:
        """Say where a row stands."""
        if self._row is None or self._row.measure.id != shown.measure.id:
            self.refusal.clear()
        self._row = shown
        places = self._ledger.places_of(shown.measure.id)
        said = "；".join(dict.fromkeys(f"{place.part} 第{place.line}行" for place in places))
        name = shown.plan.source_name
        self._where.setText(f"{name}  {said}".strip())
        self.setVisible(bool(name) and bool(shown.plan.source_hash))

    def _open(self) -> None:
        if self._row is None:
            return
        plan = self._row.plan
        try:
            open_copy(plan.source_name, self._ledger.original(plan.id))
        except UserError as error:
            self.refusal.say(str(error))
