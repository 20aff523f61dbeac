"""The page 单位: found by any name, its numbers and where it is stuck, its card, its names, and two that are one."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.unit import AliasKind
from ledger_app.ledger.board import unit_board
from ledger_app.ui.pages import LIST, UNITS
from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.units.page import CARD, TASKS
from ledger_app.ui.units.table import LATE, LEAD, SUPPORT, figure_tone
from tests.ui.ledger_samples import TODAY
from tests.ui.steps import shown


@pytest.fixture
def page(window, ledger):
    commerce = ledger.book.unit_named("市商务局")
    ledger.add_alias(commerce.id, "市经贸委", AliasKind.FORMER, date(2019, 2, 1))
    ledger.add_progress(
        MeasureId(3), on=date(2026, 11, 12), done="已建成20个。", problems="北岸街道4处场地产权未理清。"
    )
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert window.pages.current == UNITS
    return window.pages.page(UNITS)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def names(page):
    return [entry.unit.name for entry in page.table.entries]


def words(widget):
    said = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return said + [each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)]


def go_to(page, ledger, name):
    page.show_unit(ledger.book.unit_named(name).id)


# ---- finding one, and what it has to do


def test_how_much_and_where_stuck_is_told_by_typing_any_name(page):
    assert page.search.hasFocus(), "Ctrl+3 and then the name"
    page.search.insert("经贸")  # as an input method does
    assert names(page) == ["市商务局"]
    assert page._name.text() == "市商务局"
    assert "又叫市经贸委" in page._second.text()
    assert page.open_rows.text() == "看它的1项"
    said = words(page.board)
    assert "卡在哪  1项" in said
    assert any(each.startswith("逾期6天") for each in said)
    assert "问题（11月12日）：北岸街道4处场地产权未理清。" in said


def test_the_late_ones_come_first(page):
    assert set(names(page)[:2]) == {"市商务局", "市民政局"}
    assert page.status_words() == "共10个单位    别名1个"


def test_arrows_in_the_search_field_go_through_the_units_and_enter_opens_the_rows(window, page):
    page.search.insert("市交通")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert window.pages.current == LIST
    assert shown(window) == [4, 5]
    assert "市交通局" in window.pane.bar.asked.text() if hasattr(window.pane.bar, "asked") else True
    window.going.to_page(("units", 0))
    page.search.clear()
    first = page.entry().unit.id
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.entry().unit.id != first
    QTest.keyClick(page.search, Qt.Key.Key_Up)
    assert page.entry().unit.id == first


def test_a_name_that_nobody_has(page):
    page.search.insert("没有的单位")
    assert page._none.isVisible()
    assert not page._right.isVisible()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(names(page)) == 10


def test_every_number_of_a_unit_opens_as_many_rows(window, page, ledger):
    go_to(page, ledger, "市财政局")
    asked = []
    page.rows_asked.connect(asked.append)
    for key, chip in list(page.board.figures.items()):
        chip.click()
        assert len(shown(window)) == int(chip.text().rsplit(" ", 1)[1]), key
        window.going.to_page(("units", 0))
    assert len(asked) >= 6


def test_the_numbers_in_the_list_open_their_rows(window, page, ledger):
    at = page.table.row_of(ledger.book.unit_named("市财政局").id)
    board = unit_board(ledger.book, ledger.book.unit_named("市财政局").id, TODAY)
    counts = {each.role.label: each.figure.count for each in board.roles}
    for column, count in ((LEAD, counts["牵头"]), (SUPPORT, counts["配合"])):
        index = page.table.index(at, column)
        assert index.data() == str(count)
        asked = page.table.asked(index)
        assert len(ledger.book.select(asked, TODAY)) == count
    assert page.table.asked(page.table.index(at, LATE)) is None
    page.view.scrollTo(page.table.index(at, LEAD))
    rect = page.view.visualRect(page.table.index(at, LEAD))
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert len(shown(window)) == counts["牵头"]


def test_a_stuck_row_opens_in_the_list(window, page):
    page.search.insert("商务")
    link = next(w for w in page.board.findChildren(QWidget) if w.accessibleName().startswith("建成15分钟"))
    click(link)
    assert window.pane.list.current_row().measure.id == 3


def test_filters(page, ledger):
    click(page.filters["有逾期"])
    assert set(names(page)) == {"市商务局", "市民政局"}
    click(page.filters["有逾期"])
    click(page.filters["集体单位"])
    assert names(page) == []


# ---- the card


def test_the_card_is_filled_in_and_undone(page, ledger):
    go_to(page, ledger, "市商务局")
    click(page.tabs[CARD])
    for field, text in (("short", "商务局"), ("leader", "钱卫东"), ("contact", "王倩"), ("phone", "8823060")):
        page.card.fields[field].setText(text)
        QTest.keyClick(page.card.fields[field], Qt.Key.Key_Return)
    unit = ledger.book.unit_named("市商务局")
    assert (unit.short, unit.leader, unit.contact, unit.phone) == ("商务局", "钱卫东", "王倩", "8823060")
    assert page._name.text() == "商务局"
    assert page._second.text().startswith("市商务局")
    click(page.filters["没有联络员"])
    assert "市商务局" not in names(page)
    ledger.undo()
    assert ledger.book.unit_named("市商务局").phone == ""


def test_names_are_added_and_taken_off_and_a_taken_one_is_refused_at_its_place(page, ledger):
    go_to(page, ledger, "市商务局")
    click(page.tabs[CARD])
    page.card.names.name.setText("市财政局")
    QTest.keyClick(page.card.names.name, Qt.Key.Key_Return)
    assert "“市财政局”已是“市财政局”的名称" in page.card.names.refusal.text()
    assert page.card.names.name.text() == "市财政局", "what was typed stays"
    page.card.names.name.setText("市内贸局")
    page.card.names.kind.setCurrentIndex(list(AliasKind).index(AliasKind.FORMER))
    page.card.names.until.setDate(QDate(2003, 3, 31))
    QTest.keyClick(page.card.names.name, Qt.Key.Key_Return)
    assert not page.card.names.refusal.isVisible()
    alias = next(alias for alias in ledger.book.aliases.values() if alias.name == "市内贸局")
    assert (alias.kind, alias.until) == (AliasKind.FORMER, date(2003, 3, 31))
    remove = next(w for w in page.card.findChildren(QWidget) if w.accessibleName() == "去掉“市内贸局”")
    click(remove)
    assert ledger.book.unit_named("市内贸局") is None
    ledger.undo()
    assert ledger.book.unit_named("市内贸局").name == "市商务局"


def test_a_reform_gives_a_unit_a_new_name_and_keeps_the_old_one(page, ledger):
    go_to(page, ledger, "市民政局")
    click(page.tabs[CARD])
    click(page.card.reform)
    popup = page.card.popup
    popup.name.setText("市商务局")
    QTest.keyClick(popup.name, Qt.Key.Key_Return)
    assert "已有名为“市商务局”的单位" in popup.refusal.text()
    popup.name.setText("市社会工作局")
    popup.until.setDate(QDate(2026, 6, 30))
    click(popup.accept_)
    assert popup.isHidden()
    unit = ledger.book.unit_named("市民政局")
    assert unit.name == "市社会工作局"
    former = next(alias for alias in ledger.book.aliases.values() if alias.unit_id == unit.id)
    assert (former.kind, former.until) == (AliasKind.FORMER, date(2026, 6, 30))
    assert page._name.text() == "市社会工作局"
    ledger.undo()
    assert ledger.book.unit_named("市民政局").name == "市民政局"


def test_a_collective_unit_has_members_and_its_rows_count_for_them(page, ledger):
    go_to(page, ledger, "市财政局")
    click(page.tabs[CARD])
    page.card.members.collective.click()
    page.card.members.member.setText("市税务局")
    QTest.keyClick(page.card.members.member, Qt.Key.Key_Return)
    page.card.members.member.setText("市财政局")
    QTest.keyClick(page.card.members.member, Qt.Key.Key_Return)
    assert "不能是自己的成员" in page.card.members.refusal.text()
    page.card.members.member.clear()
    unit = ledger.book.unit_named("市财政局")
    assert [member.name for member in ledger.book.members_of(unit.id)] == ["市税务局"]
    go_to(page, ledger, "市税务局")
    click(page.tabs[TASKS])
    assert page.board.expand.isVisibleTo(page)
    alone = page.entry().total
    page.board.expand.click()
    assert page.board.figures["共"].text() == f"共 {alone + 3}"


# ---- two names of one body


def test_a_unit_is_merged_into_the_nearest_and_that_is_undone(page, ledger):
    ledger.set_units([MeasureId(8)], [("市发展改革委", next(iter(ledger.book.row(MeasureId(8)).assigned)).role)])
    go_to(page, ledger, "市发展改革委")
    click(page.tabs[CARD])
    click(page.card.merge)
    assert page._picker.choices.choices[0].key == "市发改委"
    QTest.keyClick(page._picker.field, Qt.Key.Key_Return)
    assert [a.unit.name for a in ledger.book.row(MeasureId(8)).assigned] == ["市发改委"]
    assert page.entry().unit.name == "市发改委"
    assert "又叫市发展改革委" in page._second.text()
    ledger.undo()
    assert [a.unit.name for a in ledger.book.row(MeasureId(8)).assigned] == ["市发展改革委"]


def test_nothing_is_offered_to_be_merged_with_where_no_name_is_near(page, ledger):
    go_to(page, ledger, "市税务局")
    click(page.tabs[CARD])
    click(page.card.merge)
    assert page._picker.choices.choices == []
    QTest.keyClick(page._picker.field, Qt.Key.Key_Return)
    assert ledger.book.unit_named("市税务局") is not None
    page._picker.field.insert("财政")
    QTest.keyClick(page._picker.field, Qt.Key.Key_Return)
    assert ledger.book.unit_named("市税务局").name == "市财政局"


def test_the_strip_asks_about_two_names_that_may_be_one(qtbot, page, ledger):
    assert page.strip.isHidden()
    ledger.set_units([MeasureId(8)], [("市发展改革委", next(iter(ledger.book.row(MeasureId(8)).assigned)).role)])
    qtbot.waitUntil(page.strip.isVisible)
    assert "像是同一个单位" in page.strip.words.text()
    click(page.strip.keep_apart)
    qtbot.waitUntil(lambda: not page.strip._to_compare)
    assert page.strip.isHidden()
    page.strip._kept_apart.clear()
    page.reload()
    qtbot.waitUntil(page.strip.isVisible)
    click(page.strip.unite)
    assert (ledger.book.unit_named("市发改委").id) == ledger.book.unit_named("市发展改革委").id


def test_a_narrow_window_cuts_nothing(window, page):
    window.resize(600, 500)
    QApplication.processEvents()
    assert page._splitter.orientation() is Qt.Orientation.Vertical
    assert page.view.horizontalHeader().length() <= page.view.viewport().width()
    for chip in page.board.figures.values():
        assert chip.width() >= chip.sizeHint().width()


def test_tab_goes_from_the_search_over_the_list_to_the_unit(page):
    order, widget = [], page.search
    for _ in range(8):
        order.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
    assert order[1:4] == list(page.filters.values())
    assert order[4:8] == [page.view, *page.tabs, page.open_rows]


def test_the_panel_of_a_merge_is_no_larger_than_what_it_shows(page, ledger, qtbot):
    """没有相像的单位时，面板按隐藏的列表留了空，翻到按钮上面去了。"""
    page.show_tab(CARD)
    page._offer_merge(page.card.merge)
    picker = page._picker
    shown = picker.height()
    picker.adjustSize()
    assert picker.height() == shown


@pytest.mark.parametrize("dark", [False, True])
def test_figures_on_a_bar_can_be_read(dark):
    """A figure stands on its lamp's colour: WCAG's contrast for large marks at least."""
    t = Tokens(dark=dark)

    def shine(tone):
        parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in color(t.c(tone)).getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for lamp in Lamp:
        light, deep = sorted((shine(lamp.value), shine(figure_tone(lamp, t))), reverse=True)
        assert (light + 0.05) / (deep + 0.05) >= 3.0, lamp
