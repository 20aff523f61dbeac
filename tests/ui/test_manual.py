"""F1 and 关于: windows that only show."""

import re
import tomllib
from pathlib import Path

from PySide6.QtCore import QKeyCombination, Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

from ledger_app import __version__
from ledger_app.ui.actions import SPECS, plain_text
from ledger_app.ui.dialogs.about import LIBRARIES, AboutDialog
from ledger_app.ui.dialogs.manual import ManualWindow, manual_path, show_manual
from ledger_app.ui.review.keys import KEYS


def a_manual(tmp_path):
    page = "<h1>手册</h1><p>导入文件。</p><p id='two'>撤销导入。</p><a href='#two'>到第二段</a>"
    path = tmp_path / "manual.html"
    path.write_text(f"<html><body>{page}</body></html>", "utf-8")
    return path


def test_the_manual_is_shipped_and_opens(qtbot):
    window = ManualWindow()
    qtbot.addWidget(window)
    assert manual_path().is_file()
    assert len(window.browser.toPlainText()) > 500
    assert not window.isModal()


ARROWS = str.maketrans({"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"})


def key_rows():
    """The keys that the manual lists, and what it says they do."""
    page = manual_path().read_text("utf-8")
    cells = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*)</tr>", page)]
    return [(row[at], row[at + 1]) for row in cells if len(row) == 4 for at in (0, 2)]


def test_every_key_of_the_manual_is_a_key_of_the_program():
    known = {QKeySequence(key) for spec in SPECS for key in spec.keys.split()}
    known |= {QKeySequence(QKeyCombination(modifiers, key)) for key, modifiers in KEYS}
    beside = {"← →", "2 到 9"}  # of the list, and of a doubt
    listed = [key.replace("Enter", "Return").translate(ARROWS) for key, _ in key_rows() if key not in beside]
    assert len(listed) > 40
    assert [key for key in listed if QKeySequence(key) not in known] == []


def test_what_the_manual_says_of_a_key_is_what_its_menu_says():
    """One word per thing: whoever reads 记进展 in the manual finds 记进展 in the menu."""
    acts = {QKeySequence(key): plain_text(spec.text) for spec in SPECS for key in spec.keys.split()}
    said = dict(key_rows()[-34:])
    for key, words in (("Ctrl+J", "记进展"), ("Ctrl+D", "向下填充"), ("Ctrl+3", "单位"), ("Ctrl+5", "按时限排列")):
        assert acts[QKeySequence(key)] == said[key] == words


def test_every_link_of_the_manual_leads_somewhere():
    page = manual_path().read_text("utf-8")
    wanted = re.findall(r'href="#(\w+)"', page)
    assert len(wanted) > 10
    assert wanted == re.findall(r'<h2 id="(\w+)"', page), "the contents, in the order of the text"


def test_a_missing_manual_is_said_in_one_sentence(qtbot, tmp_path):
    window = ManualWindow(tmp_path / "manual.html")
    qtbot.addWidget(window)
    assert "找不到手册" in window.browser.toPlainText()


def test_a_word_is_found_again_and_again(qtbot, tmp_path):
    window = ManualWindow(a_manual(tmp_path))
    qtbot.addWidget(window)
    window.search.setText("导入")
    first = window.browser.textCursor().position()
    window.find_next()
    second = window.browser.textCursor().position()
    window.find_next()
    assert first < second
    assert window.browser.textCursor().position() == first, "from the end on to the first again"


def test_a_word_that_is_not_there_is_said(qtbot, tmp_path):
    window = ManualWindow(a_manual(tmp_path))
    qtbot.addWidget(window)
    window.search.setText("没有的词")
    assert window.found.text() == "没有找到"
    window.search.setText("导入")
    assert window.found.text() == ""


def test_a_link_stays_in_the_manual(qtbot, tmp_path):
    window = ManualWindow(a_manual(tmp_path))
    qtbot.addWidget(window)
    window.browser.anchorClicked.emit(QUrl("#two"))
    assert "撤销导入" in window.browser.toPlainText()


def test_one_manual_is_enough(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    assert show_manual(parent) is show_manual(parent)


def test_escape_closes_the_manual(qtbot, tmp_path):
    window = ManualWindow(a_manual(tmp_path))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    qtbot.keyClick(window.browser, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_about_names_the_version_and_every_library_with_its_licence(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    table = dialog.table.model()
    rows = [[table.index(r, c).data() for c in range(4)] for r in range(table.rowCount())]
    assert [row[0] for row in rows][1:] == [library.name for library in LIBRARIES]
    assert all(all(row) for row in rows)
    assert any(__version__ in label.text() for label in dialog.findChildren(QLabel))


def test_about_lists_all_that_the_program_depends_on():
    """A dependency without its licence in 关于 would be a fault."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=!\[ ]", each)[0].lower() for each in project["dependencies"]}
    assert wanted == {library.name.lower() for library in LIBRARIES}
