"""Documents to import, and a desk at which they are: an invented city, our own sentences."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget

from ledger_app.ledger import Ledger
from ledger_app.ui.file_work import FileWork
from tests.ui.ledger_samples import TODAY

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


def copied(html="", text=""):
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    return mime


def measures(ledger):
    return [row.measure.text for row in ledger.book.rows()]
