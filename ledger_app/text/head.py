"""What stands above a plan's body: its title, 文号, the issuing body and the date."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date

from ledger_app.domain.plan import PrintedCell
from ledger_app.text.folding import plain

_ATTACHMENT = re.compile(r"附[\s　]*(?:件|表)[\s　]*[一二三四五六七八九十0-9]*[\s　]*[:：.、]?[\s　]*")
_ASIDE = re.compile(
    r"(?:单位|填报单位|填表|填报|制表|时间|日期|截至|报送|联系人|注)[\s　]*(?:\([^)]*\))?[\s　]*:|\(.*\)$"
)
_DOC_NUMBER = re.compile(r"[一-鿿]{1,12}[〔\[(【][ ]*(?:19|20)\d\d[ ]*[〕\])】][ ]*第?[ ]*\d{1,5}[ ]*号")
_NUMBER_LABEL = re.compile(r"^(?:发文字号|发文文号|文[ ]*号|字[ ]*号)[ ]*:[ ]*")
_DAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日|((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_BODY_NAME = re.compile(r"(?!.*关于)[一-鿿]{2,30}(?:人民政府|委员会|办公厅|办公室|政府办|党组|厅|局|院)")
_PLAN_WORDS = (
    "计划|计画|方案|通知|意见|措施|规划|备忘录|要点|办法|分工表|分解表|任务表|清单|台账|纲要|分工|安排|决定|报告|表"
)
_TITLE_END = re.compile(rf"(?:{_PLAN_WORDS})(?:\([^()]*\))?$")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a plan says about itself."""

    doc_number: str | None = None
    issuer: str | None = None
    issued: date | None = None


def plan_facts(lines: Sequence[str]) -> PlanFacts:
    """文号, issuing body and date, each where a line holds it and nothing else."""
    doc_number = issuer = issued = None
    for line in lines:
        text = plain(line).strip()
        number = _NUMBER_LABEL.sub("", text)
        if doc_number is None and _DOC_NUMBER.fullmatch(number) is not None:
            doc_number = line.strip()[len(text) - len(number) :]
        if _BODY_NAME.fullmatch(text) and issuer is None:
            issuer = line.strip()
        issued = issued or day_alone(text)
    return PlanFacts(doc_number, issuer, issued)


def day_alone(text: str) -> date | None:
    """The date of a line that holds a date and nothing else but its label."""
    text = re.sub(r"^(?:印发|发布|成文|发文)(?:日期|时间):", "", re.sub(r"\s+", "", plain(text)))
    match = _DAY.fullmatch(text.removesuffix("印发"))
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def title_of_head(head: Sequence[PrintedCell]) -> str | None:
    """The title printed above a table's header words, its lines joined; None if there is none."""
    lines = []
    for cell in head:
        text = without_attachment(cell.text)
        simple = plain(text).strip()
        if not text or _ASIDE.match(simple) or _is_fact(simple):
            continue
        if cell.columns > 1 or (cell.column == 0 and _only_cell(head, cell)):
            lines.append(_one_line(text))
    return join_title(lines) if lines else None


def without_attachment(text: str) -> str:
    """A title without the 附件1: in front of it."""
    text = text.strip()
    match = _ATTACHMENT.match(text)
    return text if match is None else text[match.end() :].strip()


def join_title(lines: Sequence[str]) -> str:
    """The lines of one title as a single line; an unclosed 《 or a missing plan word carries it on."""
    title = lines[0]
    for line in lines[1:]:
        if title.count("《") > title.count("》") or not ends_like_title(title):
            title += line
    return title


def ends_like_title(line: str) -> bool:
    """Whether a line ends as titles of plans do: …方案, …通知, …工作分工表(试行)."""
    return _TITLE_END.search(plain(line).strip()) is not None


def _is_fact(text: str) -> bool:
    """Whether a line is a 文号, a body or a date and so no title."""
    return any(value is not None for value in astuple(plan_facts([text])))


def _only_cell(head: Sequence[PrintedCell], cell: PrintedCell) -> bool:
    return sum(1 for other in head if other.row == cell.row) == 1


def _one_line(text: str) -> str:
    return "".join(part.strip() for part in text.splitlines())
