"""Files: import with its review, export, other ledgers."""

from pathlib import Path

import pytest
import python_calamine
from PySide6.QtCore import QMimeData, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
)

from ledger_app.domain.status import Status
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.models.columns import DUE
from ledger_app.ui.models.filters import Filter
from tests.ui.ledger_samples import a_document, a_draft


def answer(monkeypatch, method: str, value: object) -> None:
    monkeypatch.setattr(QFileDialog, method, staticmethod(lambda *_: value))


def test_the_first_import_looks_among_the_documents(make_window, empty_ledger, monkeypatch):
    """A double click starts the program in its own folder; nobody's plans are there."""
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *args: asked.append(args[2]) or ([], "")))
    make_window(empty_ledger).actions_["import"].trigger()
    assert asked == [QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)]


def test_import_goes_through_the_review_and_lands_at_the_plan(make_window, empty_ledger, monkeypatch, qtbot, tmp_path):
    window = make_window(empty_ledger)
    assert window._middle.currentIndex() == 1, "an empty ledger shows how to begin"
    source = tmp_path / "方案.xlsx"
    monkeypatch.setattr("ledger_app.ledger.intake.read_plan", lambda path, **_: (a_draft(), a_document()))
    answer(monkeypatch, "getOpenFileNames", ([str(source)], ""))
    with qtbot.waitSignal(window.files.review_opened) as opened:
        window.actions_["import"].trigger()
    page = opened.args[0]
    assert window._pages.currentWidget() is page
    assert not window.actions_["undo"].isEnabled()
    assert not window.actions_["import"].isEnabled()
    page.accepted.emit(page.draft)
    assert len(empty_ledger.book.measures) == 8
    assert window._pages.currentIndex() == 0
    assert window._middle.currentIndex() == 0
    assert window.pane.place.title == "云河市城市品质提升行动方案"
    assert "导入" in window.pane.tell_bar.words
    assert "8项" in window.pane.tell_bar.words
    assert window.actions_["undo"].text() == "撤销“导入”"
    window.actions_["undo"].trigger()
    assert empty_ledger.book.plans == {}
    assert window._middle.currentIndex() == 1


def test_a_review_that_is_left_stores_nothing(make_window, empty_ledger, monkeypatch, qtbot, tmp_path):
    window = make_window(empty_ledger)
    monkeypatch.setattr("ledger_app.ledger.intake.read_plan", lambda path, **_: (a_draft(), a_document()))
    with qtbot.waitSignal(window.files.review_opened) as opened:
        window.files.import_files([tmp_path / "方案.xlsx"])
    opened.args[0].cancelled.emit()
    assert empty_ledger.book.plans == {}
    assert window._pages.currentIndex() == 0
    assert window.actions_["import"].isEnabled()


def test_the_same_file_again_is_told_and_shown(window, monkeypatch, qtbot, tmp_path):
    monkeypatch.setattr("ledger_app.ledger.intake.read_plan", lambda path, **_: (a_draft(), a_document()))
    with qtbot.waitSignal(window.files.already_there):
        window.files.import_files([tmp_path / "方案.xlsx"])
    assert "已经导入过" in window.pane.tell_bar.words
    assert window._pages.currentIndex() == 0


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(window, qtbot, tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_text("not a workbook", "utf-8")
    with qtbot.waitSignal(window.files.refused):
        window.files.import_files([broken])
    assert window.pane.tell_bar.trouble
    assert "坏.xlsx" in window.pane.tell_bar.words


@pytest.mark.parametrize("layout", LAYOUTS)
def test_export_writes_the_workbook_and_says_where(window, monkeypatch, qtbot, tmp_path, layout):
    target = tmp_path / "分工表.xlsx"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    with qtbot.waitSignal(window.files.exported, timeout=20_000):
        window.actions_[f"export {layout}"].trigger()
    assert target.stat().st_size > 1000
    assert window.pane.tell_bar.words == "已导出8项到“分工表.xlsx”"


def test_the_list_is_exported_as_it_is_sorted_and_filtered(window, monkeypatch, qtbot, tmp_path):
    target = tmp_path / "清单.xlsx"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    window.pane.set_filter(Filter(statuses=frozenset({Status.UNDER_WAY})))
    window.pane.set_grouping(False)
    window.pane.list.sort(DUE, Qt.SortOrder.DescendingOrder)
    with qtbot.waitSignal(window.files.exported, timeout=20_000):
        window.actions_["export shown"].trigger()
    grid = python_calamine.CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert grid[0][0] == "全部任务：进行中"
    lines = [line.measure for line in window.pane.table.lines]
    assert [row[1] for row in grid[3:]] == [measure.text for measure in lines]
    days = [measure.deadline.last_day for measure in lines]
    assert days == sorted(days, reverse=True) != sorted(days), "the latest first"


def test_closed_headings_are_exported_with_their_rows(window, monkeypatch, qtbot, tmp_path):
    answer(monkeypatch, "getSaveFileName", (str(tmp_path / "清单"), ""))
    window.actions_["close groups"].trigger()
    with qtbot.waitSignal(window.files.exported, timeout=20_000) as said:
        window.actions_["export shown"].trigger()
    assert said.args == [tmp_path / "清单.xlsx", len(window.ledger.book.measures)]


def test_a_list_without_rows_is_not_exported(window, monkeypatch):
    window.pane.set_search("没有这样的词")
    window.actions_["export shown"].trigger()
    assert window.pane.tell_bar.trouble
    assert "列表里没有任务" in window.pane.tell_bar.words


def test_a_dropped_file_is_imported(window, qtbot, tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_text("not a workbook", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(broken))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.files.refused):
        window.dropEvent(drop)


def test_other_ledgers_open_in_their_own_process(window, monkeypatch, tmp_path):
    started: list[Path] = []
    window.files._start = started.append
    target = tmp_path / "新的.ledger"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    window.actions_["new ledger"].trigger()
    assert target.is_file()
    answer(monkeypatch, "getOpenFileName", (str(target), ""))
    window.actions_["open ledger"].trigger()
    assert started == [target, target]
    window.files.open(window.ledger.path)
    assert len(started) == 2, "the ledger of this window is open already"
    answer(monkeypatch, "getSaveFileName", (str(target), ""))
    window.actions_["new ledger"].trigger()
    assert "已经存在" in window.pane.tell_bar.words


def test_recent_ledgers_are_remembered_and_those_gone_forgotten(window, settings, tmp_path):
    assert settings.recent() == [window.ledger.path]
    other = tmp_path / "另一个.ledger"
    other.write_bytes(b"")
    settings.remember(other)
    settings.remember(window.ledger.path)
    assert settings.recent() == [window.ledger.path, other]
    other.unlink()
    assert settings.recent() == [window.ledger.path]
