"""What a heading of running text says about the items below it: whether they are work, and whose."""

import re
from collections.abc import Iterable

from ledger_app.text.folding import plain
from ledger_app.text.unit_names import is_body, looks_like_unit, split_names

_NO_WORK = re.compile(
    r"(?:总体|工作|发展|主要|具体|行动|整治|活动|任务|指导|基本|建设|创建|近期|预期|阶段性?|年度|总的|奋斗|目标)*"
    r"(?:指导思想|要求|思路|原则|目标|指标|意义|背景|现状|形势|依据)"
    r"(?:$|(?:和|与|及|、)(?!.*(?:任务|措施|内容|重点)).*)"
    r"|.*(?:重要意义|重大意义|必要性|适用范围|术语|名词解释|组织机构|机构设置|领导小组(?:成员|组成)|成员名单|总则|附则|解释权"
    r"|基本情况|存在(?:的)?(?:主要)?问题|主要成效|工作回顾)"
    r"|(?:整治|检查|工作|实施|活动)?(?:范围|对象|时间|步骤|阶段|内容和范围)"
    r"|(?:(?:实施|工作|方法|时间)步骤|(?:时间|进度|阶段|步骤)安排|实施阶段)(?:和方法|安排)?"
)
_REQUIREMENTS = re.compile(r".*(?:工作|任务)要求$")  # what all have to do; those a clerk may track
_STAGED = re.compile(r".*(?:阶段|步骤)(?:\(.*\))?$")
_SHORT_NAMES = re.compile(r"以下(?:分别|统一|均)?(?:简称|称)(?:为)?[:“\"「 ]{0,3}(?P<names>[一-鿿、]{2,40})")
_SUBJECT = re.compile(
    r"(?P<name>[一-鿿、()]{2,30}?)(?:的)?"
    r"(?:主要职责|工作职责|职责(?:任务|分工)?|工作任务|主要任务|任务分工|负责(?:的)?(?:工作|任务|事项)?|牵头(?:负责)?(?:的)?(?:工作|任务|事项))"
)
_LONGEST = 40


def names_no_work(title: str) -> bool:
    """Whether what stands under this heading is no list of measures: 指导思想, 工作目标, 实施步骤."""
    text = plain(title).strip("。:; ")
    if len(text) > _LONGEST or _REQUIREMENTS.fullmatch(text):
        return False
    return _NO_WORK.fullmatch(text) is not None or _STAGED.fullmatch(text) is not None


def short_names(lines: Iterable[str]) -> frozenset[str]:
    """The parties a memorandum gives a short name: 云河市人民政府（以下简称云河市政府）."""
    found = (match["names"] for line in lines for match in _SHORT_NAMES.finditer(plain(line)))
    return frozenset(name for names in found for name in split_names(names)[0] if looks_like_unit(name))


def units_in_title(title: str, parties: frozenset[str]) -> str | None:
    """The units a heading names without a bracket: 市水务局工作任务, 市教育局, or a party that does what it says."""
    simple = plain(title).rstrip("。:; ")
    party = next((name for name in parties if simple.startswith(name)), None)
    if party is not None:
        return title[: len(party)]
    if len(simple) > _LONGEST:
        return None
    match = _SUBJECT.match(simple)
    names = title[: match.end("name")] if match is not None else title.rstrip("。:：; ；")
    listed, _ = split_names(names)
    sure = listed and all(is_body(name) for name in listed) and (match is None or match.end() == len(simple))
    return names if sure else None
