"""Names of units (单位): splitting a list of them, restoring what a list elides, telling collective ones."""

import re
from functools import lru_cache

from ledger_app.text.folding import plain

LONGEST_NAME = 60
_OPENING, _CLOSING = "(（[【〔", ")）]】〕"
_SEPARATORS = frozenset("、,，;；\n\r\t")
_BODY_END = "局委办厅院会部室处科社团队署站所校库行司府组馆联协区县镇乡村台园段厂"
_BODY_WORDS = (
    "单位",
    "部门",
    "中心",
    "公司",
    "海关",
    "法院",
    "集团",
    "政府",
    "机构",
    "学校",
    "大学",
    "街道",
    "乡镇",
    "企业",
    "机关",
    "县级市",
    "专班",
    "机场",
    "林场",
    "农场",
    "中央",
    "人大",
    "镇街",
)
_JOINT = re.compile(r"以及|及其|及|和|与|暨")
_OTHERS = (
    r"等(?:(?:国务院|中央|[省市区县州]级?|[市区县州省]直)?(?:有关|相关|各)?(?:职能|成员|责任|政府)*"
    r"(?:单位|部门|机构|(?:公用|供水|供电|供气|燃气|电信|运营)?企业)(?:和单位)?)?"
)
_OPEN_END = re.compile(rf"{_OTHERS}(?:制定|组织实施|实施|开展|落实|推进|办理)?$")
_OPEN_INSIDE = re.compile(rf"(?<=..){_OTHERS}$")  # 省甲厅等部门和各市政府
_OPEN_JOINT = re.compile(rf"(?<=..)(?P<others>{_OTHERS})(?:以及|和|及|与)(?=.)")
_GENERIC = frozenset(  # no names by themselves
    {"单位", "部门", "机构", "企业", "政府", "人民政府", "党委", "街道", "社团", "团体", "管委会", "办事处"}
)
_PLACE, _ASIDE = r"(?:[省市县区州镇乡旗盟]{1,3}|地市|市地|街道|开发区|新区|园区)", r"(?:\([^()]*\))?"
_SEVERAL = re.compile(rf"(?:全[省市州区县])?各(?:地级以上|地级|设区|有关|相关)?{_PLACE}{_ASIDE}")
_PLACES = re.compile(rf"{_PLACE}{_ASIDE}(?:人民政府|政府|管委会|办事处|党委){_ASIDE}")
_PARTY = re.compile(r"党委$|党工委$|党\(工\)委$")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:\([^()]*\))?")
_LEVELS = ("自治区", "省", "市", "区", "县", "州", "旗", "镇")
_COLLECTIVE = re.compile(
    r"^(?:各|全[市省区县]|所有|其他|其它|有关|相关|成员单位)"
    r"|^.{0,4}(?:有关|相关|各级|各有关|各相关|各).{0,12}(?:部门|单位|政府|街道|镇|机构|区|县)"
    r"|^(?:沿线|沿途|沿河|沿江|辖区|周边|涉及|所在)各"
    r"|(?:成员单位|有关单位|有关部门|相关单位|相关部门)$"
)
_BODY = re.compile(
    r"(?:局|委|办|厅|政府|办公室|委员会|管委会|中心|公司|部门|单位|法院|检察院|办事处|支队|总队|大队|机关|海关|集团|[分支]行"
    r"|研究室|工会|妇联|残联|科协|工商联|供销社|医院|学院|(?:监督|监测|检测|研究)[所站院]|(?:广电|电视|广播)台|指挥部|(?<![全内外干总局中西东南北])部)$"
    r"|^(?:[省市区县镇乡]|街道|各)[^,。;]{1,12}(?:站|所|队|科|股|室|处)$|^[市县区镇乡][^,。;]{0,8}卫生院$"
    r"|^(?:沿线|沿途|沿河|沿江|辖区|周边|有关|相关|涉及|所在)?各[^,。;]{0,10}(?:街道|镇街|乡镇|镇|乡|区|县|市|园区|村|社区|村居|学校|企业)$"
    r"|^(?:派出|司法|财政|税务|国土|自然资源|环保|市场监管|市监|供电|林业|水利|水务|农技|畜牧|文化|卫生)(?:所|站|院)$"
    r"|^[市省区县]委[一-鿿]{1,8}部$|[村居](?:\([村居]\))?(?:委会|民委员会)$"
)
_NO_NAME = re.compile(
    r"(?<!自)由|(?:格|布|结|大|全|开|变|时|破|(?<!广)新)局$|(?:举|创|督|交|联)办$|^(?:启动|迁建|开工|建成|开展|完成|加快|举办|制定|出台|修订|打造|引进|提升|健全|完善|加强|推动)"
    r"|^(?:新建|扩建|改建|续建|成立|设立).{4}|(?<!协)社会$|(?:机|全|大)会$|\d[个座处所台场站间条套](?:站|所|处)?$"
)  # words
_PERSON = re.compile(
    r"(?:^(?:分管|协管|联系|主管|包联)|.)(?:副?(?:省长|市长|州长|县长|区长|镇长|乡长|秘书长|书记|主席|总督察)|常委|同志|领导|负责人|负责同志)$"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚张劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾譚鄒陸龍萬錢湯喬賀賴龔"
)
_WITH_PERSON = re.compile(  # 机关党委 张三, 办公室：王五
    rf"(?P<unit>[^\s:：()（）]{{2,30}})[\s　:：]+(?P<person>[{_SURNAMES}][一-鿿]{{1,2}})"
)
_BRANCH = re.compile(r"(?:公安|自然资源|资源规划|规划|国土|生态环境|环保|工商|交警)分局")  # of a district
# What a level's own departments are called; a bare one of these in a list has lost the 市 of its neighbour.
_ELIDED = re.compile(
    r"(?:[^省市区县州旗]{1,12}(?:局|委|办|厅|中心|监督所|支队|大队)|(?:中级)?(?:人民)?法院|中院|(?:人民)?检察院|国资委|编办|(?:总)?工会|团委|妇联|残联|文联|科协"
    r"|工商联|供销社|[^省市区县州旗]{1,10}(?:委员会|办公室))(?:\([^()]{1,20}\))?"
)
_COMMITTEE = re.compile(r"[省市区县州旗]委(?=(?:组织|宣传|统战|社会工作)部$|政法委|编办|网信办|办公室$)")  # 市委宣传部
_LEAGUE = re.compile(r"团[省市县区州旗]委")
_NO_DEPARTMENT = ("大队", "支队", "监督所")  # 市政监察大队 is of the city as it is written
_OF_COMMITTEE = re.compile(
    r"(?:组织|宣传|统战|社会工作|老干部)(?:部|局)|政法委(?:员会)?|网信办|编办|改革办|财经办|国安办|党校|巡察办"
)
# 市场监管局 begins with a word, not with a level; 市政府, 市政协, 市民政局 do begin with one.
_NO_LEVEL = re.compile(r"^(?:市场|市政(?!府|协|务|法)|市容|市民(?=中心|热线)|区域|区划|县域|镇域)")
# Bodies that answer to a ministry, not to the city: they carry a place name of their own or none.
_VERTICAL = re.compile(
    r"海关|检验检疫|海事|边检|边防|支行|分行|银行|银监|证监|保监|供电|电网|铁路|民航|公司|分局|分公司|集团"
)


