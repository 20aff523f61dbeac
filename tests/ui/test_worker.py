"""Slow work: one thread, answers on the window's thread, told only when it takes long."""

import threading

import pytest
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


def test_a_quick_job_is_not_told(qtbot, worker):
    told = []
    worker.slow.connect(told.append)
    run(qtbot, worker, lambda on_progress, cancelled: 1)
    assert told == []
    assert not worker._quiet.isActive()


def test_a_slow_job_is_told_and_can_be_cancelled(qtbot, worker):
    worker._quiet.setInterval(1)
    answers, told, ends = [], [], []
    worker.cancelled.connect(lambda: ends.append("cancelled"))
    worker.rested.connect(lambda: ends.append("rested"))
    stop = threading.Event()

    def job(on_progress, cancelled):
        stop.wait(10)
        if cancelled():
            raise CancelledError
        return "finished"

    worker.slow.connect(told.append)
    worker.run(job, answers.append, answers.append, label="正在读取 十一月反馈.xlsx")
    qtbot.waitUntil(lambda: told == ["正在读取 十一月反馈.xlsx"])
    worker.cancel()
    assert worker.busy, "until the job has really stopped"
    stop.set()
    qtbot.waitUntil(lambda: not worker.busy)
    assert isinstance(answers[0], CancelledError)
    assert ends == ["cancelled", "rested"]


def test_it_tells_how_far_the_job_is(qtbot, worker):
    told = []
    worker.progressed.connect(lambda *said: told.append(said))
    run(qtbot, worker, lambda on_progress, cancelled: on_progress(26, 26), label="正在导出")
    assert told == [("正在导出", 26, 26)]


def test_the_window_takes_input_while_a_job_runs(qtbot, worker, field):
    go = threading.Event()
    answers = []
    worker.run(lambda on_progress, cancelled: go.wait(10), answers.append, pytest.fail)
    qtbot.keyClicks(field, "abc")
    assert field.text() == "abc"
    go.set()
    qtbot.waitUntil(lambda: bool(answers))


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


def test_nothing_is_told_for_half_a_second(worker):
    assert worker._quiet.interval() == worker_module.QUIET_MS == 500
