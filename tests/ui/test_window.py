"""The window as a whole: its state, look, sizes, focus and end."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QToolButton,
)

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.plan import Plan
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ui.actions import SPECS
from ledger_app.ui.flex import NEEDS
from ledger_app.ui.models.places import ALL, LOG_PLACE
from ledger_app.ui.pages import LOG
from ledger_app.ui.theme.theme import theme
from tests.ui.ledger_samples import a_document, a_draft
from tests.ui.steps import select


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
        writing = [spec.name for spec in SPECS if spec.writes]
        assert [name for name in writing if window.actions_[name].isEnabled()] == []
        assert window.actions_["export annex"].isEnabled()
        assert window.status.saved() == "只读"
        assert not window.pane._banner.isHidden()
        assert "（只读）" in window.windowTitle()
        select(window, 3)
        QTest.keyClick(window.pane.list, Qt.Key.Key_F2)
        assert not window.pane.list.delegate.editing
        window.close()  # before its ledger


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
        rest = text.replace(str(window.ledger.path), "").replace("方案.xlsx", "")  # names of files are the office's
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


def test_tab_goes_through_toolbar_navigation_head_list_and_details(qtbot, window):
    qtbot.waitUntil(lambda: window.details.row is not None)  # put together after the first paint
    order = []
    widget = window.tools.search
    for _ in range(1000):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            order.append(widget)
        if widget is window.tools.search:
            break
    parts = (window.navigation, window.pane.bar.chips["单位"], window.pane.list, window.details)
    places = [next(at for at, each in enumerate(order) if each is part or part.isAncestorOf(each)) for part in parts]
    assert places == sorted(places)


def test_tab_reaches_everything_in_the_order_in_which_it_is_seen(qtbot, window):
    qtbot.waitUntil(lambda: window.details.row is not None)
    window.navigation.setFocus()
    reached = [QApplication.focusWidget()]
    for _ in range(20):
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    pane = window.pane
    wanted = [window.navigation, *pane.bar.chips.values(), pane.bar.group_button, pane.bar.columns_button, pane.list]
    assert [each for each in reached if each in wanted] == wanted
    assert any(each.text() == "进展" for each in reached if isinstance(each, QToolButton))


def test_tab_reaches_the_chips_of_the_log(window):
    window.going.to_page(LOG_PLACE)
    window.navigation.setFocus()
    reached = [QApplication.focusWidget()]
    for _ in range(12):
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    log = window.pages.page(LOG)
    assert any(isinstance(each, QLineEdit) and log.isAncestorOf(each) for each in reached)
    assert any(isinstance(each, QToolButton) and each.text() == "今天" for each in reached)


@pytest.mark.parametrize("told", ["trouble", "new task"])
def test_details_over_the_list_leave_what_is_told_in_sight(window, told):
    window.resize(911, 512)
    QApplication.processEvents()
    window.list_page.show_details(True)
    if told == "trouble":
        window.tell_trouble("没有11月31日")
    else:
        window.actions_["new task"].trigger()
    QApplication.processEvents()
    bar = window.pane.tell_bar if told == "trouble" else window.pane.add_bar
    covered = window.details.rect().translated(window.details.mapTo(window, QPoint()))
    assert not covered.intersects(bar.rect().translated(bar.mapTo(window, QPoint())))
    bar.hide()
    QApplication.processEvents()
    assert window.details.geometry().bottom() == window.list_page.splitter.geometry().bottom()


def test_escape_in_the_list_closes_details_that_lie_over_it(window):
    window.resize(911, 512)
    QApplication.processEvents()
    window.actions_["details"].trigger()
    window.pane.list.setFocus()
    QTest.keyClick(window.pane.list, Qt.Key.Key_Escape)
    assert window.details.isHidden()


def test_the_menu_ticks_what_is_seen_beside_the_page(window):
    for name, part in (("navigation", window.navigation), ("details", window.details)):
        assert window.actions_[name].isChecked() is part.isVisible() is True
        window.actions_[name].trigger()
        assert window.actions_[name].isChecked() is part.isVisible() is False


def test_f6_goes_from_pane_to_pane(window):
    window.pane.list.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.details.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.navigation.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.pane.list.hasFocus()


def test_f6_is_harmless_where_nothing_is_found_and_all_else_is_folded(window):
    window.actions_["details"].trigger()
    window.actions_["navigation"].trigger()
    window.tools.search.setText("没有这样的字")
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert not window.pane.list.isVisible()


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
    window.going.to_measure(first.id)
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
    window.going.to_measure(first.id)
    QApplication.processEvents()
    before = len(ledger.book.progress_of(first.id))
    window.actions_["add progress"].trigger()
    window.details.form.findChild(QPlainTextEdit).setPlainText("已完成一半")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if b.text() == answer))
    assert window.close() is closed
    assert len(ledger.book.progress_of(first.id)) - before == kept
    window.details.form.close_form()


@pytest.mark.parametrize(("answer", "closed"), [("不记，关闭", True), ("继续填写", False), ("记下并关闭", False)])
def test_a_cell_whose_value_is_refused_is_asked_about(window, ledger, monkeypatch, answer, closed):
    asked = []

    def press(box: QMessageBox) -> None:
        asked.append(box.informativeText())
        next(button for button in box.buttons() if button.text() == answer).click()

    monkeypatch.setattr(QMessageBox, "exec", press)
    select(window, 3)
    window.actions_["edit deadline"].trigger()
    field = QApplication.focusWidget()
    field.setText("11月31日")
    assert window.close() is closed
    assert asked == ["时限“11月31日”"]
    if not closed:
        assert field.hasFocus()
        window.pane.list.delegate.give_up()


def test_control_and_a_number_goes_to_each_page(window):
    for key, page, place in (
        (Qt.Key.Key_1, "board", ("board", 0)),
        (Qt.Key.Key_3, "units", ("units", 0)),
        (Qt.Key.Key_4, "log", ("log", 0)),
        (Qt.Key.Key_2, "list", ALL),
    ):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.pages.current == page
        assert window.navigation.current_key == place
        assert window.pages.isAncestorOf(QApplication.focusWidget()), "the focus goes along"
        assert window.status.counts() == window.pages.status_words() != ""


def test_the_bin_is_a_place_of_its_own(window, ledger):
    ledger.remove_measures([MeasureId(3)])
    window.actions_["bin"].trigger()
    assert window.pages.current == "log"
    assert window.navigation.current_key == ("bin", 0)


def test_what_is_told_goes_along_to_another_page(window, ledger):
    ledger.set_status([MeasureId(3)], Status.DONE)
    window.actions_["board"].trigger()
    assert window.pages.tell_bar.words == "已修改状态"
    assert window.pane.tell_bar.words == ""
    window.actions_["undo"].trigger()
    assert ledger.book.measures[MeasureId(3)].status is Status.UNDER_WAY


def test_the_ticks_of_the_menu_say_what_is_seen(window):
    """Folded by the width, by a key or by a button: 查看 says it."""
    ticks = {name: window.actions_[name].isChecked for name in ("navigation", "details")}
    for width in (1366, 680, 1366, 950, 680):
        window.resize(width, 700)
        QApplication.processEvents()
        seen = {"navigation": window.navigation.isVisible(), "details": window.details.isVisible()}
        assert {name: tick() for name, tick in ticks.items()} == seen, width
    window.actions_["navigation"].trigger()
    assert window.navigation.isVisible()
    assert ticks["navigation"]()
    window.navigation.go_to(("overdue", 0))
    assert not window.navigation.isVisible(), "it lay over the list"
    assert not ticks["navigation"]()
    window.actions_["details"].trigger()
    assert window.details.isVisible()
    assert ticks["details"]()
    window.details.close_asked.emit()
    assert not ticks["details"]()


def test_what_is_switched_in_the_menu_has_room_for_its_tick(window):
    """An icon stands where the tick would be, and then nobody sees whether it is on."""
    for spec in SPECS:
        assert not (spec.checkable and spec.icon), spec.text


def test_an_empty_ledger_has_the_window_as_it_will_be(make_window, empty_ledger):
    """第一次打开，工具栏没有字，也没有导航"""
    window = make_window(empty_ledger)
    assert window.flex.level == 0
    assert window.navigation.isVisible()
    assert not window.tools.navigation.isVisible()
    assert window.beginning is not None


def test_f6_has_somewhere_to_go_in_an_empty_ledger(make_window, empty_ledger):
    window = make_window(empty_ledger)
    for _ in range(3):
        window.actions_["next pane"].trigger()
    assert QApplication.focusWidget() is not None


def test_when_the_only_import_is_undone_the_way_back_stays_in_sight(window, ledger):
    window.actions_["undo"].trigger()
    assert window.beginning is not None
    assert "Ctrl+Y" in window.beginning._undone.text()
    window.beginning.tell_bar.hush()
    window.beginning.redo.click()
    assert window.beginning is None
    assert len(ledger.book.measures) == 8


@pytest.mark.parametrize(("key", "words"), [(Qt.Key.Key_S, "每一步都自动保存"), (Qt.Key.Key_P, "分工表（打印）")])
def test_habits_of_other_programs_are_answered(window, key, words):
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert words in window.pane.tell_bar.words


def test_the_status_bar_says_when_the_ledger_was_last_written(make_window, ledger):
    path = ledger.path
    ledger.close()
    with Ledger.open(path) as again:
        window = make_window(again)
        assert again.saved_at is None
        assert re.fullmatch(r"已保存 .*\d\d:\d\d", window.status.saved())
        window.close()  # before its ledger


def test_progress_on_a_heading_says_what_to_do(window):
    window.pane.list.go_to_cell(0)
    window.actions_["add progress"].trigger()
    assert window.pane.tell_bar.words == "先点要记进展的任务"
