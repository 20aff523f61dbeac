"""Two plans of an invented city, 云河市, one of them in traditional script, and what was done with them yesterday."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import xlsxwriter

from ledger_app.domain.lamp import LAMP_PRESETS
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.intake import read_plan

_HEADER = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
# a heading, or text, who leads, who supports, until when
QUALITY = (
    "云河市2026年城市提质重点任务分工表",
    "一、做强创新平台",
    ("新建市级重点实验室6家，组织共性技术攻关12项。", "市科技局", "市财政局", "2026年11月10日"),
    ("科技企业孵化面积新增8万平方米。", "市科技局", "市住建局", "2026年12月31日"),
    ("兑付研发补助资金3600万元。", "市财政局", "市科技局", "2026年12月15日"),
    "二、补齐公共服务短板",
    ("改造老旧小区42个，更新供水管网65公里。", "市住建局", "市财政局", "2026年12月31日"),
    ("新增公办幼儿园学位2700个。", "市教育局", "市财政局", "2026年11月30日"),
    ("建成社区食堂35家。", "市民政局", "市商务局", "2026年10月31日"),
    ("落实困难群众取暖补贴，发放到户。", "市财政局", "市民政局", "2026年11月25日"),
    "三、畅通出行",
    ("打通断头路9条。", "市住建局", "市交通局", "2026年12月20日"),
    ("优化公交线路14条。", "市交通局", "市财政局", "2026年9月30日"),
    ("编制明年交通补助预算。", "市财政局", "市交通局", "2027年2月28日"),
    "四、办好群众节庆",
    ("组织沿河灯会，分流游客。", "市文旅局", "市公安局", "2026年12月28日"),
    ("评选云河年味小店20家。", "市商务局", "市文旅局", "2026年12月30日"),
)
GARDEN = (
    "雲河市開發區提升工作任務表",
    "一、優化營商環境",
    ("壓縮園區企業開辦時限，實現一日辦結。", "市市場監管局", "市稅務局", "2026年12月10日"),
    ("推行用電報裝線上辦理。", "市發改委", "市工信局", "2026年12月25日"),
)
DELETED = "办好群众节庆"
_LONG_AGO = timedelta(days=40)


class SetClock:
    """A clock that goes on by a minute with every look, and can be set."""

    def __init__(self, today: date) -> None:
        self.at = datetime(today.year, today.month, today.day, 9, 0, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def write_plan(lines: tuple, path: Path) -> Path:
    """A division-of-labour table as offices send it: title, header, headings across, a row for each measure."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("分工表")
        sheet.merge_range(0, 0, 0, 4, lines[0])
        sheet.write_row(1, 0, _HEADER)
        number = 0
        for at, line in enumerate(lines[1:], start=2):
            if isinstance(line, str):
                sheet.merge_range(at, 0, at, 4, line)
            else:
                number += 1
                sheet.write_row(at, 0, (number, *line))
    return path


def measure_with(ledger: Ledger, words: str) -> int:
    """The measure whose text begins so."""
    return next(id_ for id_, measure in ledger.book.measures.items() if measure.text.startswith(words))


def fill(ledger: Ledger, clock: SetClock, folder: Path) -> None:
    """Both plans read long ago; yesterday a status, a deadline and a heading deleted; the lamps follow 序时进度 too."""
    today = clock.at
    clock.at = today - _LONG_AGO
    for name, lines in (("城市提质.xlsx", QUALITY), ("開發區.xlsx", GARDEN)):
        ledger.import_plan(*read_plan(write_plan(lines, folder / name)))
    ledger.set_lamp_rules(LAMP_PRESETS[-1])
    first = measure_with(ledger, "新建市级重点实验室")
    ledger.add_progress(first, on=clock.at.date(), done="已挂牌4家。", problems="两家场地未落实", percent=60)
    ledger.add_progress(
        measure_with(ledger, "打通断头路"), on=clock.at.date(), done="开工3条。", problems="征迁进度慢", percent=30
    )
    clock.at = today - timedelta(days=1)
    ledger.set_status([measure_with(ledger, "编制明年交通补助预算")], Status.DONE)
    ledger.set_deadline([measure_with(ledger, "优化公交线路")], "2026年12月5日")
    ledger.remove_section(next(s.id for s in ledger.book.sections.values() if s.title == DELETED))
    clock.at = today
