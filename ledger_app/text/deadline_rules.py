"""Deadlines that stand alone, in a cell or typed by a clerk: a pattern over the plain text, and the day it means."""

import re

from ledger_app.text.deadline_days import (
    Rule,
    after_issue,
    after_something,
    at_discretion,
    before_festival,
    cut_date,
    done_already,
    five_years,
    from_then_on,
    full_date,
    in_year,
    none_stated,
    range_end,
    recurring,
    run_together,
    short_year,
    standing,
)
from ledger_app.text.numerals import CHINESE_DIGITS

ANY_YEAR = r"(?:19|20)\d\d"
YEAR = rf"(?P<y>{ANY_YEAR})"
COUNT = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}}|[①-⑫㈠-㈩])"
MONTH = rf"(?P<m>{COUNT})月份?"
DAY = rf"(?P<d>{COUNT})[日号]"
QUARTER = r"(?:(?P<letter>(?<![A-Za-z])[Qq](?=[1-4]))|第)?(?P<q>[一二三四1-4])(?(letter)(?!\d)|季度)(?:底|末)?"
HALF = r"(?P<h>[上下]半年)(?:底|末)?"
TENTH = r"月?(?:(?P<tenth>上中旬|上旬|中旬|初)|中?下旬|底|末)"
PART = rf"(?:{MONTH}(?:{DAY}|{TENTH})?|前?{QUARTER}|{HALF}|年?(?:底|末|终)|年内|全年)"
SPOKEN = r"(?P<spoken>今年|本年度?|当年|明年|次年)"
FIVE = r"[“\"「『‘']?(?P<plan>十[一二三四五六]?|九)五[”\"」』’']?(?:规划|计划)?"
SPAN = rf"(?:(?P<n>{COUNT})个?(?:自然)?(?P<unit>工作日|日|天|周|星期|月|年)|(?P<half>半)年)(?:内|之内|以内|时间)?"
CLOCK = r"(?: ?(?:上午|中午|下午|晚上?)?\d{1,2}(?:时|点|:\d\d(?::\d\d)?)整?)?"  # 17时, 下午5点
ISSUED = (
    r"(?:自|从|在|于)?本?(?:文件|方案|计划|意见|通知|办法|规定|决定|要点)?"
    r"(?:印发|发布|下发|公布|发文|出台)(?:之日|后|之后)?起?(?:的)?"
)

_ISO = rf"{YEAR}[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})"
_MONTHLESS = rf"{YEAR}[-./](?P<m>\d{{1,2}})"
_SAID_YEAR = rf"(?:{SPOKEN}|{YEAR}(?:年度?|(?=[Qq][1-4])))"
_INTO = r"(?:原则上|务必|必须|不晚于|不迟于|最迟|最晚|到|至|于|在|截至|截止到?|力争|争取|确保|计划|预计){0,2}"
_BEFORE = r"(?:之前|前|以前|为止|止)?"
_DONE = (
    r"(?:全面|基本|全部|初步)?(?:完成|建成|办结|到位|出台|实施|启动|开工|竣工|完工|投产|投用|投入使用|交付使用|验收|见效|销号|印发"
    r"|发布|公布|公示|报送|上报|提交|移交|通过|启用|通车|送审|报审|兑现|拨付|举办|举行|召开|取得[一-鿿]{2,6})?"
)
_BEGIN = r"(?P<begin>[^到至—–~～]{1,20})(?:到|至|—{1,2}|–|~)"
_MONTHS_TO = r"(?P<begin>[^到至—–~-]{1,12})-"
_FESTIVAL = (
    r"[“\"]?(?:元旦|三八|妇女|五一|劳动|六一|儿童|七一|建党|八一|建军|教师|国庆|(?<=[“\"])十一"
    r"|春节|清明|端午|中秋|重阳|元宵|两节)[”\"]?"
)
FESTIVALS = rf"(?:{_FESTIVAL}节?[、和及]?)*?(?P<festival>{_FESTIVAL})(?:国际)?(?:劳动|儿童|妇女|建军|建党)?节?"
SEASONS = (
    "(?:主|入)?汛期?|防汛[一-鿿]{0,4}期|雨季|(?:供|采)暖[季期]?|入[春夏秋冬]|[春夏秋冬]季(?:开学)?|(?:新学[期年]|学期|秋学期|春学期)?开学"
    "|[暑寒]假|[暑寒]期|春耕|三夏|秋收|高考|中考|春运|节"
)
_NO_TIME = r"(?:[^,;]|[,;](?![^,;]*[\d年季底]))"  # behind a comma a time may follow: 立行立改，年底前完成
_SOME_TIME = (
    rf"(?:立行立改|即知即改|立即|随时|即时|适时|及时|尽快|近期|中期|远期|同步|定期|不定期)(?:(?!\d){_NO_TIME}){{0,14}}"
    rf"|(?:按|根据)(?:照|国家|[省市县区]|上级|要求|规定|时|期|计划|进度|年度|方案|节点|程序|合同|实际){_NO_TIME}{{0,14}}"
    r"|按序时.{0,8}|视.{0,8}情况?.{0,4}|另行.{0,6}|待(?:定|[^,;]{1,8}后.{0,4})|见附[^,;]{1,6}"
)
_LASTING = r"(?:长期|持续|常年|常态|动态(?:更新|调整|管理)|全过程|不间断|贯穿始终|一直)"

