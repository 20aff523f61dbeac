"""Units that the ledger does not know: the same as a known one, new, or misread."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ledger_app.domain.unit import Unit
from ledger_app.ledger.draft import Draft
from tests.ui.review_samples import UNITS, a_plain_draft, a_text_draft, press

Key = Qt.Key


def known_book(*names):
    """A ledger that knows these units."""
    draft = a_plain_draft()
    units = tuple(Unit(id=at + 1, name=name) for at, name in enumerate(names))
    return Draft(replace(draft.result(), units=units, assignments=()), draft.document).book


@pytest.fixture
def page(open_page):
    """The ledger writes 市住房城乡建设局, the document 市住建局; of the others it knows all but 市园林中心."""
    names = tuple(name for name in UNITS if name not in ("市住建局", "市园林中心"))
    return open_page(a_text_draft(), known_book("市住房城乡建设局", *names))


def chips(page):
    model = page.units.view.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def ask(qtbot, page, name):
    view = page.units.view
    at = chips(page).index(name)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(at, 0)).center()
    )
    assert page.same_unit.isVisible()


def offered(page):
    return [choice.key for choice in page.same_unit.list.choices.choices]


def units_of(page, measure_id):
    return [assigned.unit.name for assigned in page.draft.book.row(measure_id).assigned]


def test_a_unit_that_looks_like_a_known_one_stands_first_and_is_counted(qtbot, page):
    qtbot.waitUntil(lambda: page.units._alike.isVisible())
    assert chips(page) == ["市住建局", "市园林中心"]
    assert page.units._alike.text() == "1个像是同一个单位"
    said = page.units.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "市住建局，2项，像是市住房城乡建设局"


def test_a_click_shows_its_row_and_offers_the_nearest_names(qtbot, page):
    ask(qtbot, page, "市住建局")
    assert page.view.line.measure.id in (1, 2)
    assert offered(page)[0] == "市住房城乡建设局"


def test_same_as_a_unit_of_the_ledger_renames_and_keeps_the_read_name(qtbot, page):
    ask(qtbot, page, "市住建局")
    press(qtbot, page, Key.Key_Down)
    press(qtbot, page, Key.Key_Return)
    assert units_of(page, 1)[0] == "市住房城乡建设局"
    assert [alias.name for alias in page.draft.book.aliases.values()] == ["市住建局"]
    assert chips(page) == ["市园林中心"]
    assert not page.same_unit.isVisible()
    page.undo()
    assert "市住建局" in chips(page)


def test_same_as_another_unit_of_the_document_by_typing_part_of_its_name(qtbot, page):
    ask(qtbot, page, "市园林中心")
    page.same_unit.field.setText("应急")
    assert offered(page)[0] == "市应急局"
    view = page.same_unit.list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    assert units_of(page, 5) == ["市应急局"]


def test_a_name_nobody_knows_renames_it(qtbot, page):
    ask(qtbot, page, "市园林中心")
    page.same_unit.field.setText("市园林绿化中心")
    press(qtbot, page, Key.Key_Return)
    assert units_of(page, 5) == ["市园林绿化中心"]


def test_enter_in_the_empty_field_decides_nothing(qtbot, page):
    """手一快按了回车，不能就并到别的单位去。"""
    ask(qtbot, page, "市住建局")
    press(qtbot, page, Key.Key_Return)
    assert not page.draft.can_undo
    assert page.same_unit.isVisible()


def test_a_unit_said_to_be_new_is_asked_about_no_more(qtbot, page):
    qtbot.waitUntil(lambda: page.units._alike.isVisible())
    ask(qtbot, page, "市住建局")
    qtbot.mouseClick(page.same_unit.keep, Qt.MouseButton.LeftButton)
    assert not page.units._alike.isVisible()
    assert set(chips(page)) == {"市住建局", "市园林中心"}
    assert not page.draft.can_undo


def test_a_misread_unit_is_taken_off_its_row(qtbot, page):
    ask(qtbot, page, "市园林中心")
    qtbot.mouseClick(page.same_unit.remove, Qt.MouseButton.LeftButton)
    assert units_of(page, 5) == []
    assert chips(page) == ["市住建局"]
    page.undo()
    assert units_of(page, 5) == ["市园林中心"]


@pytest.mark.parametrize("answer", ["keep", "remove", "same"])
def test_after_the_answer_enter_settles_the_doubt_in_the_strip(qtbot, page, answer):
    """说完单位以后按Enter，要接着核下一处，不能没有反应。"""
    ask(qtbot, page, "市园林中心")
    if answer == "same":
        page.same_unit.field.setText("市应急局")
        press(qtbot, page, Key.Key_Return)
    else:
        qtbot.mouseClick(getattr(page.same_unit, answer), Qt.MouseButton.LeftButton)
    shown = page.strip.doubt
    press(qtbot, page, Key.Key_Return)
    assert page.draft.book.doubts[shown.id].settled is not None


def test_the_next_row_of_the_unit_is_shown_on_demand(qtbot, page):
    ask(qtbot, page, "市住建局")
    first = page.view.line.measure.id
    qtbot.mouseClick(page.same_unit.go_on, Qt.MouseButton.LeftButton)
    assert {first, page.view.line.measure.id} == {1, 2}


def test_digits_typed_into_the_field_settle_no_doubt(qtbot, page):
    ask(qtbot, page, "市园林中心")
    qtbot.keyClicks(page.same_unit.field, "120")
    press(qtbot, page, Key.Key_Delete)
    assert not page.draft.can_undo
    assert page.same_unit.field.text() == "120"


def test_of_two_new_units_that_are_alike_the_rarer_is_asked_about(qtbot, open_page):
    draft = a_text_draft()
    draft.set_units([5], [("市水利水务局", draft.book.row(5).assigned[0].role)])
    page = open_page(draft)
    qtbot.waitUntil(lambda: page.units._alike.isVisible())
    near = [page.units.view.model().index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(len(chips(page)))]
    assert [(new.unit.name, new.near) for new in near if new.near] == [("市水利水务局", "市水务局")]


def test_escape_closes_and_the_focus_is_back_at_the_chips(qtbot, page):
    ask(qtbot, page, "市园林中心")
    press(qtbot, page, Key.Key_Escape)
    assert not page.same_unit.isVisible()
    assert page.units.view.hasFocus()
    assert page.isVisible()


def test_what_looks_like_a_known_unit_is_asked_about_before_the_import(qtbot, page):
    """像是同一个单位，一次没问就导进去了。"""
    qtbot.waitUntil(lambda: page.units._alike.isVisible())
    taken = []
    page.accepted.connect(taken.append)
    qtbot.mouseClick(page.foot.take, Qt.MouseButton.LeftButton)
    assert taken == []
    assert page.trouble.isVisible()
    assert "市住建局" in page._said.text()
    assert page.same_unit.isVisible()
    assert page.same_unit.unit.name == "市住建局"
    page.same_unit.close_popup()
    qtbot.mouseClick(page.foot.take, Qt.MouseButton.LeftButton)
    assert len(taken) == 1, "asked once: who wants it as it is presses again"


def test_a_unit_that_was_settled_is_not_asked_about_again(qtbot, page):
    qtbot.waitUntil(lambda: page.units._alike.isVisible())
    ask(qtbot, page, "市住建局")
    qtbot.mouseClick(page.same_unit.keep, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.accepted):
        qtbot.mouseClick(page.foot.take, Qt.MouseButton.LeftButton)
