"""What a plan says once for many rows: a time, and which of the units named for a row leads.

Times stand in a heading (一、6月底前完成的任务) or a lead-in (以下任务均于2026年6月底前完成). A convention (列第一位的
为牵头单位，下同) may stand anywhere; one in a row says nothing of the rows before it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ledger_app.text.deadlines import is_time, read_in_text
from ledger_app.text.duty_phrase import convention_in
from ledger_app.text.folding import plain
from ledger_app.text.outline import HeadingLine, MeasureLine, Outline
from ledger_app.text.prose_duties import last_bracket, time_only

_LONGEST_TITLE = 40
_LONGEST_LEAD_IN = 400
_TITLE = re.compile(  # 6月底前完成的任务, 第三季度重点工作
    r"(?P<time>.{2,20}?)(?:需|应|要)?(?P<done>(?:全面|基本)?(?:完成|启动|实施|推进|办结|销号|整改|落实)(?:到位|整改)*)?(?P<of>的)?"
    r"(?:重点|主要|具体|整改){0,2}(?:任务|事项|工作|项目|问题|目标|措施|内容)(?:\(.{1,10}\))?"
)
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d年?度?|今年|本年度?|全年|年度")
_PART_OF_YEAR = re.compile(r"[年月季]|半年|五[”\"]?[期末规]")
_WHAT = re.compile(
    r"(?:以下|下列|下述|本表|表中|附表|各项|全部|所有|逐项|上述|以上|各(?:责任|牵头)?单位)[^。;]{0,14}?(?:任务|工作|措施|事项|项目|问题|整改|内容)"
)
_TO_BE_DONE = re.compile(  # right behind the time, the end of its clause: 前全部完成, 前完成以下任务
    rf"[^,。;]{{0,6}}?(?:完成|办结|落实|销号|整改|到位|见效)(?:到位|完毕|整改)?(?P<what>[^,。;]{{0,4}}(?:{_WHAT.pattern}))?(?:[,)]|$)"
)


def time_of_title(title: str) -> str | None:
    """The time a heading gives the rows below it: 种树（2026年底前）, 6月底前完成的任务; None if it gives none."""
    bracket = last_bracket(title)
    if bracket is not None:
        time = time_only(bracket[1])
        if time is not None:
            return time
    simple = plain(title).strip("。:; ")
    match = _TITLE.fullmatch(simple) if len(simple) <= _LONGEST_TITLE else None
    if match is None or not is_time(match["time"]):
        return None
    only_year = _ONLY_YEAR.fullmatch(match["time"]) is not None and not match["done"]
    lasting = _PART_OF_YEAR.search(match["time"]) is None and not match["of"]  # 持续推进重点工作 is no time
    return None if only_year or lasting else match["time"]


def time_for_all(text: str) -> str | None:
    """The time a sentence outside the rows sets for all of them; None if it sets none."""
    if len(text) > _LONGEST_LEAD_IN:
        return None
    for sentence in re.split("[。；;\n]", text):
        simple = plain(sentence)
        found = read_in_text(sentence, issued=None, plan_title="") if _WHAT.search(simple) else None
        if found is None:
            continue
        before, phrase, _ = sentence.partition(found.deadline.phrase)
        done = _TO_BE_DONE.match(simple, len(before) + len(phrase))
        if done is not None and (done["what"] or _WHAT.search(plain(before))):
            return phrase
    return None


def with_lent_times(outline: Outline, around: Iterable[str]) -> Outline:
    """The outline whose measures know the times of the headings over them, and the one `around` them for all."""
    common = next(filter(None, map(time_for_all, around)), None)
    open_headings: list[tuple[int, str | None]] = []
    lines: list[HeadingLine | MeasureLine] = []
    for line in outline.lines:
        ends = line.level if isinstance(line, HeadingLine) else line.closes
        while ends is not None and open_headings and open_headings[-1][0] >= ends:
            open_headings.pop()
        if isinstance(line, HeadingLine):
            open_headings.append((line.level, time_of_title(line.title)))
        else:
            lent = next((time for _, time in reversed(open_headings) if time), None)
            lent = line.heading_deadline or lent
            line = replace(line, heading_deadline=lent, common_deadline=line.common_deadline or common)
        lines.append(line)
    return replace(outline, lines=tuple(lines))


def with_convention(outline: Outline, around: Iterable[str], text: Iterable[str]) -> Outline:
    """The outline with the convention that its `text` states.

    Stated `around` the measures it counts for all of them, stated within one for those from there on."""
    said = convention_in(text)
    if said is None:
        return outline
    outline = replace(outline, convention=said)
    first = None if convention_in(around) is not None else _first_saying(outline)
    lines = (
        replace(line, by_convention=False) if isinstance(line, MeasureLine) and place < (first or 0) else line
        for place, line in enumerate(outline.lines)
    )
    return replace(outline, lines=tuple(lines))


def before_measures(outline: Outline, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a text that stand in front of its first measure."""
    first = min(
        (spot.line for line in outline.lines if isinstance(line, MeasureLine) for spot in line.spots), default=1
    )
    return lines[: first - 1]


def _first_saying(outline: Outline) -> int | None:
    """The first measure that states a convention, where its units stand or in its own words.

    A last measure's words may be followed by a note on the whole plan, so they do not count."""
    measures = [(place, line) for place, line in enumerate(outline.lines) if isinstance(line, MeasureLine)]
    for place, line in measures:
        said = [outline.unit_cells[cell].text for cell in line.units]
        if convention_in(said if place == measures[-1][0] else [*said, line.text]) is not None:
            return place
    return None