WHOLE: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), day)
    for pattern, day in (
        (rf"{_INTO}{_ISO}{CLOCK}{_BEFORE}{_DONE}", full_date),
        (rf"{_INTO}{YEAR}年{MONTH}{DAY}{CLOCK}{_BEFORE}{_DONE}", full_date),
        (rf"{YEAR}(?P<m>\d\d)(?P<d>\d\d)", full_date),
        (rf"{YEAR}年{MONTH}(?P<d>\d{{1,2}})", cut_date),
        (rf"{YEAR}(?P<digits>\d{{3}})", run_together),
        (rf"{_INTO}{FIVE}(?:期?末|期间|时期|期|内|末期)?{_BEFORE}{_DONE}", five_years),
        (rf"{_INTO}{_SAID_YEAR}?{PART}{_BEFORE}{_DONE}", in_year),
        (rf"{_INTO}{_SAID_YEAR}(?:内|之内)?{_BEFORE}{_DONE}", in_year),
        (rf"{_INTO}{_MONTHLESS}[底末]?{_BEFORE}", in_year),
        (rf"{YEAR}全年", in_year),
        (rf"{_INTO}(?P<yy>[12]\d)年{PART}{_BEFORE}{_DONE}", short_year),
        (r"(?P<m>\d{1,2})\.(?P<d>\d{1,2})", in_year),
        (r"(?:贯穿|覆盖)?全年(?:持续|长期)?(?:推进|开展|实施|进行|坚持|任务|工作)?", in_year),
        (rf"(?P<begin>(?:19|20)\d\d年?)[-—–~至到]{{1,2}}{YEAR}年?(?:期间)?", range_end),
        (rf"(?P<begin>(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})[-—–~至到]{{1,2}}{_ISO}", full_date),
        (rf"(?P<begin>(?:19|20)\d\d[./]\d{{1,2}})[-—–~至到]{{1,2}}{_MONTHLESS}", in_year),
        (rf"{_BEGIN}{_ISO}", full_date),
        (rf"{ISSUED}{SPAN}{_DONE}", after_issue),
        (rf"{SPAN}{_DONE}", after_issue),
        (rf"[^\d]{{2,12}}(?:之日起|后|起){SPAN}{_DONE}", after_something),
        (rf"(?:{YEAR}年|{SPOKEN})?{FESTIVALS}(?:期间)?(?:前夕|之前|前){_DONE}", before_festival),
        (rf"(?:已完成|已整改)?[,、;并且]*{_LASTING}(?:(?!\d){_NO_TIME}){{0,8}}", standing),
        (
            r"(?:全年)?,?(?:按|定期|分阶段)?(?:每|逐|按)(?:两个月|半年|个?月|季度?|年|旬|周|日|学期)[^,;/]{0,20}",
            recurring,
        ),
        (r"(?:半年|一年|季度|月|周|年)(?:一次|[一二两三四]次)|(?:半年|季|月|年|周)度?(?:报|通报|调度)?", recurring),
        (_SOME_TIME, at_discretion),
        (rf"(?:{YEAR}年?)?[^\d]{{0,4}}(?:[春夏秋冬]季|汛期|汛前|雨季|供暖|采暖|开学|学期).{{0,6}}", at_discretion),
        (rf"{_INTO}{FIVE}(?:前|初|中|后)期.{{0,6}}", at_discretion),
        (r"(?:已|均已|全部已?)(?:完成|办结|整改|销号|落实)(?:到位|完成|完毕|销号)?(?:[,并].{0,8})?", done_already),
        (
            r"(?:自|从)?[^,;]{2,14}(?:日|月|年|底)起(?:施行|执行|实施|开始|启动|.{0,4}(?:长期|持续).{0,4})?",
            from_then_on,
        ),
        (r"[-—–/\\]{1,4}|无", none_stated),
        (rf"{_BEGIN}{_SAID_YEAR}?{PART}{_BEFORE}{_DONE}", range_end),
        (rf"{_MONTHS_TO}{_SAID_YEAR}?{PART}{_BEFORE}{_DONE}", range_end),
        (rf"{_BEGIN}{_SAID_YEAR}{_BEFORE}{_DONE}", range_end),
    )
)

# What only a cell in a column of times may say: elsewhere 6/30 is a fraction and 2026 a number.
IN_COLUMN: tuple[Rule, ...] = (
    Rule(re.compile(YEAR), in_year),
    Rule(re.compile(r"(?P<m>\d{1,2})[/-](?P<d>\d{1,2})"), in_year),
    Rule(
        re.compile(r"(?:本|当|次|下)?月[底末]?(?:之前|前)|\d{1,2}日(?:之前|前)|(?:本|当|次|下)月.{0,4}"), at_discretion
    ),
    Rule(
        re.compile(rf"(?:建设|实施)?(?:周期|年限|工期|期限)(?P<begin>{ANY_YEAR}年?)[-—–~至到]{{1,2}}{YEAR}年?"),
        range_end,
    ),
)

# What a cell says in front of what is done by then: 2026年6月底前取得明显进展.
_GOES_ON = r"(?!起|以来|[至到—~春夏秋冬汛-])"
LEADING: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern + _GOES_ON), day)
    for pattern, day in (
        (rf"{_INTO}{FIVE}(?:期?末|期间|时期|期){_BEFORE}", five_years),
        (rf"{_INTO}{YEAR}年{MONTH}{DAY}{CLOCK}{_BEFORE}", full_date),
        (rf"{_INTO}{_ISO}{_BEFORE}", full_date),
        (rf"{_INTO}{_SAID_YEAR}?{PART}{_BEFORE}", in_year),
        (rf"{_INTO}{_SAID_YEAR}(?:内|之内)?{_BEFORE}", in_year),
        (rf"{ISSUED}{SPAN}", after_issue),
        (r".{0,12}(?:每|逐|按)(?:两个月|半年|个?月|季|年|旬|周|日)", recurring),
        (rf".{{0,12}}{_LASTING}", standing),
    )
)
