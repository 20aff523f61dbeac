"""Acts on very many rows: written beside the window, which says how far they are and can be used meanwhile."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ledger_app.domain.errors import UserError
from ledger_app.domain.status import Status
from ledger_app.ui.models.columns import DUE
from ledger_app.ui.models.places import ALL
from ledger_app.ui.slow_work import CANCELLED


@pytest.fixture
def window(make_window, long_ledger):
    made = make_window(long_ledger)
    made.files.worker._quiet.setInterval(1)
    made.actions_["select all"].trigger()
    yield made
    made.files.worker.close()


@pytest.fixture
def stopped(window, monkeypatch):
    """Let a commit wait in the middle until it is let go."""
    go, store = threading.Event(), window.ledger._store
    apply = store.apply

    def waiting(head, edits, kept=(), step=lambda done, total: None):
        def stop(done, total):
            if not done:
                step(done, total)
                go.wait(10)
            else:
                step(done, total)

        return apply(head, edits, kept, stop)

    monkeypatch.setattr(store, "apply", waiting)
    yield go
    go.set()


def statuses(window):
    return {row.measure.status for row in window.ledger.book.rows()}


def settled(qtbot, window):
    qtbot.waitUntil(lambda: not window.files.busy)


def test_a_status_for_all_rows_arrives_when_it_is_written(qtbot, window):
    before = statuses(window)
    window.actions_["status done"].trigger()
    assert statuses(window) == before, "the list stays as it is until all is written"
    settled(qtbot, window)
    assert statuses(window) == {Status.DONE}
    assert {row.measure.status for row in window.pane.table.rows} == {Status.DONE}
    assert window.pages.tell_bar.words == "已修改状态（700项）", "the other 100 were done before"
    assert window.ledger.check() == ()


def test_the_strip_tells_how_far_it_is_and_writing_is_off(qtbot, window, stopped):
    window.actions_["status done"].trigger()
    qtbot.waitUntil(lambda: window.slow.strip is not None)
    qtbot.waitUntil(lambda: window.slow.strip.words == "正在修改800项的状态 0 / 700")
    assert window.slow.strip.isVisible()
    assert not window.actions_["delete"].isEnabled()
    assert not window.actions_["undo"].isEnabled()
    assert window.actions_["search"].isEnabled()
    stopped.set()
    settled(qtbot, window)
    assert window.slow.strip is None
    assert window.actions_["delete"].isEnabled()
    assert window.actions_["undo"].isEnabled()


def test_the_list_can_be_searched_meanwhile(qtbot, window, stopped):
    window.actions_["status done"].trigger()
    all_rows = len(window.pane.table.rows)
    window.tools.search.setText("水")
    qtbot.waitUntil(lambda: len(window.pane.table.rows) < all_rows)
    stopped.set()
    settled(qtbot, window)
    assert {row.measure.status for row in window.pane.table.rows} == {Status.DONE}


def test_the_strip_follows_to_another_page(qtbot, window, stopped):
    window.actions_["status done"].trigger()
    qtbot.waitUntil(lambda: window.slow.strip is not None)
    window.actions_["board"].trigger()
    assert window.slow.strip.isVisible()
    assert window.slow.strip.parentWidget() is window.pages.tell_bar.parentWidget()


def test_cancelled_nothing_has_changed(qtbot, window, stopped):
    before, acts = statuses(window), len(window.ledger.log())
    window.actions_["delete"].trigger()
    qtbot.waitUntil(lambda: window.slow.strip is not None)
    qtbot.mouseClick(window.slow.strip.cancel, Qt.MouseButton.LeftButton)
    assert window.slow.strip.words.endswith("正在停下")
    stopped.set()
    settled(qtbot, window)
    assert window.pages.tell_bar.words == CANCELLED == "已取消，台账没有改动"
    assert (statuses(window), len(window.ledger.book.measures), len(window.ledger.log())) == (before, 800, acts)
    assert window.ledger.check() == ()


def test_another_act_meanwhile_is_refused_in_words(qtbot, window, stopped):
    """The clerk types into a cell while very many rows are being written."""
    measure_id = next(iter(window.ledger.book.measures))
    window.actions_["status done"].trigger()
    with pytest.raises(UserError, match="上一步还在进行"):
        window.ledger.set_text(measure_id, "另一件事")
    assert not window.attempt(lambda ledger: ledger.set_text(measure_id, "另一件事"))
    assert "上一步还在进行" in window.pages.tell_bar.words
    stopped.set()
    settled(qtbot, window)
    assert window.attempt(lambda ledger: ledger.set_text(measure_id, "另一件事"))


def test_the_log_waits(qtbot, window, stopped):
    """It is read from the file, which the job holds; also where it is opened only now."""
    window.actions_["status done"].trigger()
    window.actions_["history"].trigger()
    log = window.pages.page("log")
    assert not log.isEnabled()
    stopped.set()
    settled(qtbot, window)
    assert log.isEnabled()
    assert log.log.table.lines[1].name == "修改状态"


def test_delete_undo_redo_of_all_rows(qtbot, window):
    for name, rows in (("delete", 0), ("undo", 800), ("redo", 0), ("undo", 800)):
        window.actions_[name].trigger()
        settled(qtbot, window)
        assert len(window.ledger.book.measures) == len(window.pane.table.rows) == rows
    assert window.ledger.check() == ()


def test_an_act_on_a_few_rows_is_done_at_once(window):
    window.pane.list.go_to(next(iter(window.ledger.book.measures)))
    window.actions_["status done"].trigger()
    assert not window.files.busy
    assert Status.DONE in statuses(window)


def test_several_steps_are_taken_back_one_after_the_other(qtbot, window):
    before = statuses(window)
    for status in ("done", "closed"):
        window.actions_[f"status {status}"].trigger()
        settled(qtbot, window)
    from ledger_app.ui.taking_back import TakingBack

    TakingBack(window).take_back(2)
    qtbot.waitUntil(lambda: statuses(window) == before)
    settled(qtbot, window)
    assert window.pages.tell_bar.words == "已撤销2步"


def test_the_window_stays_open_while_it_writes(qtbot, window, stopped):
    window.actions_["status done"].trigger()
    window.close()
    assert window.isVisible()
    assert "再关闭" in window.pages.tell_bar.words


def test_a_deadline_for_all_rows_is_written_beside_the_window(qtbot, window):
    table = window.pane.table
    assert table.set_many(DUE, [row.measure.id for row in table.rows], "2026年12月31日")
    assert window.files.busy
    settled(qtbot, window)
    assert {row.last_day for row in window.ledger.book.rows()} == {date(2026, 12, 31)}
    assert {row.last_day for row in table.rows} == {date(2026, 12, 31)}


def test_the_navigation_counts_very_many_rows_in_slices(qtbot, window, monkeypatch):
    monkeypatch.setattr("ledger_app.ui.models.places._AT_A_TIME", 300)
    before = window.places.find(ALL).count
    window.actions_["delete"].trigger()
    settled(qtbot, window)
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.places.find(ALL).count == before == 800)


def test_a_slow_reading_below_a_review_is_told_there(qtbot, window):
    """Another part of the document is read: the review waits, and can be cancelled."""
    page, go = QWidget(), threading.Event()
    window._open_review(page)
    window.files.worker.run(lambda on_progress, cancelled: go.wait(10), id, id, label="正在识别 第二张表")
    qtbot.waitUntil(lambda: window.slow.strip is not None)
    assert window.slow.strip.isVisible()
    assert not page.isEnabled()
    go.set()
    settled(qtbot, window)
    assert page.isEnabled()
    assert window.slow.strip is None