@lru_cache(maxsize=65536)
def split_names(text: str) -> tuple[tuple[str, ...], bool]:
    """The names in 市甲局、乙局及各区(县)政府, as written, and whether the list ends with 等 (an open list)."""
    text = text.strip().strip("、,，;；。.:： \n")
    open_end = _OPEN_END.search(plain(text))
    if open_end is not None and open_end.start() > 0:
        text = text[: open_end.start()]
    names = [name for piece in _at_separators(text) for part in _at_spaces(piece) for name in _at_joints(part)]
    closed = [_without_others(name) for name in names]
    return tuple(name for name in closed if name), open_end is not None or closed != names


def restore_levels(names: tuple[str, ...], level: str | None = None) -> tuple[tuple[str, ...], str | None]:
    """The names with the 市 (省, 区, 县, 市委) that a list writes once and then drops: 市甲局、乙局 is 市甲局、市乙局.

    `level` is what the list before left behind; what this one leaves is given back."""
    restored = []
    committee = ""  # the 市委 whose departments are being listed
    for name in names:
        simple = plain(name)
        if committee and _OF_COMMITTEE.fullmatch(simple):
            restored.append(committee + name)
            continue
        department = _COMMITTEE.match(simple)
        committee = "" if department is None else name[: department.end()]
        own = _own_level(simple)
        league = _LEAGUE.fullmatch(simple)
        if own is not None:
            level = None if is_collective(name) else name[: len(own)]
        elif league is not None:
            level = name[1:-1]
        elif (
            level is not None
            and (level != simple[0] or not simple.endswith(_NO_DEPARTMENT))
            and (_lost_its_level(simple) or (level in ("区", "區") and _BRANCH.fullmatch(simple)))
        ):
            name = level + name
        else:
            level = None
        restored.append(name)
    return tuple(restored), level


