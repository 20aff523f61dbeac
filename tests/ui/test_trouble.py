"""Our own faults: one dialog, a log, no storm, and never a word of the ledger."""

import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ledger_app.domain.errors import UserError
from ledger_app.ui.trouble import MAX_DIALOGS, Trouble, report_of


@pytest.fixture
def trouble(qtbot, tmp_path):
    made = Trouble(tmp_path / "log")
    yield made
    made.remove()
    if made.dialog is not None:
        made.dialog.close()


def raised(raise_it) -> Exception:
    try:
        raise_it()
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("it must raise")


def lookup():
    return {}["市财政局2026年预算"]


def catch(trouble, error):
    trouble.catch(type(error), error, error.__traceback__)


def test_a_fault_is_logged_and_shown_once(qtbot, trouble):
    catch(trouble, raised(lookup))
    qtbot.waitUntil(lambda: trouble.dialog is not None)
    assert trouble.dialog.isVisible()
    assert "KeyError" in trouble.dialog.report
    assert "lookup" in trouble.dialog.report
    assert "KeyError" in trouble.log_path.read_text("utf-8")


def test_the_report_holds_no_text_of_the_ledger(trouble):
    """我不想把台账内容发给外人。"""

    def bad_call():
        "".join(x for x in 5)  # a TypeError, whose message names code

    def wrapped():
        try:
            lookup()
        except KeyError as error:
            raise ValueError("时限“11月底前”读不出") from error

    for error in (raised(lookup), raised(wrapped)):
        report = report_of(error)
        assert "财政" not in report
        assert "11月" not in report
        assert "略去" in report
    assert "'int' object is not iterable" in report_of(raised(bad_call))
    assert "KeyError" in report_of(raised(wrapped)), "the cause is told too"


def test_the_report_holds_no_path_of_the_user(tmp_path):
    code = compile("def f():\n    raise ValueError\nf()", str(tmp_path / "scratch.py"), "exec")
    report = report_of(raised(lambda: exec(code, {})))
    assert "scratch.py:2" in report
    assert str(tmp_path) not in report


def test_a_failing_paint_does_not_storm(qtbot, trouble):
    """一刷新就出错时，不能弹出一百个窗口。"""

    class Broken(QWidget):
        def paintEvent(self, event):
            lookup()

    trouble.install()
    widget = Broken()
    qtbot.addWidget(widget)
    widget.show()
    for paints in range(1, 13):
        widget.update()
        qtbot.waitUntil(lambda n=paints: trouble.seen.total() >= n)
    widget.hide()
    qtbot.waitUntil(lambda: trouble.dialog is not None)
    assert trouble.dialog.report.count("KeyError") == 1
    log = trouble.log_path.read_text("utf-8")
    assert log.count("lookup") == 1
    assert "第10次" in log
    assert "第11次" not in log


def test_a_second_fault_joins_the_dialog_that_is_open(qtbot, trouble):
    catch(trouble, raised(lookup))
    qtbot.waitUntil(lambda: trouble.dialog is not None)
    dialog = trouble.dialog
    catch(trouble, raised(lambda: (1).nothing))
    qtbot.waitUntil(lambda: "AttributeError" in dialog.report)
    assert trouble.dialog is dialog


def test_only_a_few_dialogs_interrupt_the_clerk(qtbot, trouble):
    kinds = [LookupError, ValueError, OSError, ArithmeticError, EOFError]

    def make(kind):
        def fail():
            raise kind

        return fail

    for n, kind in enumerate(kinds):
        catch(trouble, raised(make(kind)))
        if n < MAX_DIALOGS:
            qtbot.waitUntil(lambda: trouble.dialog is not None)
            trouble.dialog.accept()
        else:
            qtbot.wait(1)
            assert trouble.dialog is None
    assert "EOFError" in trouble.log_path.read_text("utf-8"), "the log keeps all"


def test_a_refusal_is_said_in_its_own_words(qtbot, trouble):
    catch(trouble, UserError("这一步取不回", "之后又改过同一格"))
    qtbot.waitUntil(lambda: trouble.refusal is not None)
    assert trouble.dialog is None
    assert trouble.refusal.text() == "这一步取不回"
    assert trouble.refusal.informativeText() == "之后又改过同一格"
    assert not trouble.log_path.exists()
    trouble.refusal.close()


def test_the_report_can_be_copied(qtbot, trouble):
    catch(trouble, raised(lookup))
    qtbot.waitUntil(lambda: trouble.dialog is not None)
    trouble.dialog._copy.click()
    assert QGuiApplication.clipboard().text() == trouble.dialog.report


def test_install_takes_over_and_remove_gives_back(trouble):
    before = sys.excepthook, threading.excepthook
    trouble.install()
    assert sys.excepthook == trouble.catch
    trouble.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_fault_in_another_thread_is_caught(qtbot, trouble):
    trouble.install()
    thread = threading.Thread(target=lookup)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: trouble.dialog is not None)
    assert "lookup" in trouble.dialog.report


def test_ctrl_c_in_the_console_is_not_ours(trouble, monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: asked.append(args[0]))
    trouble.catch(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert asked == [KeyboardInterrupt]
    assert not trouble.seen


def test_the_log_is_kept_even_where_it_cannot_be_written(qtbot, tmp_path):
    """A read-only profile must not keep the window from opening."""
    (tmp_path / "log").write_text("a file where the folder should be")
    trouble = Trouble(tmp_path / "log")
    catch(trouble, raised(lookup))
    qtbot.waitUntil(lambda: trouble.dialog is not None)
    trouble.dialog.close()
    trouble.remove()
