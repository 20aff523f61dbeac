"""Targets, recurrences and what else the rows and the original show; the choices that a doubt has."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QToolTip

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.measure import Doubt, DoubtKind
from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence
from ledger_app.domain.target import MeasureTarget, Operator
from ledger_app.ledger.draft import Draft
from ledger_app.ui.models.doubt_choices import can_be_empty, other_choices
from ledger_app.ui.models.promises import recurrence_text, target_sentence, target_text
from ledger_app.ui.review.original_text import OriginalText
from ledger_app.ui.review.places import Places
from ledger_app.ui.review.source import Source
from ledger_app.ui.review.table_model import DEADLINE, TARGETS, TEXT
from tests.ui.review_samples import PHRASES, a_target, a_text_draft, press

Key = Qt.Key
Underline = QTextCharFormat.UnderlineStyle


def a_promising_draft():
    """Measure 1 has a target, measure 4 two, one of them soft, and is due every month by the 25th."""
    draft = a_text_draft()
    targets = (
        (1, a_target("86公里", what="更换老化立管")),
        (4, a_target("6条", what="整治黑臭水体")),
        (4, a_target("11公里", operator=Operator.AT_LEAST, what="复绿岸线", soft=True)),
    )
    monthly = Recurrence(cadence=Cadence.MONTHLY, phrase="每月25日前", report_day=25)
    read = replace(
        draft.result(),
        targets=tuple(MeasureTarget(id=at, measure_id=m, target=t) for at, (m, t) in enumerate(targets, 1)),
        recurrences=(MeasureRecurrence(id=1, measure_id=4, recurrence=monthly),),
    )
    return Draft(read, draft.document)


@pytest.fixture
def page(open_page):
    return open_page(a_promising_draft())


# ---- in words


def test_a_target_is_said_in_a_word_and_in_full():
    target = a_target("80%以上", operator=Operator.AT_LEAST, what="安装率", soft=True)
    assert target_text(target) == "≥80%"
    assert target_sentence(target) == "安装率 不少于80%（力争，不是硬指标）"
    assert target_text(replace(target, numbers=(10.0, 20.0), phrase="10-20项")) == "10-20项"
    assert target_text(replace(target, operator=Operator.TIMES, phrase="翻一番")) == "翻一番"
    assert target_text(replace(target, operator=Operator.AT_MOST, numbers=(4.2,), unit="亿元")) == "≤4.2亿元"


def test_a_recurrence_says_by_which_day():
    monthly = Recurrence(cadence=Cadence.MONTHLY, phrase="每月25日前", report_day=25)
    assert recurrence_text(monthly) == "每月，25日前报"
    assert recurrence_text(replace(monthly, report_day=None)) == "每月"


# ---- in the rows


def test_the_rows_say_targets_and_recurrences(page):
    at = page.model.at_measure(4)
    assert page.model.index(at, TARGETS).data() == "整治黑臭水体 达到6条；复绿岸线 不少于11公里（力争，不是硬指标）"
    assert page.model.index(at, DEADLINE).data() == "每月，25日前报"
    assert "每月25日前" in page.model.index(at, DEADLINE).data(Qt.ItemDataRole.ToolTipRole)
    assert page.head.counts.text() == "2个大类  5项  7个单位  3个指标"


def test_where_the_column_has_no_room_the_tip_of_the_text_has_the_targets(qtbot, page):
    assert not page.view.isColumnHidden(TARGETS)
    page.window().resize(900, 600)
    qtbot.waitUntil(lambda: page.view.isColumnHidden(TARGETS))
    tip = page.model.index(page.model.at_measure(4), TEXT).data(Qt.ItemDataRole.ToolTipRole)
    assert "复绿岸线" in tip.split("<br>")[-1]
    QToolTip.hideText()


def test_without_targets_there_is_no_column_for_them(open_page):
    page = open_page(a_text_draft())
    assert page.view.isColumnHidden(TARGETS)
    assert "指标" not in page.head.counts.text()


# ---- in the original


def underline_at(original, line, words):
    block = original.document().findBlockByNumber(line - 1)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + block.text().index(words) + 1)
    return cursor.charFormat().underlineStyle()


def test_units_dates_and_targets_have_each_their_line_style(page):
    original = page.original.shown
    assert underline_at(original, 4, "市住建局牵头") == Underline.SingleUnderline
    assert underline_at(original, 4, "11月20日前") == Underline.DashUnderline
    assert underline_at(original, 4, "86公里") == Underline.DotLine
    assert underline_at(original, 4, "整治") == Underline.NoUnderline
    assert page.original._legend.isVisible()


def test_units_that_stand_in_the_heading_are_marked_there(open_page):
    draft = a_text_draft()
    lines = list(draft.document.parts[0].lines)
    lines[2], lines[3] = f"{lines[2]}（{PHRASES[0]}）", lines[3].replace(f"（{PHRASES[0]}）", "")
    headed = replace(draft.document, parts=(Paragraphs(name="正文", lines=tuple(lines)),))
    page = open_page(Draft(draft.result(), headed))
    assert underline_at(page.original.shown, 3, PHRASES[0]) == Underline.SingleUnderline


def test_the_legend_names_the_three_line_styles(page):
    assert page.original._legend.accessibleName() == "标记：实线是单位，虚线是时限，点线是指标"


# ---- before and after the cleaning


def a_noisy_page(open_page):
    """The fourth line has a tag and a reading aid, the third is furniture of a web page."""
    draft = a_text_draft()
    part = draft.document.parts[0]
    lines = list(part.lines)
    lines[1] = "首页 > 政务公开"
    lines[3] = f"<b>{lines[3][:2]}整治(zhěng zhì){lines[3][4:]}"
    noisy = replace(draft.document, parts=(Paragraphs(name="正文", lines=tuple(lines)),))
    taken = {"正文": {2: ((0, len(lines[1])),), 4: ((0, 3), (7, 18))}}
    return open_page(Draft(draft.result(), noisy), source=Source(taken_out=taken))


def block_text(page, line):
    return page.original.shown.document().findBlockByNumber(line - 1).text()


def test_what_was_left_out_is_struck_through_and_then_gone(qtbot, open_page):
    page = a_noisy_page(open_page)
    original = page.original.shown
    cursor = QTextCursor(original.document().findBlockByNumber(3))
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    assert cursor.charFormat().fontStrikeOut()
    assert block_text(page, 2) == "首页 > 政务公开"
    qtbot.mouseClick(page.original.cleaned, Qt.MouseButton.LeftButton)
    assert block_text(page, 2) == ""
    assert block_text(page, 4).startswith("1.整治城镇燃气")
    qtbot.mouseClick(page.original.printed, Qt.MouseButton.LeftButton)
    assert block_text(page, 4).startswith("<b>1.整治(zhěng zhì)")


def test_marks_and_places_hold_in_both_texts(qtbot, open_page):
    page = a_noisy_page(open_page)
    for button in (page.original.printed, page.original.cleaned):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        original = page.original.shown
        assert underline_at(original, 4, "11月20日前") == Underline.DashUnderline
        page.view.go_to(page.model.at_measure(5))
        spot = original._box_of(original.document().findBlockByNumber(3)).center().toPoint()
        qtbot.mouseClick(original.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert page.view.line.measure.id == 1


def test_the_two_versions_are_offered_only_where_they_differ(open_page):
    page = open_page(a_text_draft())
    assert not page.original.cleaned.isVisible()
    noisy = a_noisy_page(open_page)
    assert noisy.original.cleaned.isVisible()
    assert noisy.original.printed.isChecked()


def test_a_long_text_is_dressed_in_slices(qtbot):
    """八千段的文件打开时窗口不能停住。"""
    draft = a_text_draft()
    lines = (*draft.document.parts[0].lines, *(f"附注{at}。" for at in range(900)))
    places = Places(place for m in draft.book.measures for place in draft.places_of(m))
    original = OriginalText(Paragraphs(name="正文", lines=lines), places, draft.book.rows(), (), {})
    qtbot.addWidget(original)
    last = original.document().lastBlock()
    assert last.blockFormat().lineHeight() == 0
    assert underline_at(original, 4, "11月20日前") == Underline.DashUnderline
    qtbot.waitUntil(lambda: not original._late.isActive())
    assert last.blockFormat().lineHeight() > 0


# ---- the choices of a doubt


def a_doubt(kind, **fields):
    return Doubt(id=9, kind=kind, plan_id=1, message="。", **fields)


def test_only_what_somebody_carries_out_is_offered():
    whole = a_doubt(DoubtKind.HEADING_OR_MEASURE, section_id=2, proposal="标题", alternatives=("措施",))
    assert other_choices(whole) == ("措施",)
    assert not can_be_empty(whole)
    again = a_doubt(DoubtKind.HEADING_REPEATED, section_id=2, proposal="同一类", alternatives=("另起一类",))
    assert other_choices(again) == ()
    assert not can_be_empty(again)
    twice = a_doubt(DoubtKind.TEXT_REPEATED, proposal="只读一遍", alternatives=("两遍都读",))
    assert other_choices(twice) == ()
    of_the_plan = a_doubt(DoubtKind.NO_UNIT, proposal="甲局负责", alternatives=("乙局负责",))
    assert other_choices(of_the_plan) == ()
    assert not can_be_empty(of_the_plan)


def heading_or_measure(**about):
    draft = a_text_draft()
    doubt = a_doubt(DoubtKind.HEADING_OR_MEASURE, **about)
    return Draft(replace(draft.result(), doubts=(doubt,)), draft.document)


def test_key_2_makes_a_heading_of_what_was_read_as_a_measure(qtbot, open_page):
    page = open_page(heading_or_measure(measure_id=4, proposal="措施", alternatives=("标题",)))
    assert page.strip._others[0].text() == "改为“标题” (2)"
    press(qtbot, page, Key.Key_2)
    assert 4 not in page.draft.book.measures
    assert page.draft.book.row(5).path[-1].title.startswith("整治黑臭水体")
    assert not page.draft.doubts
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert 4 in page.draft.book.measures
    assert len(page.draft.doubts) == 1


def test_the_button_makes_a_measure_of_what_was_read_as_a_heading(qtbot, open_page):
    page = open_page(heading_or_measure(section_id=2, proposal="标题", alternatives=("措施",)))
    qtbot.mouseClick(page.strip._others[0], Qt.MouseButton.LeftButton)
    assert 2 not in page.draft.book.sections
    assert not page.draft.doubts


def test_key_0_offers_nothing_for_a_heading(qtbot, open_page):
    page = open_page(heading_or_measure(section_id=2, proposal="标题", alternatives=("措施",)))
    press(qtbot, page, Key.Key_0)
    assert not page.draft.can_undo