@lru_cache(maxsize=65536)
def is_collective(name: str) -> bool:
    """Whether the name stands for several bodies: 各区(县)政府, 市有关部门, 各成员单位."""
    return _COLLECTIVE.search(plain(name)) is not None


def is_person(name: str) -> bool:
    """Whether a name is a person's by the office it holds: 张三副市长, 分管副县长, 市领导."""
    return _PERSON.search(plain(name)) is not None


def looks_like_unit(name: str) -> bool:
    """Whether a bare name, without a word for its role, is a unit's by its ending."""
    simple = re.sub(r"\([^()]*\)$", "", plain(name).strip())
    if not 2 <= len(simple) <= 30 or "。" in simple or ":" in simple or _NO_NAME.search(simple) is not None:
        return False
    return simple[-1] in _BODY_END or simple.endswith(_BODY_WORDS) or is_collective(name)


def is_body(name: str) -> bool:
    """Whether a name is surely a public body's, even where any words may stand."""
    return looks_like_unit(name) and _BODY.search(re.sub(r"\([^()]*\)$", "", plain(name))) is not None


def _own_level(simple: str) -> str | None:
    if _NO_LEVEL.match(simple):
        return None
    return next((word for word in _LEVELS if simple.startswith(word) and len(simple) > len(word)), None)


def _lost_its_level(simple: str) -> bool:
    return _VERTICAL.search(simple) is None and _ELIDED.fullmatch(_NO_LEVEL.sub("", simple)) is not None


def _at_separators(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    pieces.append(text[start:])
    return _party_and_government([piece.strip() for piece in pieces])


def _without_others(name: str) -> str:
    """市甲局等有关部门 without the words behind 市甲局."""
    others = _OPEN_INSIDE.search(plain(name))
    return name if others is None else name[: others.start()]


def _party_and_government(pieces: list[str]) -> list[str]:
    """One answer that is written with a 、 in it: 各县（市、区）党委、政府, and 各县、区人民政府."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _is_one_answer(plain(joined[-1]), plain(piece)):
            joined[-1] = f"{joined[-1]}、{piece}"
        else:
            joined.append(piece)
    return joined


def _is_one_answer(before: str, piece: str) -> bool:
    if _GOVERNMENT.fullmatch(piece) is not None:
        return _PARTY.search(before) is not None
    if piece in ("管委会", "办事处"):
        return is_collective(before) and before.endswith("政府")
    return _SEVERAL.fullmatch(before) is not None and _PLACES.fullmatch(piece) is not None


def _at_spaces(piece: str) -> list[str]:
    """Split 市甲局 市乙局 where every part is a name; put 市 甲 局 together, and leave out the person beside a name."""
    parts = piece.split()
    if len(parts) > 2 and all(len(part) == 1 for part in parts):
        return ["".join(parts)]
    person = _WITH_PERSON.fullmatch(piece)
    if person is not None and looks_like_unit(person["unit"]) and not looks_like_unit(person["person"]):
        return [person["unit"].strip()]
    return parts if len(parts) > 1 and all(looks_like_unit(part) for part in parts) else [piece]


def _at_joints(piece: str) -> list[str]:
    """Split at 及, 和 where both sides are whole names: 市甲局和乙局, but not 市经济和信息化局."""
    simple = plain(piece)
    others = _OPEN_JOINT.search(simple)
    if others is not None and _closed(simple[: others.start()]):  # 市甲局等部门和各区政府
        return [piece[: others.end("others")].strip(), *_at_joints(piece[others.end() :].strip())]
    for joint in _JOINT.finditer(simple):
        left, right = simple[: joint.start()], simple[joint.end() :]
        if _JOINT.split(right, maxsplit=1)[0] in _GENERIC:
            continue  # 市有关部门和单位
        if _closed(left) and looks_like_unit(left) and looks_like_unit(right):
            return [piece[: joint.start()].strip(), *_at_joints(piece[joint.end() :].strip())]
    return [piece]


def _closed(text: str) -> bool:
    return text.count("(") == text.count(")")
