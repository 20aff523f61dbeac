"""The window as a whole: what a clerk clicks and types, and what the ledger holds afterwards."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind
from ledger_app.domain.plan import Plan
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.actions import _SPECS
from ledger_app.ui.flex import NEEDS
from ledger_app.ui.models.places import ALL
from ledger_app.ui.theme.theme import theme
from tests.ui.ledger_samples import TODAY, a_document, a_draft


def shown(window) -> list[int]:
    return [row.measure.id for row in window.pane.table.rows]


def select(window, *ids: int) -> None:
    window.pane.list.choose([MeasureId(i) for i in ids], MeasureId(ids[0]))


# ---- doing and taking back


def test_seven_measures_are_set_at_once_and_taken_back(window, ledger):
    select(window, *range(1, 8))
    window.actions_["status done"].trigger()
    assert [ledger.book.measures[MeasureId(i)].status for i in range(1, 8)] == [Status.DONE] * 7
    assert "修改状态" in window.pane.tell_bar.words
    assert "7项" in window.pane.tell_bar.words
    assert window.actions_["undo"].text() == "撤销“修改状态”"
    assert "完成8" in window.status.counts()
    window.actions_["undo"].trigger()
    assert ledger.book.measures[MeasureId(1)].status is Status.UNDER_WAY
    assert window.actions_["redo"].text() == "重做“修改状态”"
    assert window.pane.tell_bar.words == "已撤销“修改状态”（7项）"
    window.actions_["redo"].trigger()
    assert ledger.book.measures[MeasureId(7)].status is Status.DONE


def test_the_tell_bar_takes_back_what_it_tells(window, ledger):
    select(window, 3)
    window.actions_["status closed"].trigger()
    undo = next(b for b in window.pane.tell_bar.findChildren(QToolButton) if b.text() == "撤销")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert ledger.book.measures[MeasureId(3)].status is Status.UNDER_WAY


def test_delete_takes_rows_out_and_undo_brings_them_back(window, ledger):
    select(window, 2, 3)
    QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    assert MeasureId(2) not in ledger.book.measures
    assert shown(window) == [1, 4, 5, 6, 7, 8]
    assert "共6项" in window.status.counts()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert window.pane.list.current_row().measure.id == 2


def test_a_task_is_written_below_the_current_one(window, ledger):
    select(window, 2)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    field = window.pane.add_bar.field
    assert field.hasFocus()
    field.setText("新增社区食堂3处。")
    QTest.keyClick(field, Qt.Key.Key_Return)
    texts = [row.measure.text for row in ledger.book.rows()]
    assert texts[2] == "新增社区食堂3处。"
    assert window.pane.list.current_row().measure.text == "新增社区食堂3处。"
    assert field.text() == ""
    assert field.hasFocus(), "ready for the next one"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.pane.list.hasFocus()


def test_progress_is_written_by_keyboard_alone(window, ledger):
    select(window, 3)
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    form = window.details.form
    form._done.setPlainText("已建成20个。")
    form._problems.setPlainText("4处场地产权未理清。")
    form._percent.setValue(71)
    QTest.keyClick(form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entry = ledger.book.progress_of(MeasureId(3))[0]
    assert (entry.done, entry.problems, entry.percent, entry.on) == ("已建成20个。", "4处场地产权未理清。", 71, TODAY)
    assert form.isHidden()
    assert "71%" in window.pane.table.index(window.pane.table.place_of(MeasureId(3)), 5).data()


def test_progress_begun_stays_with_its_measure(window, ledger):
    select(window, 3)
    window.begin_progress()
    window.details.form._done.setPlainText("写到一半")
    select(window, 4)
    QApplication.processEvents()
    assert not window.details.form.isHidden()
    QTest.keyClick(window.details.form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ledger.book.progress_of(MeasureId(3))[0].done == "写到一半"
    assert ledger.book.progress_of(MeasureId(4)) == ()


def test_empty_progress_is_refused_in_words(window, ledger):
    select(window, 3)
    window.begin_progress()
    QTest.keyClick(window.details.form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.pane.tell_bar.trouble
    assert not window.details.form.isHidden()


def test_copied_rows_paste_into_excel(window):
    select(window, 1, 3)
    QTest.keyClick(window.pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["序号", "工作内容", "牵头单位"]
    assert lines[2].split("\t")[2:9] == ["市商务局", "", "市民政局", "11月15日", "2026-11-15", "红", "进行中"]
    assert len(lines) == 3


# ---- finding


def test_typing_finds_at_once_and_traditional_text_by_simplified_words(window):
    """用简体字找繁体写的任务"""
    window.tools.search.setText("惠企资金")
    assert shown(window) == [7]
    assert "找到1项，共8项" in window.status.counts()
    window.tools.search.setText("财政局 公里")
    assert shown(window) == [4]
    QTest.keyClick(window.tools.search, Qt.Key.Key_Escape)
    assert len(shown(window)) == 8
    assert window.pane.list.current_row().measure.id == 4, "the row that was found is still the current one"


def test_a_search_without_hits_says_so_and_can_be_cleared(window):
    window.tools.search.setText("没有这样的词")
    assert shown(window) == []
    assert window.pane._no_hits.text() == "没有符合的任务"
    window.pane._clear.click()
    assert len(shown(window)) == 8
    assert window.tools.search.text() == ""


def test_control_f_goes_to_the_search_and_enter_back_to_the_list(window):
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.tools.search.hasFocus()
    QTest.keyClick(window.tools.search, Qt.Key.Key_Return)
    assert window.pane.list.hasFocus()


def test_filter_by_unit_and_role(window, ledger):
    bar = window.pane.bar
    QTest.mouseClick(bar.chips["单位"], Qt.MouseButton.LeftButton)
    panel = bar._panels["单位"]
    assert panel.isVisible()
    panel._field.setText("财政")
    assert [(choice.text, choice.note) for choice in panel.choices.choices] == [("市财政局", "3")]
    QTest.keyClick(panel._field, Qt.Key.Key_Return)
    assert shown(window) == [1, 4, 7]
    panel._roles[panel._roles.keys().__iter__().__next__()].click()  # 牵头
    assert shown(window) == [7]
    assert "市财政局 · 牵头" in bar.chips["单位"].text()
    QTest.keyClick(panel._field, Qt.Key.Key_Escape)
    assert panel.isHidden()
    QTest.keyClick(bar.chips["单位"], Qt.Key.Key_Delete)
    assert len(shown(window)) == 8


def test_filter_by_status_and_due(window):
    bar = window.pane.bar
    bar.open_panel("状态")
    panel = bar._panels["状态"]
    panel.choices.ticked.emit(Status.NOT_STARTED, True)
    assert shown(window) == [5, 7]
    panel.choices.ticked.emit(Status.DONE, True)
    assert shown(window) == [5, 7, 8]
    panel.close_popup()
    bar.open_panel("时限")
    due = bar._panels["时限"]
    due.choices.ticked.emit("month", True)
    assert shown(window) == []
    bar.chips["状态"].clear_asked.emit()
    assert shown(window) == [1, 3, 6]
    due.choices.ticked.emit("overdue", True)
    assert shown(window) == [3]
    window.clear_filter()
    assert len(shown(window)) == 8


@pytest.mark.parametrize("name", ["单位", "状态", "时限"])
def test_every_count_of_a_filter_panel_is_what_ticking_gives(window, name):
    bar = window.pane.bar
    bar.open_panel(name)
    panel = bar._panels[name]
    counts = {choice.key: int(choice.note) for choice in panel.choices.choices}
    assert any(counts.values())
    for key, count in counts.items():
        panel.choices.ticked.emit(key, True)
        assert len(shown(window)) == count, key
        panel._clear.click()


def test_every_count_of_the_navigation_opens_as_many_rows(window):
    places = [place for place in window.places.entries if place.query is not None]
    assert len(places) > 10
    for place in places:
        window.navigation.go_to(place.key)
        assert len(shown(window)) == place.count, place.title


def test_the_navigation_counts_follow_the_ledger(window, ledger):
    assert window.places.find(("overdue", 0)).count == 1
    ledger.set_status([MeasureId(3)], Status.CLOSED)
    assert window.places.find(("overdue", 0)).count == 0
    ledger.set_deadline([MeasureId(1)], "11月1日")
    assert window.places.find(("overdue", 0)).count == 1
    ledger.remove_measures([MeasureId(1)])
    assert window.places.find(("overdue", 0)).count == 0
    assert window.places.find(ALL).count == 7
    ledger.undo()
    assert window.places.find(("overdue", 0)).count == 1


def test_the_schedule_is_sorted_by_date(window):
    window.navigation.go_to(("schedule", 0))
    days = [str(row.last_day) for row in window.pane.table.lines]
    assert days == sorted(days)
    assert shown(window) == [1, 2, 3, 6, 7]
    window.navigation.go_to(ALL)
    assert window.pane.table.sorted_by is None


def test_arrows_walk_through_the_navigation(window):
    window.navigation.setFocus()
    for _ in range(3):
        QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.navigation.current_key == ("3 days", 0)
    assert shown(window) == [1, 6]


def test_a_units_name_is_changed_in_the_navigation_and_still_found_by_the_old_one(window, ledger):
    window.places.show_all_units(True)
    row = next(i for i, place in enumerate(window.places.entries) if place.title == "市工信局")
    assert window.places.setData(window.places.index(row), "市工业和信息化局")
    assert [a.unit.name for a in ledger.book.row(MeasureId(7)).assigned][-1] == "市工业和信息化局"
    window.tools.search.setText("工信局")
    assert shown(window) == [7]


def test_f8_goes_from_doubt_to_doubt(window):
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.pane.list.current_row().measure.id == 5


def test_a_heading_is_renamed_in_place(window, ledger, qtbot):
    view = window.pane.list
    view.setCurrentIndex(view.table.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = next(w for w in view.viewport().findChildren(QLineEdit) if w.isVisible())
    assert field.text() == "补齐公共服务短板"
    field.setText("补齐民生短板")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ledger.book.sections[1].title == "补齐民生短板"
    qtbot.waitUntil(lambda: view.table.lines[0].title == "一、补齐民生短板")
    QTest.keyClicks(view, "x")
    assert not view.delegate.editing, "letters on a heading mean nothing"


def test_escape_in_the_list_clears_the_search(window):
    window.tools.search.setText("改造")
    window.pane.list.setFocus()
    QTest.keyClick(window.pane.list, Qt.Key.Key_Escape)
    assert window.tools.search.text() == ""
    assert len(shown(window)) == 8


# ---- details


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
    assert [chip[0] for chip in window.details._chips.value()] == ["市住建局", "市财政局"]


def test_status_deadline_units_and_text_are_edited_in_the_details(window, ledger):
    select(window, 3)
    QApplication.processEvents()
    details = window.details
    details._status.setCurrentIndex(list(Status).index(Status.SUSPENDED))
    details._status.activated.emit(details._status.currentIndex())
    details._deadline.setText("12月20日")
    QTest.keyClick(details._deadline, Qt.Key.Key_Return)
    details._chips._chips[1].setFocus()
    QTest.keyClick(details._chips._chips[1], Qt.Key.Key_Delete)
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
    field = window.details._popup._editor.focusProxy()
    assert field.hasFocus()
    field.setText("税务")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [a.unit.name for a in ledger.book.row(MeasureId(2)).assigned] == ["市教育局", "市税务局"]
    assert window.details._popup.isHidden()


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
    seen = WindowsShown()
    QApplication.instance().installEventFilter(seen)
    try:
        window = make_window(ledger)
        select(window, 5)
        QApplication.processEvents()
        window.begin_progress()
        window.details.edit_units()
        window.pane.bar.open_panel("单位")
        window.rows.open_add_bar()
        window.resize(700, 400)
        QApplication.processEvents()
        assert seen.seen == [window]
    finally:
        QApplication.instance().removeEventFilter(seen)


# ---- files


def answer(monkeypatch, method: str, value: object) -> None:
    monkeypatch.setattr(QFileDialog, method, staticmethod(lambda *_: value))


def test_import_goes_through_the_review_and_lands_at_the_plan(make_window, empty_ledger, monkeypatch, qtbot, tmp_path):
    window = make_window(empty_ledger)
    assert window._middle.currentIndex() == 1, "an empty ledger shows how to begin"
    source = tmp_path / "方案.xlsx"
    monkeypatch.setattr("ledger_app.ledger.intake.read_plan", lambda path, **_: (a_draft(), a_document()))
    answer(monkeypatch, "getOpenFileNames", ([str(source)], ""))
    with qtbot.waitSignal(window.files.review_opened) as opened:
        window.actions_["import"].trigger()
    page = opened.args[0]
    assert window._pages.currentWidget() is page
    assert not window.actions_["undo"].isEnabled()
    assert not window.actions_["import"].isEnabled()
    page.accepted.emit(page.draft)
    assert len(empty_ledger.book.measures) == 8
    assert window._pages.currentIndex() == 0
    assert window._middle.currentIndex() == 0
    assert window.pane.place.title == "澄江市城市品质提升行动方案"
    assert "导入" in window.pane.tell_bar.words
    assert "8项" in window.pane.tell_bar.words
    assert window.actions_["undo"].text() == "撤销“导入”"
    window.actions_["undo"].trigger()
    assert empty_ledger.book.plans == {}
    assert window._middle.currentIndex() == 1


def test_a_review_that_is_left_stores_nothing(make_window, empty_ledger, monkeypatch, qtbot, tmp_path):
    window = make_window(empty_ledger)
    monkeypatch.setattr("ledger_app.ledger.intake.read_plan", lambda path, **_: (a_draft(), a_document()))
    with qtbot.waitSignal(window.files.review_opened) as opened:
        window.files.import_files([tmp_path / "方案.xlsx"])
    opened.args[0].cancelled.emit()
    assert empty_ledger.book.plans == {}
    assert window._pages.currentIndex() == 0
    assert window.actions_["import"].isEnabled()


def test_the_same_file_again_is_told_and_shown(window, monkeypatch, qtbot, tmp_path):
    monkeypatch.setattr("ledger_app.ledger.intake.read_plan", lambda path, **_: (a_draft(), a_document()))
    with qtbot.waitSignal(window.files.already_there):
        window.files.import_files([tmp_path / "方案.xlsx"])
    assert "已经导入过" in window.pane.tell_bar.words
    assert window._pages.currentIndex() == 0


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(window, qtbot, tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_text("not a workbook", "utf-8")
    with qtbot.waitSignal(window.files.refused):
        window.files.import_files([broken])
    assert window.pane.tell_bar.trouble
    assert "坏.xlsx" in window.pane.tell_bar.words


@pytest.mark.parametrize("layout", LAYOUTS)
def test_export_writes_the_workbook_and_says_where(window, monkeypatch, qtbot, tmp_path, layout):
    target = tmp_path / "分工表.xlsx"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    with qtbot.waitSignal(window.files.exported, timeout=20_000):
        window.actions_[f"export {layout}"].trigger()
    assert target.stat().st_size > 1000
    assert window.pane.tell_bar.words == "已导出8项到“分工表.xlsx”"


def test_a_dropped_file_is_imported(window, qtbot, tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_text("not a workbook", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(broken))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.files.refused):
        window.dropEvent(drop)


def test_other_ledgers_open_in_their_own_process(window, monkeypatch, tmp_path):
    started: list[Path] = []
    window.files._start = started.append
    target = tmp_path / "新的.ledger"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    window.actions_["new ledger"].trigger()
    assert target.is_file()
    answer(monkeypatch, "getOpenFileName", (str(target), ""))
    window.actions_["open ledger"].trigger()
    assert started == [target, target]
    window.files.open(window.ledger.path)
    assert len(started) == 2, "the ledger of this window is open already"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    window.actions_["new ledger"].trigger()
    assert "已经存在" in window.pane.tell_bar.words


def test_recent_ledgers_are_remembered_and_those_gone_forgotten(window, settings, tmp_path):
    assert settings.recent() == [window.ledger.path]
    other = tmp_path / "另一个.ledger"
    other.write_bytes(b"")
    settings.remember(other)
    settings.remember(window.ledger.path)
    assert settings.recent() == [window.ledger.path, other]
    other.unlink()
    assert settings.recent() == [window.ledger.path]


# ---- state and look


def test_the_status_bar_tells_the_truth(window, ledger):
    assert window.status.counts().split() == ["共8项", "完成2", "逾期1", "已选1项"]
    ledger.set_status([MeasureId(1)], Status.DONE)
    assert window.status.counts().split() == ["共8项", "完成3", "逾期1", "已选1项"]
    assert window.status.saved() == f"已保存 {ledger.saved_at:%H:%M}"
    select(window, 1, 2, 3)
    QApplication.processEvents()
    assert "已选3项" in window.status.counts()
    window.navigation.go_to(("overdue", 0))
    window.pane.bar.open_panel("状态")
    window.pane.bar._panels["状态"].choices.ticked.emit(Status.NOT_STARTED, True)
    assert "显示0项，共1项" in window.status.counts()


def test_a_read_only_ledger_can_be_looked_at_but_not_changed(make_window, ledger):
    ledger.close()
    with Ledger.open(ledger.path, read_only=True) as reader:
        window = make_window(reader)
        writing = [spec.name for spec in _SPECS if spec.writes]
        assert [name for name in writing if window.actions_[name].isEnabled()] == []
        assert window.actions_["export annex"].isEnabled()
        assert window.status.saved() == "只读"
        assert not window.pane._banner.isHidden()
        assert "（只读）" in window.windowTitle()
        select(window, 3)
        QTest.keyClick(window.pane.list, Qt.Key.Key_F2)
        assert not window.pane.list.delegate.editing


def test_what_another_program_wrote_is_shown_before_the_next_act(window, ledger, monkeypatch):
    monkeypatch.setattr(ledger._store, "changed_by_others", lambda: True)
    select(window, 3)
    window.actions_["status done"].trigger()
    assert "其他程序" in window.pane.tell_bar.words
    assert window.pane.tell_bar.trouble
    monkeypatch.undo()
    window.actions_["status done"].trigger()
    assert ledger.book.measures[MeasureId(3)].status is Status.DONE
    assert "已完成(待核)" in window.pane.table.index(window.pane.table.place_of(MeasureId(3)), 4).data()


def test_every_action_has_words_and_every_button_a_name(window):
    assert [name for name in window.actions_.names() if not window.actions_[name].text()] == []
    nameless = [b for b in window.findChildren(QToolButton) if b.isVisible() and not (b.accessibleName() or b.text())]
    assert [b for b in nameless if not isinstance(b.parent(), QLineEdit)] == []
    for view in (window.pane.list, window.navigation, window.tools.search, window.details):
        assert view.accessibleName()


def test_no_key_stands_for_two_actions(window):
    keys = [key.toString() for name in window.actions_.names() for key in window.actions_[name].shortcuts()]
    assert len(keys) == len(set(keys))


def test_nothing_the_clerk_reads_is_english(window):
    texts = [action.text() for menu in window.menuBar().actions() for action in menu.menu().actions()]
    texts += [label.text() for label in window.findChildren(QLabel)]
    texts += [button.text() for button in window.findChildren(QToolButton)]
    for text in filter(None, texts):
        rest = text.replace(str(window.ledger.path), "")
        rest = re.sub(r"Ctrl\+\w|Excel|\(&\w\)|Enter|Esc|F2", "", rest)
        assert not re.search("[A-Za-z]", rest), text


@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize("level", range(4))
def test_at_every_width_nothing_is_cut(window, level, scale):
    theme().set_scale(scale)
    try:
        width = max(theme().tokens.px(NEEDS[level]), 683)
        window.resize(width, 500)
        QApplication.processEvents()
        expected = next(i for i, needs in enumerate(NEEDS) if width >= theme().tokens.px(needs))
        assert window.flex.level == expected
        assert window.width() == width, "the window can be that narrow"
        for button in window.findChildren(QToolButton):
            if button.isVisible() and not isinstance(button.parent(), QLineEdit):
                assert button.width() >= button.minimumSizeHint().width(), button.text()
                right = button.mapTo(window, QPoint(button.width(), 0)).x()
                assert right <= width, button.text()
        bar = window.pane.bar
        assert bar.layout().minimumSize().width() <= bar.width()
    finally:
        theme().set_scale(1.0)


def test_details_lie_over_the_list_where_there_is_no_room(window):
    window.resize(911, 512)
    QApplication.processEvents()
    assert window.flex.level == 2
    assert window.details.isHidden()
    select(window, 3)
    window.pane.list.setFocus()
    QTest.keyClick(window.pane.list, Qt.Key.Key_Return)
    assert window.details.isVisible()
    assert window.details.row.measure.id == 3
    width = window.pane.list.width()
    QTest.keyClick(window.details, Qt.Key.Key_Escape)
    assert window.details.isHidden()
    assert window.pane.list.width() == width, "the list did not move"
    window.resize(1366, 728)
    QApplication.processEvents()
    assert window.flex.level == 0
    assert window.details.isVisible()


def test_the_look_is_remembered(window, make_window, settings, ledger):
    window.actions_["theme dark"].trigger()
    window.actions_["larger"].trigger()
    window.actions_["lines 3"].trigger()
    try:
        assert (settings.theme, settings.scale, settings.text_lines) == ("dark", 1.125, 3)
        again = make_window(ledger)
        assert again.actions_["theme dark"].isChecked()
        assert again.pane.list.text_lines == 3
        assert theme().tokens.dark
    finally:
        window.actions_["theme light"].trigger()
        window.actions_["normal size"].trigger()


def test_tab_goes_through_toolbar_navigation_head_list_and_details(window):
    order = []
    widget = window.tools.search
    for _ in range(200):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            order.append(widget)
        if widget is window.tools.search:
            break
    places = [
        order.index(w)
        for w in (window.navigation, window.pane.bar.chips["单位"], window.pane.list, window.details._status)
    ]
    assert places == sorted(places)


def test_f6_goes_from_pane_to_pane(window):
    window.pane.list.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.details.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.navigation.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.pane.list.hasFocus()


def test_when_an_import_is_taken_back_the_list_shows_the_other_plans(make_window, ledger):
    """撤销导入以后，列表停在一个已经没有的文件上，一片空白。"""
    second = a_document("另一份.xlsx", b"another")
    change = ledger.import_plan(a_draft(), second)
    window = make_window(ledger)
    plan_id = next(edit.record.id for edit in change.edits if isinstance(edit.record, Plan))
    window.navigation.go_to(("plan", plan_id))
    window.actions_["undo"].trigger()
    assert window.navigation.current_key == ALL
    assert len(window.pane.table.rows) == len(ledger.book.rows()) > 0


def test_what_is_typed_in_a_cell_is_kept_when_the_window_closes(window, ledger):
    """正在单元格里打字时关窗口，打的字全丢了。"""
    first = ledger.book.rows()[0].measure
    window.find_measure(first.id)
    window.actions_["edit cell"].trigger()
    editor = window.pane.list.findChild(QPlainTextEdit)
    editor.setPlainText("改了一半的内容。")
    window.close()
    assert ledger.book.measures[first.id].text == "改了一半的内容。"


@pytest.mark.parametrize(
    ("answer", "closed", "kept"), [("记下并关闭", True, 1), ("不记，关闭", True, 0), ("继续填写", False, 0)]
)
def test_a_half_written_progress_is_asked_about(window, ledger, monkeypatch, answer, closed, kept):
    """进展写了一半关窗口，也没问一声。"""
    first = ledger.book.rows()[0].measure
    window.find_measure(first.id)
    QApplication.processEvents()
    before = len(ledger.book.progress_of(first.id))
    window.actions_["add progress"].trigger()
    window.details.form.findChild(QPlainTextEdit).setPlainText("已完成一半")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if b.text() == answer))
    assert window.close() is closed
    assert len(ledger.book.progress_of(first.id)) - before == kept
    window.details.form.close_form()
