"""The settings of the office and the sheet of keys, as a clerk opens them from the menu."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ledger_app.domain.calendar import OFFICIAL_DAYS
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import LAMP_PRESETS, Lamp
from ledger_app.ui.dialogs.about import AboutDialog, licence_text
from ledger_app.ui.dialogs.keys import KeysDialog
from ledger_app.ui.dialogs.lamp_rules import LampRulesDialog
from ledger_app.ui.dialogs.work_days import WorkDaysDialog
from tests.ui.ledger_samples import TODAY


@pytest.fixture
def open_dialog(window):
    def opened(name: str, kind: type) -> QDialog:
        window.actions_[name].trigger()
        QApplication.processEvents()
        return next(each for each in window.findChildren(QDialog) if isinstance(each, kind) and each.isVisible())

    return opened


# ---- 亮灯规则


def test_a_preset_shows_its_sentences_and_what_it_would_light(open_dialog):
    dialog = open_dialog("lamp rules", LampRulesDialog)
    assert dialog.preset.currentText() == "默认"
    assert not dialog.save.isEnabled(), "nothing to take yet"
    dialog.preset.activated.emit(2)
    assert dialog.rules() == LAMP_PRESETS[2]
    assert "蓝：距时限7天以内" in dialog._sentences.text()
    assert dialog.tally.words(Lamp.BLUE) == "蓝 0 → 2"
    assert dialog.tally.words(Lamp.RED) == "红 1"
    assert dialog.save.isEnabled()


def test_every_preset_comes_back_as_itself(open_dialog):
    dialog = open_dialog("lamp rules", LampRulesDialog)
    for at, preset in enumerate(LAMP_PRESETS):
        dialog.preset.activated.emit(at)
        assert dialog.rules() == preset


def test_figures_of_ones_own_are_one_act_that_undo_takes_back(window, ledger, open_dialog):
    dialog = open_dialog("lamp rules", LampRulesDialog)
    dialog.soon_days.setText("30")
    assert dialog.preset.currentText() == "自定"
    assert dialog.tally.words(Lamp.YELLOW) == "黄 2 → 3"
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert ledger.book.lamps.soon_days == 30
    assert ledger.book.row(MeasureId(7)).lamp(TODAY) is Lamp.YELLOW
    assert "黄" in window.pane.table.index(window.pane.table.place_of(MeasureId(7)), 4).data()
    assert window.pages.tell_bar.words == "已修改亮灯规则"
    window.actions_["undo"].trigger()
    assert ledger.book.lamps.soon_days == 7
    assert "绿" in window.pane.table.index(window.pane.table.place_of(MeasureId(7)), 4).data()


def test_a_rule_is_switched_off(open_dialog):
    dialog = open_dialog("lamp rules", LampRulesDialog)
    dialog.uses["快到时限"].setChecked(False)
    assert dialog.rules().soon_days < 0
    assert not dialog.soon_days.isEnabled()
    assert dialog.tally.words(Lamp.YELLOW) == "黄 2 → 0"


# ---- 工作日和节假日


def test_a_day_is_made_free_and_back_by_click_and_by_key(window, ledger, open_dialog):
    dialog = open_dialog("work days", WorkDaysDialog)
    day = date(2026, 11, 23)
    spot = next(each for each in dialog.days.spots if each.target == day)
    assert spot.words == "2026年11月23日 周一 上班"
    QTest.mouseClick(dialog.days.viewport(), Qt.MouseButton.LeftButton, pos=spot.rect.center())
    assert not dialog.calendar.is_working_day(day)
    dialog.days.go_to(day)
    QTest.keyClick(dialog.days, Qt.Key.Key_Space)
    assert dialog.calendar == OFFICIAL_DAYS
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog.days, Qt.Key.Key_Space)
    dialog.save.click()
    assert not ledger.book.calendar.is_working_day(day)
    window.actions_["undo"].trigger()
    assert ledger.book.calendar.is_working_day(day)


def test_a_year_that_nobody_entered_says_so_and_is_copied(open_dialog):
    dialog = open_dialog("work days", WorkDaysDialog)
    assert dialog._strip.isHidden()
    dialog._go_to(1)
    assert not dialog._strip.isHidden()
    assert "2027年的放假安排还没有录入" in dialog._unknown.text()
    assert "2025、2026年" in dialog._unknown.text()
    dialog.copy_year.click()
    assert not dialog.calendar.is_working_day(date(2027, 10, 1))
    assert dialog._strip.isHidden()
    dialog.clear_year.click()
    assert dialog.calendar == OFFICIAL_DAYS
    dialog._go_to(-1)
    dialog.clear_year.click()
    assert dialog.calendar.is_working_day(date(2026, 10, 1))
    dialog.official.click()
    assert dialog.calendar == OFFICIAL_DAYS


def test_all_days_of_a_leap_year_are_there(open_dialog):
    dialog = open_dialog("work days", WorkDaysDialog)
    dialog._go_to(2)
    assert len(dialog.days.spots) == 366
    inside = dialog.days.viewport().rect()
    assert all(inside.contains(each.rect.center()) for each in dialog.days.spots)


# ---- 快捷键 and 关于


def test_every_key_of_the_actions_is_on_the_sheet(window, open_dialog):
    dialog = open_dialog("keys", KeysDialog)
    said = " ".join(key.keys for key in dialog.table.rows).split()
    wanted = {
        each.toString()
        for name in window.actions_.names()
        for each in window.actions_[name].shortcuts()
        if name != "export menu"
    }
    assert wanted - set(said) == set()
    acts = [key.act for key in dialog.table.rows]
    assert "撤销" in acts, "not what it would take back just now"


def test_the_sheet_is_searched_by_words_and_by_keys(open_dialog):
    dialog = open_dialog("keys", KeysDialog)
    dialog.search.setText("ctrl+4")
    assert [key.act for key in dialog.table.rows] == ["操作记录"]
    dialog.search.setText("没有这个")
    assert dialog._said.text() == "没有这样的快捷键"


def test_control_slash_opens_the_sheet(window):
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert any(dialog.isVisible() for dialog in window.findChildren(KeysDialog))


def test_about_shows_the_licence_of_each_component(open_dialog):
    dialog = open_dialog("about", AboutDialog)
    assert "LGPL-3.0" in dialog.licence.toPlainText()
    dialog.table.setCurrentIndex(dialog.table.model().index(2, 0))
    assert "Apache License" in dialog.licence.toPlainText()
    assert licence_text("没有这个库") == "这个组件没有附许可全文。"
