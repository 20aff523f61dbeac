"""The deadline of the current measure: as one writes it, the day it means, and how often it was put off."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ledger_app.domain.evidence import Extension
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Ledger
from ledger_app.ui.details.layout import emptied, named
from ledger_app.ui.models.wording import day_text, long_day_text
from ledger_app.ui.theme.pieces import Paragraph, col, label, row, styled, tool_button
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.editors import DeadlineEditor
from ledger_app.ui.views.refusal import Refusal


class DeadlineField(QWidget):
    """Asks the ledger for another deadline, at once or as an extension with its reason."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._fixed = ledger.read_only
        self._row: MeasureRow | None = None
        self.editor = DeadlineEditor()
        self.editor.setReadOnly(self._fixed)
        self.editor.setEnabled(not self._fixed)
        styled(self.editor, "list", height=28)
        self.editor.accepted.connect(self._accept)
        self.editor.given_up.connect(self._give_up)
        self.editor.editingFinished.connect(self._accept)
        self._kept = KeptWords(self.editor, "时限", self._phrase_of, self._put)
        self.extend = tool_button("延期…", kind="link", clicked=self.open_extension)
        self._day = label("", "list", wrap=True)
        self._how = label("", "caption", "text3", wrap=True)
        self.refusal = Refusal(ledger)
        self.extensions = col(gap=2)
        line = row(self.editor, self.extend, gap=4)
        line.setStretch(0, 1)
        whole = col(line, self.refusal, self._day, self._how, self.extensions, gap=2)
        self.setLayout(col(named("时限", whole), gap=0))
        self.extend.setVisible(not self._fixed)

    def show_row(self, shown: MeasureRow) -> None:
        """Show the deadline of a row."""
        if self._row is None or self._row.measure.id != shown.measure.id:
            self.refusal.clear()
        self._row = shown
        self.editor.mark(self._ledger.book.calendar)
        self._show_deadline()
        emptied(self.extensions)
        for extension in reversed(self._ledger.book.extensions_of(shown.measure.id)):
            self.extensions.addWidget(Paragraph(self._words(extension), "caption", "text2"))

    def _words(self, extension: Extension) -> str:
        """11月2日延期：11月20日 → 12月31日，批复推迟，李望批准."""
        by = f"，{extension.approver}批准" if extension.approver else ""
        moved = f"{extension.from_phrase or '无时限'} → {extension.to_phrase}"
        return f"{day_text(extension.on, self._today())}延期：{moved}，{extension.reason}{by}"

    def _show_deadline(self) -> None:
        if self._row is None:
            return
        deadline = self._row.measure.deadline
        self._kept.show(self._row.measure.id)
        self.editor.start_from(self._row.last_day)
        day = deadline.last_day if deadline else None
        said = long_day_text(day) if day else ("不设具体日期" if deadline else "")
        if day and deadline and deadline.phrase == f"{day.year}年{day.month}月{day.day}日":
            said = said.rpartition(" ")[2]  # the field says the rest
        self._day.setText(said)
        self._day.setVisible(bool(said))
        self._how.setText(deadline.how if deadline else "")
        self._how.setVisible(bool(deadline and deadline.how))

    def _phrase_of(self, measure_id: MeasureId) -> str | None:
        measure = self._ledger.book.measures.get(measure_id)
        return (measure.deadline.phrase if measure.deadline else "") if measure is not None else None

    def _put(self, measure_id: MeasureId, phrase: str) -> bool:
        return self.refusal.attempt(lambda ledger: ledger.set_deadline([measure_id], phrase))

    def _accept(self) -> None:
        if not self._fixed and self._kept.write_here():
            self.refusal.clear()

    def _give_up(self) -> None:
        self._kept.give_up()
        self.refusal.clear()

    def open_extension(self) -> None:
        """Ask for a later deadline and the reason."""
        from ledger_app.ui.dialogs.reasons import ExtensionDialog  # seldom needed

        if self._row is not None and not self._fixed:
            ExtensionDialog(self._ledger, [self._row.measure.id], self._today(), self.window()).open()
