"""The details beside the list: shown, edited, and how they came about."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)

from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind
from ledger_app.domain.status import Status
from ledger_app.domain.unit import AliasKind
from ledger_app.ui.models.places import BIN_PLACE, LOG_PLACE, UNITS_PLACE
from tests.ui.ledger_samples import TODAY, a_document, a_draft
from tests.ui.steps import select


def test_a_doubt_is_settled_in_the_details(window, ledger):
    select(window, 5)
    QApplication.processEvents()
    from ledger_app.ui.views.detail_fields import DoubtCard

    card = window.details.findChild(DoubtCard)
    button = next(b for b in card.findChildren(QWidget) if getattr(b, "text", str)() == "采用“市交通局牵头”")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ledger.book.open_doubts() == ()
    assert window.places.find(("doubtful", 0)).count == 0


def test_a_doubt_about_a_heading_is_settled_over_the_list(make_window, empty_ledger):
    draft = a_draft()
    heading = Doubt(
        id=DoubtId(2),
        kind=DoubtKind.NUMBER_RESTORED,
        plan_id=PlanId(1),
        section_id=SectionId(1),
        message="标题的序号缺失，按顺序补为“一、”",
        proposal="一、",
        alternatives=("二、",),
    )
    empty_ledger.import_plan(replace(draft, doubts=(*draft.doubts, heading)), a_document())
    window = make_window(empty_ledger)
    strip = window.pane.plan_doubts
    assert strip.isHidden()
    window.navigation.go_to(("plan", 1))
    assert strip.isVisible()
    assert strip._ways[1].text() == "改为“二、”"
    strip._ways[1].click()
    assert empty_ledger.book.sections[1].number == "二、"
    assert window.pane.table.lines[0].title == "二、补齐公共服务短板"
    assert strip.isHidden()


def test_the_details_follow_the_current_row(window):
    for measure in (3, 1):
        select(window, measure)
        QApplication.processEvents()
        assert window.details.row.measure.id == measure
    assert window.details._path.text() == "一、补齐公共服务短板"
    assert window.details._text.text().startswith("1. 完成12个老旧小区改造")
    assert [chip[0] for chip in window.details._units.chips.value()] == ["市住建局", "市财政局"]


def test_status_deadline_units_and_text_are_edited_in_the_details(window, ledger):
    select(window, 3)
    QApplication.processEvents()
    details = window.details
    details._status.setCurrentIndex(list(Status).index(Status.SUSPENDED))
    details._status.activated.emit(details._status.currentIndex())
    details._deadline.editor.setText("12月20日")
    QTest.keyClick(details._deadline.editor, Qt.Key.Key_Return)
    details._units.chips._chips[1].setFocus()
    QTest.keyClick(details._units.chips._chips[1], Qt.Key.Key_Delete)
    details._text.edit()
    details._text._field.setPlainText("建成便民服务圈30个。")
    QTest.keyClick(details._text._field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = ledger.book.row(MeasureId(3))
    assert row.measure.status is Status.SUSPENDED
    assert str(row.last_day) == "2026-12-20"
    assert [a.unit.name for a in row.assigned] == ["市商务局"]
    assert row.measure.text == "建成便民服务圈30个。"
    assert len(ledger.log()) == 5


def test_the_unit_editor_of_the_details(window, ledger):
    select(window, 2)
    QApplication.processEvents()
    window.details.edit_units()
    field = window.details._units.popup._editor.focusProxy()
    assert field.hasFocus()
    field.setText("税务")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [a.unit.name for a in ledger.book.row(MeasureId(2)).assigned] == ["市教育局", "市税务局"]
    assert window.details._units.popup.isHidden()


def test_the_history_tells_from_what_to_what(window, ledger):
    ledger.set_status([MeasureId(3)], Status.DONE)
    select(window, 3)
    QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    said = [widget.accessibleName() for widget in window.details._history.findChildren(QWidget)]
    assert "状态：进行中 → 已完成(待核)" in said
    labels = [label.text() for label in window.details._history.findChildren(QLabel)]
    assert any("王倩" in text for text in labels)


def test_progress_is_changed_and_taken_out_again(window, ledger):
    ledger.add_progress(MeasureId(3), on=TODAY, done="已建成20个。")
    select(window, 3)
    QApplication.processEvents()
    entry = ledger.book.progress_of(MeasureId(3))[0]
    window.details._recent.change_asked.emit(entry)
    form = window.details.form
    assert form._done.toPlainText() == "已建成20个。"
    form._done.setPlainText("已建成22个。")
    QTest.keyClick(form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ledger.book.progress_of(MeasureId(3))[0].done == "已建成22个。"
    window.details._recent.removal_asked.emit(ledger.book.progress_of(MeasureId(3))[0])
    assert ledger.book.progress_of(MeasureId(3)) == ()


class WindowsShown(QObject):
    """Sees every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_part_flashes_up_as_a_window_of_its_own(make_window, ledger):
    ledger.add_progress(MeasureId(5), on=TODAY, done="已选址。")
    ledger.add_alias(ledger.book.unit_named("市民政局").id, "民政", AliasKind.SHORT)
    ledger.set_members(ledger.book.unit_named("市民政局").id, ["市财政局"])
    seen = WindowsShown()
    QApplication.instance().installEventFilter(seen)
    try:
        window = make_window(ledger)
        select(window, 5)
        QApplication.processEvents()
        window.list_page.begin_progress()
        window.details.edit_units()
        window.pane.bar.open_panel("单位")
        window.rows.open_add_bar()
        for key in (UNITS_PLACE, LOG_PLACE, BIN_PLACE):
            window.going.to_page(key)
            QApplication.processEvents()
        window.resize(700, 400)
        QApplication.processEvents()
        assert seen.seen == [window]
    finally:
        QApplication.instance().removeEventFilter(seen)
