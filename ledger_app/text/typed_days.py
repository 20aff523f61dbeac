"""Days as a clerk types them from where he stands: 明天, 下周五, 本月底, and Excel's 12/31."""

import re
from datetime import date, timedelta

_DAYS = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_WEEKDAY = re.compile(r"(本周|这周|下周|下下周|周|本星期|这星期|下星期|星期)([一二三四五六日天])")
_WEEKS = {"下周": 1, "下星期": 1, "下下周": 2}
_MONTH_END = re.compile(r"(本|这个|下|下个)?月(底前|底|末)")
_SHORT_DAY = re.compile(r"(1[0-2]|0?[1-9])[/-](3[01]|[12]\d|0?[1-9])|(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])")


def written_out(phrase: str, today: date) -> str:
    """The phrase as a plan would print it: 明天 is 2026年11月22日, 12/31 is 12月31日; any other one as it is."""
    words = "".join(phrase.split())
    if words in _DAYS:
        return _printed(today + timedelta(days=_DAYS[words]))
    if weekday := _WEEKDAY.fullmatch(words):
        return _printed(_on_weekday(today, weekday[1], "一二三四五六日".find(weekday[2].replace("天", "日"))))
    if month := _MONTH_END.fullmatch(words):
        return _in_month(today, month[2], later=(month[1] or "").startswith("下"))
    if day := _SHORT_DAY.fullmatch(words):
        return f"{int(day[1] or day[3])}月{int(day[2] or day[4])}日"
    return phrase


def _on_weekday(today: date, week: str, weekday: int) -> date:
    """周五 is the next one there is, 本周五 that of this week, gone or not."""
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(weeks=_WEEKS.get(week, 0), days=weekday)
    return day + timedelta(weeks=1) if week in ("周", "星期") and day < today else day


def _in_month(today: date, end: str, *, later: bool) -> str:
    year, month = (today.year, today.month + 1) if later else (today.year, today.month)
    return f"{year + (month > 12)}年{(month - 1) % 12 + 1}月{end}"


def _printed(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
