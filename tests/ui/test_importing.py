"""Importing in the window: parts of a file, the clipboard, newer versions of a plan. Invented documents only."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ledger_app.domain.comparison import AS_NEW, KEEP_OLD, REMOVE_ROW
from ledger_app.domain.errors import UserError
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ui.file_work import DOCUMENTS, FileWork, may_take
from ledger_app.ui.review.changes import update_words
from ledger_app.ui.review.page import ReviewPage
from ledger_app.ui.views.empty_page import EmptyPage
from tests.ui.ledger_samples import TODAY
from tests.ui.review_samples import press

Key = Qt.Key
HEAD = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>"
ROWS = (
    ("整治城镇燃气安全隐患，更换老化立管86公里", "市住建局牵头，市应急局配合", "2026年11月20日前"),
    ("完成全市经营性自建房安全鉴定", "市住建局牵头", "2026年10月底前"),
    ("建成江南污水处理厂二期并通水", "市水务局牵头", "2026年12月底前"),
)
OTHER_ROWS = (
    ("新增公办幼儿园学位3600个", "市教育局牵头", "2026年8月底前"),
    ("开工建设职业学院新校区", "市教育局牵头", "2026年9月底前"),
)


def table(title, rows):
    lines = "".join(
        f"<tr><td>{at}</td><td>{text}</td><td>{units}</td><td>{due}</td></tr>"
        for at, (text, units, due) in enumerate(rows, 1)
    )
    return f"<table><tr><td colspan=4>{title}</td></tr>{HEAD}{lines}</table>"


FIRST, SECOND = "云河市安全整治任务分工表", "云河市教育重点项目分工表"


def page_of(*tables):
    return f"<html><head><meta charset=utf-8></head><body>{'<p> </p>'.join(tables)}</body></html>"


class Desk:
    """What the window does with files, and what came of it."""

    def __init__(self, ledger: Ledger, qtbot, settings) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.qtbot, self.ledger = qtbot, ledger
        self.files = FileWork(self.window, ledger, settings, lambda: TODAY, start=lambda path: None)
        self.pages: list = []
        self.there: list = []
        self.said: list[str] = []
        self.updates: list = []
        self.changes: list = []
        self.files.review_opened.connect(self._open)
        self.files.already_there.connect(self.there.append)
        self.files.refused.connect(self.said.append)
        self.files.updated.connect(lambda change, draft: self.updates.append((change, draft)))
        self.files.imported.connect(self.changes.append)

    def _open(self, page) -> None:
        self.qtbot.addWidget(page)
        self.pages.append(page)
        page.resize(1366, 700)
        page.show()

    @property
    def page(self):
        return self.pages[-1]

    def read(self, path: Path) -> None:
        before = len(self.pages), len(self.there), len(self.said)
        self.files.import_files([path])
        self.qtbot.waitUntil(lambda: (len(self.pages), len(self.there), len(self.said)) != before)

    def take(self) -> None:
        self.qtbot.mouseClick(self.page.foot.take, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(empty_ledger, qtbot, settings):
    return Desk(empty_ledger, qtbot, settings)


@pytest.fixture
def two_tables(tmp_path):
    path = tmp_path / "两张表.html"
    path.write_text(page_of(table(FIRST, ROWS), table(SECOND, OTHER_ROWS)), "utf-8")
    return path


def measures(ledger):
    return [row.measure.text for row in ledger.book.rows()]


# ---- one file, several plans


def test_another_table_of_the_file_is_chosen_in_the_head(desk, two_tables):
    desk.read(two_tables)
    assert desk.page.head.part.isVisible()
    assert len(desk.page.draft.book.measures) == 3
    actions = desk.page.head.part.menu().actions()
    assert [action.isChecked() for action in actions] == [True, False]
    actions[1].trigger()
    desk.qtbot.waitUntil(lambda: len(desk.pages) == 2)
    assert [measure.text for measure in desk.page.draft.book.measures.values()] == [row[0] for row in OTHER_ROWS]


def test_corrections_wait_while_another_table_is_looked_at(desk, two_tables):
    desk.read(two_tables)
    desk.page.draft.remove_measures([1])
    desk.page.head.part.menu().actions()[1].trigger()
    desk.qtbot.waitUntil(lambda: len(desk.pages) == 2)
    desk.page.head.part.menu().actions()[0].trigger()
    desk.qtbot.waitUntil(lambda: len(desk.pages) == 3)
    assert desk.page.foot.take.text() == "导入2项"
    desk.page.undo()
    assert desk.page.foot.take.text() == "导入3项"


def test_the_tables_of_a_file_are_imported_one_after_the_other(desk, two_tables):
    desk.read(two_tables)
    desk.take()
    desk.read(two_tables)
    assert desk.page.source.part == 2, "the first is there already"
    desk.take()
    assert measures(desk.ledger) == [row[0] for row in (*ROWS, *OTHER_ROWS)]
    desk.read(two_tables)
    assert len(desk.there) == 1


def test_a_table_that_is_there_is_not_shown_again(desk, two_tables):
    desk.read(two_tables)
    desk.take()
    desk.read(two_tables)
    desk.page.head.part.menu().actions()[0].trigger()
    desk.qtbot.waitUntil(desk.page.trouble.isVisible)
    assert "已经导入过" in desk.page._said.text()
    assert len(desk.pages) == 2


def test_a_file_with_one_table_offers_no_choice(desk, tmp_path):
    path = tmp_path / "一张表.html"
    path.write_text(page_of(table(FIRST, ROWS)), "utf-8")
    desk.read(path)
    assert not desk.page.head.part.isVisible()


# ---- the clipboard and what is dropped


def copied(html="", text=""):
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    return mime


def test_a_copied_table_is_read(desk):
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    desk.files.import_clipboard()
    desk.qtbot.waitUntil(lambda: bool(desk.pages))
    assert len(desk.page.draft.book.measures) == 3
    assert "剪贴板" in desk.page.head.name.text()


def test_dropped_text_is_read(desk):
    lines = "\n".join(f"{at}.{text}，{due}完成。（{units}）" for at, (text, units, due) in enumerate(ROWS, 1))
    mime = copied(text=f"云河市安全整治方案\n一、重点任务\n{lines}")
    assert may_take(mime)
    desk.files.take(mime)
    desk.qtbot.waitUntil(lambda: bool(desk.pages))
    assert [measure.text[:4] for measure in desk.page.draft.book.measures.values()] == [
        "整治城镇",
        "完成全市",
        "建成江南",
    ]


def test_an_empty_clipboard_says_what_to_do(desk):
    QGuiApplication.clipboard().setMimeData(copied(text="  "))
    desk.files.import_clipboard()
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    assert "复制" in desk.said[0]
    assert not may_take(copied(text=" "))


def test_all_readable_kinds_of_file_are_offered():
    for suffix in ("xlsm", "ods", "et", "tsv", "docm", "xlsx", "docx", "html", "txt", "csv"):
        assert f"*.{suffix}" in DOCUMENTS


def test_what_cannot_be_read_is_said_with_the_way_out(desk, tmp_path):
    path = tmp_path / "通知.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    desk.read(path)
    assert path.name in desk.said[0]
    assert "另存为" in desk.said[0]


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
    assert len(desk.pages) == 3
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


# ---- the window


def shown_review(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewPage)))
    return window.findChildren(ReviewPage)[0]


def test_ctrl_shift_v_imports_what_was_copied(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Key.Key_V, both)
    assert shown_review(window, qtbot).foot.take.text() == "导入3项"


def test_the_empty_page_offers_the_clipboard(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    page = window.findChild(EmptyPage)
    qtbot.mouseClick(page.copied, Qt.MouseButton.LeftButton)
    assert shown_review(window, qtbot).foot.take.text() == "导入3项"


def drag(mime):
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    return QDragEnterEvent(QPoint(300, 300), action, mime, button, Qt.KeyboardModifier.NoModifier)


def test_a_selection_dropped_on_the_window_is_imported(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    mime = copied(table(FIRST, ROWS), "序号")
    entering = drag(mime)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, none))
    assert shown_review(window, qtbot).foot.take.text() == "导入3项"


def test_nothing_to_read_is_not_taken(make_window, empty_ledger):
    window = make_window(empty_ledger)
    nothing = copied(text="   ")
    entering = drag(nothing)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    assert not entering.isAccepted()


def test_what_an_update_did_is_told_with_the_way_back(make_window, empty_ledger, qtbot, tmp_path):
    window = make_window(empty_ledger)
    first, second = tmp_path / "分工表.html", tmp_path / "分工表（修订）.html"
    first.write_text(page_of(table(FIRST, ROWS)), "utf-8")
    second.write_text(page_of(table(FIRST, (ROWS[0], ROWS[1], *OTHER_ROWS))), "utf-8")
    for path in (first, second):
        window.files.import_files([path])
        page = shown_review(window, qtbot)
        qtbot.mouseClick(page.foot.take, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.findChildren(ReviewPage))
    assert window.pages.tell_bar.words == "已更新：新增2项、原有1项保留"
    assert len(empty_ledger.book.measures) == 5
    window.actions_["undo"].trigger()
    assert len(empty_ledger.book.measures) == 3


@pytest.mark.parametrize("times", [1, 2])
def test_after_an_import_the_keys_go_to_the_list(make_window, empty_ledger, qtbot, tmp_path, times):
    """回车弹出了筛选框，Ctrl+Z也不管用。"""
    window = make_window(empty_ledger)
    for number in range(times):
        path = tmp_path / f"{number}.html"
        path.write_text(page_of(table((FIRST, SECOND)[number], (ROWS, OTHER_ROWS)[number])), "utf-8")
        window.files.import_files([path])
        qtbot.mouseClick(shown_review(window, qtbot).foot.take, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.findChildren(ReviewPage))
    assert window.focusWidget() is window.pane.list
