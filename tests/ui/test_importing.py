"""Importing in the window: parts of a file, the clipboard. Invented documents only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ledger_app.ui.file_work import DOCUMENTS, may_take
from tests.ui.import_samples import FIRST, OTHER_ROWS, ROWS, copied, measures, page_of, table

Key = Qt.Key


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


def test_a_clipboard_that_is_not_there_is_an_empty_one(desk, monkeypatch):
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "mimeData", lambda _: None)
    desk.files.import_clipboard()
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    assert "复制" in desk.said[0]


def test_all_readable_kinds_of_file_are_offered():
    for suffix in ("xlsm", "ods", "et", "tsv", "docm", "xlsx", "docx", "html", "txt", "csv"):
        assert f"*.{suffix}" in DOCUMENTS


def test_what_cannot_be_read_is_said_with_the_way_out(desk, tmp_path):
    path = tmp_path / "通知.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    desk.read(path)
    assert path.name in desk.said[0]
    assert "另存为" in desk.said[0]


def test_of_several_files_each_says_which_it_is(desk, tmp_path):
    paths = []
    for at, (title, rows) in enumerate(((FIRST, ROWS), (f"{FIRST}（二）", OTHER_ROWS))):
        paths.append(tmp_path / f"{at}.html")
        paths[-1].write_text(page_of(table(title, rows)), "utf-8")
    desk.files.import_files(paths)
    desk.qtbot.waitUntil(lambda: len(desk.pages) == 1)
    assert desk.page.head.turn.text() == "第1个，共2个"
    assert desk.page.head.turn.isVisible()
    desk.page.cancelled.emit()
    desk.qtbot.waitUntil(lambda: len(desk.pages) == 2)
    assert desk.page.head.turn.text() == "第2个，共2个"
    desk.page.cancelled.emit()
    desk.read(paths[0])
    assert desk.page.head.turn.isHidden(), "one file alone"
