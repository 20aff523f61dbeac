"""The details where there is little room: nothing pushes them out, and nothing is framed twice."""

from PySide6.QtWidgets import QPushButton

from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind
from ledger_app.ui.views.detail_fields import DoubtCard
from tests.ui.steps import select


def a_doubt(kind, message, proposal):
    return Doubt(
        id=DoubtId(1), kind=kind, plan_id=PlanId(1), measure_id=MeasureId(1), message=message, proposal=proposal
    )


def test_a_long_proposal_does_not_push_the_details_out(qtbot):
    long = "市质监局、市财政局、市人力资源社会保障局、市科技局、市商务局、市文化广电旅游局负责。"
    doubt = a_doubt(DoubtKind.UNIT_FROM_BELOW, "单位写在下一行", long)
    card = DoubtCard(doubt, fixed=False)
    qtbot.addWidget(card)
    assert card.minimumSizeHint().width() <= 225
    take = card.findChildren(QPushButton)[0]
    assert take.text().endswith("…”")
    assert len(take.text()) <= 12
    assert long in take.toolTip()


def test_a_doubt_tells_days_as_a_clerk_writes_them(qtbot):
    doubt = a_doubt(DoubtKind.DATE_GUESSED, "推定为2026-11-20", "2009-12-31")
    card = DoubtCard(doubt, fixed=False)
    qtbot.addWidget(card)
    assert card.accessibleName() == "疑点 时限推定 推定为2026年11月20日"
    assert card.findChildren(QPushButton)[0].toolTip() == "采用“2009年12月31日”"


def test_the_popup_of_the_units_has_one_frame(qtbot, window):
    select(window, MeasureId(3))
    details = window.details
    qtbot.waitUntil(lambda: details.row is not None and details.row.measure.id == 3)
    details.edit_units()
    editor = details._units.popup._editor
    assert editor.objectName() == ""
    assert not editor.autoFillBackground()


def test_a_day_written_out_is_not_said_twice(window, ledger, qtbot):
    ledger.set_deadline([MeasureId(3)], "2026年12月21日")
    select(window, MeasureId(3))
    details = window.details
    qtbot.waitUntil(lambda: details.row is not None and details.row.measure.id == 3)
    assert details._deadline._day.text() == "周一"
    ledger.set_deadline([MeasureId(3)], "12月底前")
    assert details._deadline._day.text().startswith("2026年12月31日")
