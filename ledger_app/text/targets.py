"""Targets (量化指标) in a text: 100个以上, 不少于20万元, 10-20项, 1家、3家, 翻一番, (压缩至)5个工作日以内."""

import re

from ledger_app.domain.target import Operator, Target
from ledger_app.text.folding import plain
from ledger_app.text.numerals import number_of

_MONEY = r"(?:万|亿|千|百万|千万)?(?:美|欧|港|日)?元"
_COUNTED = (
    "[毫微]克/(?:升|立方米)|个百分点|百分点|个(?!工作日|月|季度|小时|星期|阶段|方面)|家|项(?!目)|项目|名|人次|人(?!民|员|均|大|口)|件|套"
    "|台|座|处(?!理|置|于|罚|级)|所|条(?!件|例)|公里|千米|平方公里|平方米|立方米|万亩|亩|公顷|万吨|吨|户|辆|艘|篇"
    "|场(?!所|景|地|次)|场次|期(?!间|末|内)|门|支|幅|株|棵|公斤|倍|次(?!序|日|年|性)|种(?![植树草养粮菜])|份(?!额)|册|笔|趟|车次|班次|枚|根|口(?!径|岸|头)|起(?![草步来到施执])|例(?![会行如外])|学时|课时|千克|分贝|部|宗|批次|张|只|头|片|块|盏|栋|幢|间(?!隔|接)|眼|棚|孔|标准箱|千瓦时?|兆瓦"
)
_UNIT = rf"(?:%|‰|{_MONEY}|(?:万|亿)?(?:{_COUNTED}))"
_NUMBER = r"\d{1,9}(?:\.\d{1,4})?(?:余|多(?=[万亿个家项名人件套台座所条户场]))?"
_RANGE = rf"{_NUMBER}(?:(?:-|—|~|至|到){_NUMBER})?"
_VALUE = rf"{_RANGE}[ ]?{_UNIT}(?:100%)?"
_LEAST = (
    r"不(?:得)?(?:少于|低于|小于)|不下于|≥|>="
    r"|至少(?:达到|组织|开展|完成|举办|举行|召开|建设|建成|培育|新增|报送|进行){0,2}|至少[一-鿿]{1,4}?(?=[\d一二两三四五六七八九十])"
)
_MOST = r"不(?:得)?(?:超过|高于|多于|大于)|≤|<=|控制在"
_CHINESE = rf"(?:{_LEAST})(?P<least_cn>[一二两三四五六七八九十百]{{1,4}})(?P<cn_unit>{_COUNTED})"
_CHINESE_MORE = rf"(?P<more_cn>[一二两三四五六七八九十百]{{1,4}})(?P<more_unit>{_COUNTED})以上"
_HOURS = rf"(?P<bound>{_LEAST}|{_MOST})(?P<hours>\d{{1,3}})(?P<hours_unit>个?小时|分钟|天|个月)(?:之内|以内|内)?"
_SPAN = r"(?<=[缩短减降制][至到为在])(?P<span>\d{1,3})(?P<span_unit>个?工作日|个月|个?小时|分钟|天|日)(?:之内|以内|内)?"
_TARGET = re.compile(
    rf"(?P<times>(?:翻[一二两]?番|翻[一二两]倍))|{_CHINESE}|{_CHINESE_MORE}|{_HOURS}|{_SPAN}|"
    rf"(?P<before>{_LEAST}|{_MOST})?(?<![\d第前〔\[.-])(?<![^每逐][年月])(?P<values>{_VALUE}(?:(?:或者?|和|、|及){_VALUE}){{0,6}})"
    r"[ ]?(?P<after>以上|以下|以内|左右)?"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_LAST_UNIT = re.compile(rf"{_UNIT}(?:100%)?$")
_QUOTED = re.compile(r"[“\"「『《〈][^“”\"「」『』《》〈〉]{0,60}[”\"」』》〉]")
_EXCEEDS = re.compile(r"(?:(?:超过|大于|高于)[一-鿿]{0,2}|满|多于|占|比上年|同比)$")
_CONDITION = re.compile(  # 达到25%并签订合同的，可申请; 2倍以上的，依法处理
    r"[^。;]{0,45}?的,(?:可|给予|予以|按|应|不得|由|一律|免|依法|责令)|(?<=以[上下内])的(?=[,。;]|$)"
)
_SIZES = "吨亩米里元%倍张瓦升人"  # what measures a thing and does not count things
_OF_SIZE = re.compile(  # 日处理50吨以上的食堂, 50张床位以上的医院
    r"(?:(?<=以[上下内])|[一-鿿]{1,3}以[上下内])的(?!(?:增|目标|速度|比例|水平|占比|标准|资金|经费|奖|补|达标|覆盖|财政|投入|投资))"
)
_EXISTING = re.compile(
    r"[对将把](?P<whole>[^,。;:\d]{0,8}(?:全[省市州区县镇乡系]|辖区|现有|已有|原有|在册|境内))?[^,。;:\d]{0,6}$"
)
_ONE_BY_ONE = re.compile(r"[^,。;]{0,12}逐[一个家户所村校园项件栋座处条辆]")  # 对9家机构逐一排查
_OBJECTS = 16  # characters in front of a number that are looked at for 对全县
_RISES = re.compile(r"[一-鿿]{1,4}[到至]")
_SOFT = ("力争", "争取", "逐步", "努力", "尽可能", "原则上")
_CLAUSE_ENDS = "。；;，,：:、"
_SENTENCE = 60  # characters back to 力争
_WHAT = 16  # characters in front of a number that tell what is counted


def find_targets(text: str) -> tuple[Target, ...]:
    """The numbers a text sets, in its order; those that only qualify a noun (超过50亿元的企业) are none."""
    simple = plain(text)
    if not any(c.isdigit() for c in simple) and not any(
        word in simple for word in ("番", "至少", "不少", "不低", "以上")
    ):
        return ()
    hidden = _QUOTED.sub(lambda quoted: "□" * len(quoted[0]), simple)
    return tuple(
        _target(text, hidden, match) for match in _TARGET.finditer(hidden) if not _only_qualifies(hidden, match)
    )


def _only_qualifies(text: str, match: re.Match[str]) -> bool:
    """Whether a number belongs to the description of a noun (年收入超过50亿元的企业) or is a base (由60%提高到80%)."""
    before = text[max(0, match.start() - 4) : match.start()]
    if text[match.end() : match.end() + 1] == "的" and _EXCEEDS.search(before) is not None:
        return True
    if _CONDITION.match(text, match.end()) is not None or _names_things(text, match):
        return True
    return before.endswith(("由", "从")) and _RISES.match(text, match.end()) is not None


def _names_things(text: str, match: re.Match[str]) -> bool:
    """Whether a number tells the size of things or how many there are: 50吨以上的食堂, 对全县9家机构."""
    if match["values"] and match["values"][-1] in _SIZES and _OF_SIZE.match(text, match.end()) is not None:
        return True
    existing = _EXISTING.search(text[max(0, match.start() - _OBJECTS) : match.start()])
    if existing is None or match["before"] or match["after"]:
        return False
    return existing["whole"] is not None or _ONE_BY_ONE.match(text, match.end()) is not None


def _target(text: str, simple: str, match: re.Match[str]) -> Target:
    phrase = text[match.start() : match.end()].strip()
    operator, numbers, unit = _value(match)
    return Target(
        phrase=phrase,
        operator=operator,
        numbers=numbers,
        unit=unit,
        what=_what(text, simple, match.start()),
        soft=_is_soft(simple, match.start()),
    )


def _value(match: re.Match[str]) -> tuple[Operator, tuple[float, ...], str]:
    if match["times"]:
        return Operator.TIMES, (4.0 if "两" in match["times"] or "二" in match["times"] else 2.0,), "倍"
    if match["span"]:
        return Operator.AT_MOST, (float(match["span"]),), match["span_unit"]
    if match["hours"]:
        return _operator(match["bound"], ""), (float(match["hours"]),), match["hours_unit"]
    chinese = match["least_cn"] or match["more_cn"]
    if chinese:
        return Operator.AT_LEAST, (float(number_of(chinese) or 0),), match["cn_unit"] or match["more_unit"]
    last = _LAST_UNIT.search(match["values"])
    numbers = tuple(float(number) for number in _NUMBERS.findall(match["values"]))
    return _operator(match["before"] or "", match["after"] or ""), numbers, last[0] if last else ""


def _operator(before: str, after: str) -> Operator:
    if before.startswith(("控制", "≤", "<", "不超", "不高", "不多", "不大", "不得超", "不得高", "不得多", "不得大")):
        return Operator.AT_MOST
    if before or after == "以上":
        return Operator.AT_LEAST
    return Operator.AT_MOST if after in ("以下", "以内") else Operator.REACH


def _what(text: str, simple: str, at: int) -> str:
    start = max(0, at - _WHAT)
    cut = max((simple.rfind(mark, start, at) for mark in _CLAUSE_ENDS), default=-1)
    return text[max(start, cut + 1) : at].strip()


def _is_soft(simple: str, at: int) -> bool:
    """Whether the number's sentence only aims at it (力争, 争取)."""
    first = max(0, at - _SENTENCE)
    start = max(first, simple.rfind("。", first, at), simple.rfind(";", first, at))
    return any(word in simple[start:at] for word in _SOFT)
