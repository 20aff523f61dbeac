"""Importing a newer version of a plan: what differs, and what the clerk makes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ledger_app.domain.comparison import AS_NEW, KEEP_OLD, REMOVE_ROW
from ledger_app.domain.errors import UserError
from ledger_app.domain.status import Status
from ledger_app.ui.review.changes import update_words
from tests.ui.import_samples import FIRST, ROWS, measures, page_of, table
from tests.ui.review_samples import press

Key = Qt.Key


# ---- a newer version of a plan


@pytest.fixture
def versions(desk, tmp_path):
    """The first is in the ledger, under way; the second changes a deadline, drops a row and adds one."""
    first, second = tmp_path / "分工表.html", tmp_path / "分工表（修订）.html"
    first.write_text(page_of(table(FIRST, ROWS)), "utf-8")
    newer = (
        ROWS[0],
        (ROWS[1][0], ROWS[1][1], "2026年12月15日前"),
        ("建成应急指挥中心", "市应急局牵头", "2026年12月底前"),
    )
    second.write_text(page_of(table(FIRST, newer)), "utf-8")
    desk.read(first)
    desk.take()
    desk.ledger.set_status([desk.ledger.book.rows()[1].measure.id], Status.UNDER_WAY)
    return second


def test_a_newer_version_is_taken_as_an_update_and_says_what_differs(desk, versions):
    desk.read(versions)
    page = desk.page
    assert page.head.update_plan.isChecked()
    assert page.head.differences.text() == "新增1项，改动1项，未见1项，不变1项"
    words = [page.model.change_of(row) for row in page.draft.book.rows()]
    assert words == ["", "改", "新"]
    assert page.foot.take.text() == "更新文件"
    assert "10月底前" in page.model.data(page.model.index(1, 4), Qt.ItemDataRole.ToolTipRole)


def test_the_differences_are_stepped_through_like_doubts(desk, versions):
    desk.read(versions)
    page = desk.page
    seen = {}
    for _ in range(page._walk.total):
        seen[page.strip.doubt.kind.label] = (page.strip._take.text(), page.strip.can_be_empty)
        page.step(1)
    assert seen["新增任务"] == ("新增 (Enter)", False)
    assert seen["内容有改动"] == ("采用新文件 (Enter)", False)
    assert seen["原有任务未见"] == ("保留在台账 (Enter)", False)


def choose(page, label, choice):
    while page.strip.doubt.kind.label != label:
        page.step(1)
    at = page.strip.choices.index(choice)
    page.strip.take_other(at)


def test_the_update_is_one_change_and_keeps_status(desk, versions):
    before = {row.measure.text: row.measure.id for row in desk.ledger.book.rows()}
    desk.read(versions)
    desk.take()
    change, _draft = desk.updates[0]
    assert change is not None
    rows = {row.measure.text: row for row in desk.ledger.book.rows()}
    changed = rows[ROWS[1][0]]
    assert changed.measure.id == before[ROWS[1][0]]
    assert changed.measure.status is Status.UNDER_WAY
    assert changed.last_day.isoformat()[5:] == "12-15"
    assert len(rows) == 4
    desk.ledger.undo()
    assert measures(desk.ledger) == [row[0] for row in ROWS]


def test_a_change_can_be_refused_and_a_gone_row_removed(desk, versions):
    desk.read(versions)
    choose(desk.page, "内容有改动", KEEP_OLD)
    assert desk.page.model.change_of(desk.page.draft.book.rows()[1]) == ""
    choose(desk.page, "原有任务未见", REMOVE_ROW)
    desk.take()
    rows = {row.measure.text: row for row in desk.ledger.book.rows()}
    assert rows[ROWS[1][0]].last_day.isoformat()[5:] == "10-31"
    assert ROWS[2][0] not in rows


def test_a_row_taken_as_new_leaves_the_one_it_was_compared_with(desk, versions):
    """当作新增任务的，原来那项还在台账里，更新后的话要说到它。"""
    longer = (f"{ROWS[0][0]}，加装报警器3万户", *ROWS[0][1:])
    versions.write_text(page_of(table(FIRST, (longer, *ROWS[1:]))), "utf-8")
    desk.read(versions)
    choose(desk.page, "内容有改动", AS_NEW)
    draft = desk.page.draft.result()
    desk.take()
    assert update_words(draft) == "新增1项、原有1项保留"
    assert measures(desk.ledger).count(ROWS[0][0]) == 1
    assert len(desk.ledger.book.measures) == 4


def test_it_can_be_imported_as_a_new_plan_instead(desk, versions):
    desk.read(versions)
    desk.qtbot.mouseClick(desk.page.head.as_new, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: len(desk.pages) == 3)
    assert not desk.page.source.updates
    assert desk.page.foot.take.text() == "导入3项"
    assert {doubt.kind.label for doubt in desk.page.draft.doubts}.isdisjoint({"新增任务", "内容有改动"})
    desk.qtbot.mouseClick(desk.page.head.update_plan, Qt.MouseButton.LeftButton)
    assert desk.page.source.updates
    desk.qtbot.mouseClick(desk.page.head.as_new, Qt.MouseButton.LeftButton)
    desk.take()
    assert len(desk.ledger.book.plans) == 2


def test_escape_leaves_the_update_alone(desk, versions):
    desk.read(versions)
    desk.page.activateWindow()
    desk.qtbot.waitUntil(desk.page.view.hasFocus)
    press(desk.qtbot, desk.page, Key.Key_Escape)
    assert measures(desk.ledger) == [row[0] for row in ROWS]


def test_a_refusal_at_the_end_leaves_the_review_open(desk, two_tables, monkeypatch):
    desk.read(two_tables)

    def refuse(*_):
        raise UserError("台账文件写不进去")

    monkeypatch.setattr(desk.ledger, "import_plan", refuse)
    closed = []
    desk.files.review_closed.connect(lambda: closed.append(1))
    desk.take()
    assert desk.said == ["台账文件写不进去"]
    assert not closed


def test_a_newer_version_takes_no_line_of_its_own(desk, versions):
    """更新时标题下面又多两条，核对的行没地方了。"""
    desk.read(versions)
    head = desk.page.head
    assert head.update_plan.isVisible()
    assert head.as_new.isVisible()
    assert abs(head.title.geometry().center().y() - head.update_plan.geometry().center().y()) <= 2
    desk.page.resize(683, 290)
    QApplication.processEvents()
    assert head.rect().contains(head.as_new.geometry())
    assert not head.title.geometry().intersects(head.update_plan.geometry())
