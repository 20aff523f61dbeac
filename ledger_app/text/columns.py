"""The header of a table (表头): which column holds what, whatever the plan calls it."""

import re
from collections.abc import Sequence

from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.domain.unit import Role
from ledger_app.text.folding import plain

COLUMN_ROLES = {Field.LEAD: Role.LEAD, Field.RESPONSIBLE: Role.RESPONSIBLE, Field.SUPPORT: Role.SUPPORT}
LONGEST_LABEL = 16

_BODY = "(?:单位|部门|处室|科室|机构|股室|主体|方)"
# The first that fits names the column. Order matters: 牵头领导 is a person, 工作进展情况 is not the work itself.
_LABELS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.NUMBER, re.compile(r"(?:序|编|项)?号|序列|编号|项次|no\.?|(?:任务|措施|项目|工作)(?:序号|编号)")),
    (
        Field.OTHER,
        re.compile(
            r".*(?:领导|责任人|负责人|联络员|联系人|电话|联系方式|备注|说明|依据|来源|资金|经费|考核|分值|佐证).*"
        ),
    ),
    (
        Field.UNITS,
        re.compile(
            rf"(?:工作)?(?:落实|分工){_BODY}?|牵头.{{0,4}}[及和、与/].{{0,2}}(?:配合|参与|协办|责任).*|(?:责任|任务|工作|职责)分工|{_BODY}|工作落实{_BODY}|落实{_BODY}.*"
        ),
    ),
    (Field.SUPPORT, re.compile(rf".{{0,4}}(?:配合|协办|协助|参与|参加|协同|协作).{{0,4}}{_BODY}?.{{0,4}}")),
    (Field.LEAD, re.compile(rf".{{0,4}}(?:牵头|主办|主责|主管).{{0,4}}{_BODY}?.{{0,4}}")),
    (Field.RESPONSIBLE, re.compile(rf".{{0,4}}(?:责任|负责|承办|实施|承担|执行|主体).{{0,4}}{_BODY}.{{0,4}}")),
    (
        Field.DEADLINE,
        re.compile(
            r".*(?:时限|期限|时间|节点|工期|截止|时序).*|.*完成日期.*|(?:工作|完成|推进|年度)?进度(?:要求|安排|计划)?"
        ),
    ),
    (
        Field.PROGRESS,
        re.compile(r".*(?:进展|进度情况|落实情况|完成情况|推进情况|办理情况|办理结果|目前情况|工作情况).*"),
    ),
    (Field.STATUS, re.compile(r"(?:当前|工作|办理|完成|任务)?(?:状态|是否完成|进度状态)")),
    (
        Field.HEADING,
        re.compile(
            r"(?:工作|任务|项目|措施)?(?:大类|类别|分类|类型|领域|板块|方面|专题|专项|一级任务|一级指标)(?:名称)?"
        ),
    ),
    (Field.TEXT, re.compile(r".*(?:内容|措施|任务|事项|举措|要求|项目|工作|目标|重点|要点|条款|职责).*")),
)
# How sure a label is to hold the measures themselves when several columns hold text.
_TEXT_RANK = (
    *(
        "具体措施",
        "主要措施",
        "工作措施",
        "措施",
        "举措",
        "具体任务",
        "工作内容",
        "主要内容",
        "具体内容",
        "任务内容",
        "内容",
    ),
    *("任务事项", "工作事项", "事项", "工作任务", "重点任务", "目标任务", "任务", "重点工作", "工作", "条款", "职责"),
    *("项目", "要点", "要求", "目标", "重点"),
)


def label_of(text: str) -> str:
    """A header's words without the spaces and line breaks that spread them over the cell."""
    return re.sub(r"\s+", "", plain(text)).rstrip(":").lower()


def field_of(text: str) -> Field | None:
    """What a header of these words says its column holds; None if these are no header words."""
    label = label_of(text)
    if not label or len(label) > LONGEST_LABEL or re.search(r"[。;,《》]|表$", label):
        return None
    bare = re.sub(r"\([^()]*\)", "", label) or label
    return next((field for field, pattern in _LABELS if pattern.fullmatch(bare)), None)


def is_header(labels: Sequence[str]) -> bool:
    """Whether a row of cells is a table's header: words for the work and for who does it, or for its number."""
    found = [field_of(label) for label in labels]
    known = {field for field in found if field is not None}
    filled = sum(1 for label in labels if label.strip())
    if Field.TEXT not in known and Field.HEADING not in known:
        return False
    sure = known & (UNIT_FIELDS | {Field.NUMBER, Field.DEADLINE, Field.PROGRESS})
    return bool(sure) and sum(1 for field in found if field) * 2 > filled


def text_rank(text: str) -> int:
    """How well a header names the measures themselves; 0 is best."""
    label = label_of(text)
    return next((rank for rank, word in enumerate(_TEXT_RANK) if word in label), len(_TEXT_RANK))
