"""The header of a table (表头): which column holds what, whatever the plan calls it."""

import re
from collections.abc import Sequence

from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.domain.unit import Role
from ledger_app.text.folding import plain

COLUMN_ROLES = {Field.LEAD: Role.LEAD, Field.RESPONSIBLE: Role.RESPONSIBLE, Field.SUPPORT: Role.SUPPORT}
LONGEST_LABEL = 16
_LONGEST_WORK = 8  # characters of a word for the work that is none of the known ones

_BODY = "(?:单位|部门|处室|科室|机构|股室|主体|方)"
_PERSON = "(?:责任人|负责人|领导|联络员|联系人|人员)"
_WITH_PERSON = rf"(?:(?:具体|主要)?{_BODY}[及和、与/].{{0,4}}{_PERSON}|.{{0,4}}{_PERSON}[及和、与/].{{0,4}}{_BODY})"
_PART_OF_YEAR = r"第?[一二三四1-4]季度|\d{1,2}月份?|[上下]半年|(?:19|20)\d\d年?[底末]?"
# The first that fits names the column. Order matters: 牵头领导 is a person, 工作进展情况 is not the work itself.
_LABELS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (
        Field.NUMBER,
        re.compile(r"(?:总|分)?(?:序|编|项)?号|序列|编号|项次|no\.?|(?:任务|措施|项目|工作|问题)(?:序号|编号)"),
    ),
    (Field.RESPONSIBLE, re.compile(rf"(?:责任|落实)?{_BODY}[及和、与/]?(?:完成|办结|整改)?(?:时限|时间|期限)")),
    (Field.LEAD, re.compile(rf"(?:牵头|主办|主责){_WITH_PERSON}")),
    (Field.SUPPORT, re.compile(rf"(?:配合|协办|参与){_WITH_PERSON}")),
    (Field.RESPONSIBLE, re.compile(rf"(?:责任|承办|负责|落实)?(?:{_WITH_PERSON})")),
    (
        Field.OTHER,
        re.compile(
            r".*(?:领导|责任人|负责人|经办人|联络员|联系人|电话|联系方式|备注|说明|依据|来源|资金|经费|考核(?!指标|内容|项目)|分值|佐证|权重|属性|性质).*"
            r"|.*(?:投资|投资额|金额|预算|地点|属地)"
            rf"|.*下一?步.*|(?:{_PART_OF_YEAR})(?:值|基数|现状|实际|进度)?|计量单位"
            r"|(?:启动|开始|开工|起始|交办|受理|提出|收文|来文|下达|反馈|上报|填报)(?:日期|时间)"
        ),
    ),
    (
        Field.UNITS,
        re.compile(
            rf"(?:工作)?(?:落实|分工){_BODY}?|牵头.{{0,4}}[及和、与/].{{0,2}}(?:配合|参与|协办|责任).*|(?:责任|任务|工作|职责)分工|{_BODY}|工作落实{_BODY}|落实{_BODY}.*"
            rf"|责任(?:{_BODY}及)?分工|分工(?:情况|安排|意见)"
        ),
    ),
    (Field.SUPPORT, re.compile(rf".{{0,4}}(?:配合|协办|协助|参与|参加|协同|协作).{{0,4}}{_BODY}?.{{0,4}}")),
    (Field.LEAD, re.compile(rf".{{0,4}}(?:牵头|主办|主责|主管|主体责任).{{0,4}}{_BODY}?.{{0,4}}")),
    (
        Field.RESPONSIBLE,
        re.compile(
            rf".{{0,4}}(?:责任|负责|承办|实施|承担|执行|主体|指导|整改|建设|业主|完成).{{0,4}}{_BODY}.{{0,4}}|责任主体|责任方"
        ),
    ),
    (
        Field.DEADLINE,
        re.compile(
            r".*(?:时限|期限|时间|节点|工期|年限|周期|截止|时序).*|.*(?:完成|办结|结束|整改|销号)日期.*"
            r"|(?:工作|完成|推进|年度)?进度(?:要求|安排|计划)?"
            r"|(?:活动|工作|实施|开展|举办|计划|完成|安排)?(?:月份|月度|季度)(?:安排)?"
        ),
    ),
    (
        Field.PROGRESS,
        re.compile(r".*(?:进展|进度情况|落实情况|完成情况|推进情况|办理情况|办理结果|目前情况|工作情况|整改情况).*"),
    ),
    (Field.STATUS, re.compile(r"(?:当前|工作|办理|完成|任务|整改)?(?:状态|是否完成|进度状态)")),
    (
        Field.HEADING,
        re.compile(
            r"(?:工作|任务|项目|措施|指标|问题|重点|主要)?(?:大类|类别|分类|类型|领域|板块|方面|专题|专项)(?:名称)?"
            r"|[一二](?:级|层)(?:任务|指标|目录)|(?:重点|工作)?工程"
        ),
    ),
    (
        Field.TEXT,
        re.compile(
            r".*(?:内容|措施|任务|事项|举措|要求|项目|工作|目标|重点|要点|条款|职责|问题|隐患|短板|意见|诉求|指标|任务书|实事).*"
        ),
    ),
)
# How sure a label is to hold the measures themselves when several columns hold text.
_TEXT_RANK = (
    *("具体措施", "主要措施", "工作措施", "整改措施", "措施", "举措", "整改要求", "具体要求"),
    *("具体任务", "工作内容", "主要内容", "具体内容", "任务内容", "内容"),
    *("任务事项", "工作事项", "事项", "工作任务", "重点任务", "任务", "重点工作", "工作", "条款", "职责"),
    *("实事", "项目", "要点", "意见", "问题", "隐患", "短板", "诉求", "指标", "重点"),
)
_PROPERTY = re.compile(r"目标(?!任务)|标准|标志|成果|成效|(?<!整改)(?<!具体)要求|产出")
# What heads a column in so many words, and is never a task or a unit itself.
_STOCK_LABEL = re.compile(
    r"(?:序|编)号|项次"
    r"|(?:工作|主要|具体|重点|任务|整改)(?:内容|任务|措施|事项|工作)|任务|措施|事项|内容|举措|工作举措"
    r"|(?:责任|牵头|配合|负责|主办|协办|承办|落实|参与|参加)(?:单位|部门)|任务分工|责任分工"
    r"|(?:完成|办结|整改|工作)?(?:时限|期限|时间)|(?:完成|截止)日期?|截止日"
    r"|状态|(?:工作|任务|完成|办理)状态|灯|(?:最近|工作|目前|落实)?进展(?:情况)?|(?:完成|落实)情况|备注"
)
_FEWEST_STOCK = 2
_NO_WORK = re.compile(r"(?:姓名|名单|职务|职称|电话|手机|邮箱|地址|性别|学历|日期|数量|金额|页码)")  # of persons


