"""Slow work: one thread, answers on the window's thread, a dialog only when it takes long."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.ui import worker as worker_module
from ledger_app.ui.worker import Worker


@pytest.fixture
def field(qtbot):
    widget = QLineEdit()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def worker(field):
    made = Worker(field)
    yield made
    made.close()


def run(qtbot, worker, job, **more):
    """Run a job to its end and say what came back."""
    answers = []
    worker.run(job, lambda result: answers.append(("done", result)), lambda e: answers.append(("error", e)), **more)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_the_result_comes_back_on_the_windows_thread(qtbot, worker):
    threads = []
    worker.run(
        lambda on_progress, cancelled: threading.current_thread(),
        lambda result: threads.extend([result, threading.current_thread()]),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_an_exception_is_carried_home(qtbot, worker):
    def job(on_progress, cancelled):
        raise UserError("表格里没有任务", "换一张表再试")

    what, error = run(qtbot, worker, job)
    assert what == "error"
    assert isinstance(error, UserError)
    assert not worker.busy


def test_progress_is_reported_and_the_last_step_always(qtbot, worker):
    seen = []

    def job(on_progress, cancelled):
        for done in range(1, 5001):
            on_progress(done, 5000)

    run(qtbot, worker, job, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (5000, 5000)
    assert len(seen) < 1000, "a quick job must not flood the window"


def test_two_jobs_run_one_after_the_other_in_the_same_thread(qtbot, worker):
    order = []
    job = lambda on_progress, cancelled: threading.get_ident()  # noqa: E731
    worker.run(job, order.append, pytest.fail)
    worker.run(job, order.append, pytest.fail)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order[0] == order[1]


def test_a_quick_job_shows_no_dialog(qtbot, worker):
    run(qtbot, worker, lambda on_progress, cancelled: 1)
    assert worker._dialog is None
    assert not worker._quiet.isActive()


def test_a_slow_job_shows_a_dialog_whose_cancel_stops_it(qtbot, worker, monkeypatch):
    worker._quiet.setInterval(1)
    answers = []

    def job(on_progress, cancelled):
        on_progress(18, 26)
        stop.wait(10)
        if cancelled():
            raise CancelledError
        return "finished"

    stop = threading.Event()
    worker.run(job, answers.append, answers.append, label="正在读取 十一月反馈.xlsx")
    qtbot.waitUntil(lambda: worker._dialog is not None)
    dialog = worker._dialog
    assert dialog.isModal()
    assert dialog._label.text() == "正在读取 十一月反馈.xlsx"
    qtbot.mouseClick(dialog._cancel, Qt.MouseButton.LeftButton)
    assert dialog.isVisible(), "it stays until the job has really stopped"
    assert not dialog._cancel.isEnabled()
    stop.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert isinstance(answers[0], CancelledError)
    assert worker._dialog is None


def test_the_dialog_tells_how_far_the_job_is(qtbot, worker):
    worker._quiet.setInterval(1)
    seen, go = threading.Event(), threading.Event()

    def job(on_progress, cancelled):
        seen.wait(10)
        on_progress(18, 26)
        go.wait(10)

    answers = []
    worker.run(job, answers.append, answers.append)
    qtbot.waitUntil(lambda: worker._dialog is not None)
    seen.set()
    qtbot.waitUntil(lambda: worker._dialog._count.text() == "18 / 26")
    go.set()
    qtbot.waitUntil(lambda: bool(answers))


def test_escape_asks_the_job_to_stop_and_keeps_the_dialog(qtbot, worker):
    worker._quiet.setInterval(1)
    go = threading.Event()
    answers = []
    worker.run(lambda on_progress, cancelled: go.wait(10) and cancelled(), answers.append, answers.append)
    qtbot.waitUntil(lambda: worker._dialog is not None)
    qtbot.keyClick(worker._dialog, Qt.Key.Key_Escape)
    worker._dialog.close()
    assert worker._dialog.isVisible()
    go.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [True]


def test_the_window_takes_no_input_while_a_job_runs(qtbot, worker, field):
    """The job may hold the ledger's only connection; what is typed meanwhile must not reach it."""
    go = threading.Event()
    answers = []
    worker.run(lambda on_progress, cancelled: go.wait(10), answers.append, pytest.fail)
    qtbot.keyClicks(field, "abc")
    assert field.text() == ""
    go.set()
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.keyClicks(field, "abc")
    assert field.text() == "abc"


def test_close_waits_for_the_thread_and_calls_nobody(qtbot, worker):
    started, ended = threading.Event(), []

    def job(on_progress, cancelled):
        started.set()
        while not cancelled():
            pass
        ended.append(True)

    worker.run(job, pytest.fail, pytest.fail)
    assert started.wait(10)
    worker.close()
    assert ended == [True]
    assert not worker.busy
    qtbot.wait(1)  # lets what is queued arrive


def test_the_dialog_waits_half_a_second(worker):
    assert worker._quiet.interval() == worker_module.QUIET_MS == 500
