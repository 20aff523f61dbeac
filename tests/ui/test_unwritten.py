"""Words that stand in a field are not lost: not by going to another row, not by closing the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.unit import AliasKind
from ledger_app.ui.units.page import CARD
from tests.ui.steps import select

ROW, OTHER = MeasureId(3), MeasureId(2)


@pytest.fixture
def go_to(qtbot, window):
    def go(measure_id):
        select(window, measure_id)
        qtbot.waitUntil(lambda: window.details.row is not None and window.details.row.measure.id == measure_id)
        return window.details

    return go


@pytest.fixture
def answer(monkeypatch):
    """What the clerk answers when the window closes; what was asked is listed."""
    asked = []

    def begin(words):
        def show(box):
            asked.append(box.informativeText())

        monkeypatch.setattr(QMessageBox, "exec", show)
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: _button(box, words))
        return asked

    return begin


def _button(box, words):
    return next(button for button in box.buttons() if button.text() == words)


def enter(widget):
    QTest.keyClick(widget, Qt.Key.Key_Return)


def a_value_is_begun(details, ledger, text):
    ledger.set_targets(ROW, ["不少于28个"])
    details._targets._open_form(ledger.book.targets_of(ROW)[0])
    details._targets.value.setText(text)


def test_a_value_begun_is_there_again_when_one_comes_back(go_to, ledger):
    details = go_to(ROW)
    a_value_is_begun(details, ledger, "20")
    go_to(OTHER)
    assert not details._targets.value.isVisible()
    go_to(ROW)
    assert details._targets.value.isVisible()
    assert details._targets.value.text() == "20"
    enter(details._targets.value)
    assert [each.value for each in ledger.book.values_of(ledger.book.targets_of(ROW)[0].id)] == [20]
    assert not details._targets.value.isVisible()


def test_fields_that_add_keep_what_was_typed_for_each_row(go_to, ledger):
    details = go_to(ROW)
    details._targets._open_phrase()
    details._targets.phrase.setText("不少于100个")
    details._subs._open_text()
    details._subs.text.setText("确认场地。")
    go_to(OTHER)
    assert (details._targets.phrase.text(), details._subs.text.text()) == ("", "")
    details._subs._open_text()
    details._subs.text.setText("另一项的。")
    go_to(ROW)
    assert (details._targets.phrase.text(), details._subs.text.text()) == ("不少于100个", "确认场地。")
    assert details._subs.text.isVisible()
    enter(details._subs.text)
    assert ledger.book.sub_measures_of(ROW)[0].measure.text == "确认场地。"
    assert ledger.book.sub_measures_of(OTHER) == ()
    for field in (details._targets.phrase, details._subs.text):
        field.clear()
    go_to(OTHER)
    details._subs.text.clear()


def test_what_is_typed_into_a_field_never_goes_to_another_row(go_to, window, ledger):
    """时限框里打了字，用键盘换到下一项，字写到别的任务里去了。"""
    details = go_to(ROW)
    details._deadline.editor.setFocus()
    details._deadline.editor.setText("12月1日")
    details._periods.phrase.setText("每月25日前")
    details.show_row(ledger.book.row(OTHER))
    enter(details._deadline.editor)
    enter(details._periods.phrase)
    assert ledger.book.row(OTHER).measure.deadline != ledger.book.row(ROW).measure.deadline
    assert ledger.book.row(OTHER).recurrences == ()
    details.show_row(ledger.book.row(ROW))
    assert details._deadline.editor.text() == "12月1日"
    enter(details._deadline.editor)
    assert ledger.book.row(ROW).measure.deadline.phrase == "12月1日"
    assert details._periods.phrase.text() == "每月25日前"
    enter(details._periods.phrase)
    assert ledger.book.row(ROW).recurrences[0].phrase == "每月25日前"


@pytest.mark.parametrize("leave", ["row", "focus"])
def test_a_text_half_edited_goes_to_its_own_row(go_to, ledger, leave):
    details = go_to(ROW)
    other = ledger.book.measures[OTHER].text
    details._text.edit()
    details._text.findChild(QPlainTextEdit).setPlainText("改过的内容。")
    if leave == "row":
        details.show_row(ledger.book.row(OTHER))
    else:
        details._status.setFocus()
    assert ledger.book.measures[ROW].text == "改过的内容。"
    assert ledger.book.measures[OTHER].text == other


def test_units_edited_in_the_popup_are_taken_by_going_elsewhere(go_to, window, ledger):
    details = go_to(ROW)
    before = [a.unit.name for a in ledger.book.row(ROW).assigned]
    details.edit_units()
    details._units.popup._editor.focusProxy().setText("市财政局")
    window.pane.list.setFocus()
    assert [a.unit.name for a in ledger.book.row(ROW).assigned] == [*before, "市财政局"]


def test_units_given_up_with_escape_stay(go_to, ledger):
    details = go_to(ROW)
    before = ledger.book.row(ROW).assigned
    details.edit_units()
    field = details._units.popup._editor.focusProxy()
    field.setText("市财政局")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert ledger.book.row(ROW).assigned == before


def test_the_end_asks_about_every_field(go_to, window, ledger, answer):
    """关窗口时，填了一半的实际值、叫法、新任务都没问一声就没了。"""
    details = go_to(ROW)
    a_value_is_begun(details, ledger, "20")
    details._subs._open_text()
    details._subs.text.setText("确认场地。")
    go_to(OTHER)
    window.actions_["new task"].trigger()
    window.pane.add_bar.field.setText("再办一件事。")
    asked = answer("继续填写")
    assert not window.close()
    assert set(asked[0].split("\n")) == {"实际值“20”", "分解出的任务“确认场地。”", "新任务“再办一件事。”"}
    assert window.pane.add_bar.field.text() == "再办一件事。"
    answer("记下并关闭")
    assert window.close()
    assert [each.value for each in ledger.book.values_of(ledger.book.targets_of(ROW)[0].id)] == [20]
    assert ledger.book.sub_measures_of(ROW)[0].measure.text == "确认场地。"
    assert any(each.text == "再办一件事。" for each in ledger.book.measures.values())


def test_what_the_ledger_refuses_keeps_the_window_open(go_to, window, ledger, answer):
    details = go_to(ROW)
    a_value_is_begun(details, ledger, "二十")
    answer("记下并关闭")
    assert not window.close()
    assert "“二十”不是数字" in details._targets.refusal.text()
    answer("不记，关闭")
    assert window.close()
    assert ledger.book.values_of(ledger.book.targets_of(ROW)[0].id) == ()


def test_what_was_typed_for_a_task_that_is_gone_is_not_asked_about(go_to, window, ledger, answer):
    details = go_to(ROW)
    details._subs._open_text()
    details._subs.text.setText("确认场地。")
    go_to(OTHER)
    ledger.remove_measures([ROW])
    assert window.close()


def test_progress_begun_for_one_task_waits_while_another_is_reported_on(go_to, window, ledger, answer):
    """给一项写了一半进展，又去给另一项记进展，先写的全没了。"""
    form = go_to(ROW).form
    window.details.begin_progress()
    form.findChild(QPlainTextEdit).setPlainText("先写的一半")
    go_to(OTHER).begin_progress()
    assert form.findChild(QPlainTextEdit).toPlainText() == ""
    form.findChild(QPlainTextEdit).setPlainText("另一项的")
    go_to(ROW).begin_progress()
    assert form.findChild(QPlainTextEdit).toPlainText() == "先写的一半"
    asked = answer("记下并关闭")
    assert window.close()
    assert asked == ["进展\n进展"]
    assert ledger.book.progress_of(ROW)[0].done == "先写的一半"
    assert ledger.book.progress_of(OTHER)[0].done == "另一项的"


@pytest.mark.parametrize("field", ["_who", "_percent"])
def test_a_progress_of_which_only_a_small_field_is_filled_in_is_asked_about(go_to, window, answer, field):
    details = go_to(ROW)
    details.begin_progress()
    getattr(details.form, field).setProperty(
        {"_who": "text", "_percent": "value"}[field], {"_who": "周敏"}.get(field, 70)
    )
    asked = answer("不记，关闭")
    assert window.close()
    assert asked == ["进展"]


@pytest.fixture
def card(window, ledger):
    window.going.to_unit_card(ledger.book.unit_named("市财政局").id)
    page = window.pages.page("units")
    page.show_tab(CARD)
    QApplication.processEvents()
    return page.card


def test_words_on_a_card_belong_to_their_unit(window, card, ledger, answer):
    own, other = ledger.book.unit_named("市财政局").id, ledger.book.unit_named("市民政局").id
    card.names.name.setText("市财局")
    card.members.member.setText("市税务局")
    card.fields["contact"].setText("周敏")
    page = window.pages.page("units")
    page.show_unit(other)
    assert (card.names.name.text(), card.fields["contact"].text()) == ("", "")
    page.show_unit(own)
    assert (card.names.name.text(), card.fields["contact"].text()) == ("市财局", "周敏")
    asked = answer("记下并关闭")
    assert window.close()
    assert set(asked[0].split("\n")) == {"别名“市财局”", "成员单位“市税务局”", "联络员“周敏”"}
    assert ledger.book.unit_named("市财局").id == own
    assert ledger.book.units[own].contact == "周敏"
    assert [member.name for member in ledger.book.members_of(own)] == ["市税务局"]


def test_the_new_name_of_a_reform_stays_when_its_panel_closes(window, card, ledger):
    card._open_reform()
    card.popup.name.setText("市财政和资产局")
    window.pages.page("units").view.setFocus()
    assert card.popup.isHidden()
    card._open_reform()
    assert card.popup.name.text() == "市财政和资产局"
    enter(card.popup.name)
    assert ledger.book.unit_named("市财政局").name == "市财政和资产局"


def test_kind_and_day_of_a_name_are_changed_where_they_stand(window, card, ledger):
    own = ledger.book.unit_named("市财政局").id
    ledger.add_alias(own, "市财局", AliasKind.SHORT)
    QApplication.processEvents()  # what was just put in is shown
    line = card.names.lines[0]
    assert not line.until.isVisible()
    line.kind.setCurrentIndex(list(AliasKind).index(AliasKind.FORMER))
    line.kind.activated.emit(line.kind.currentIndex())
    (alias,) = [each for each in ledger.book.aliases.values() if each.name == "市财局"]
    assert alias.kind is AliasKind.FORMER
    assert card.names.lines[0] is line, "the line stays, and with it the focus"
    assert line.until.isVisible()
    line.until.setDate(line.until.date().addDays(-30))
    (alias,) = [each for each in ledger.book.aliases.values() if each.name == "市财局"]
    assert (line.until.date().toPython() - alias.until).days == 0
    ledger.undo()
    ledger.undo()
    assert next(each for each in ledger.book.aliases.values() if each.name == "市财局").kind is AliasKind.SHORT
    assert not line.until.isVisible()


def test_every_field_that_keeps_its_words_has_a_name_of_its_own(window, go_to):
    from ledger_app.ui.unwritten import KeptWords

    go_to(ROW)
    kept = window.findChildren(KeptWords)
    assert len({each._name for each in kept}) == len(kept) >= 5
    assert all(isinstance(each.parent(), QWidget) for each in kept)