def label_of(text: str) -> str:
    """A header's words without the spaces and line breaks that spread them over the cell."""
    return re.sub(r"\s+", "", plain(text)).rstrip(":").lower()


def is_name_of_table(text: str) -> bool:
    """Whether words name a whole table (任务分工表), not one of its columns."""
    return re.search(r"(?:表|清单|方案|台账|一览)$", label_of(text)) is not None


def field_of(text: str) -> Field | None:
    """What a header of these words says its column holds; None if these are no header words."""
    label = label_of(text)
    if not label or len(label) > LONGEST_LABEL or is_name_of_table(label) or re.search(r"[。;,《》]", label):
        return None
    bare = re.sub(r"\([^()]*\)", "", label) or label
    return next((field for field, pattern in _LABELS if pattern.fullmatch(bare)), None)


def fields_of(labels: Sequence[str]) -> list[Field | None]:
    """The same for each word of a header; the only unknown one beside 序号 and 责任单位 must name the work."""
    found = [field_of(label) for label in labels]
    unknown = [column for column, field in enumerate(found) if field is None and label_of(labels[column])]
    told = Field.TEXT in found or Field.HEADING in found or not any(field in COLUMN_ROLES for field in found)
    if len(unknown) == 1 and Field.NUMBER in found and not told and _may_name_work(labels[unknown[0]]):
        found[unknown[0]] = Field.TEXT
    return found


def _may_name_work(text: str) -> bool:
    label = label_of(text)
    return 1 < len(label) <= _LONGEST_WORK and _NO_WORK.search(label) is None and label.isalpha()


def is_header(labels: Sequence[str]) -> bool:
    """Whether a row of cells is a table's header: words for the work and for who does it, or for its number."""
    found = fields_of(labels)
    known = {field for field in found if field is not None}
    filled = sum(1 for label in labels if label.strip())
    if Field.TEXT not in known and Field.HEADING not in known:
        return False
    sure = known & (UNIT_FIELDS | {Field.NUMBER, Field.DEADLINE, Field.PROGRESS})
    return bool(sure) and sum(1 for field in found if field) * 2 > filled


def is_plain_header(labels: Sequence[str]) -> bool:
    """Whether a row can only be a table's header: at least two cells are its stock words, and no cell is anything else.

    For copied cells, where a short first task (细化任务措施) must never be taken for a title.
    """
    said = [label for label in map(label_of, labels) if label]
    stock = [label for label in said if _STOCK_LABEL.fullmatch(re.sub(r"\([^()]*\)", "", label) or label)]
    return (
        len(set(stock)) >= _FEWEST_STOCK
        and all(len(label) <= LONGEST_LABEL for label in said)
        and len(stock) * 2 > len(said)
    )


def is_property(text: str) -> bool:
    """Whether a header names what a measure comes to (整改目标, 完成标志) and not the measure."""
    return _PROPERTY.search(label_of(text)) is not None


def text_rank(text: str) -> int:
    """How well a header names the measures themselves; 0 is best."""
    label = label_of(text)
    return next((rank for rank, word in enumerate(_TEXT_RANK) if word in label), len(_TEXT_RANK))
