"""A random plan, written in a random notation, is read as it was meant."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.tables import a_draft, a_text, outline

UNITS = ["市水务局", "市城管局", "市生态环境局", "市公安局", "各区（县）政府", "市水务集团", "市委宣传部", "市有关部门"]
WORK = [
    "打捞漂浮物。",
    "拆除违章建筑，做到即拆即清。",
    "补种行道树。选用本地树种。",
    "修复破损护栏（含桥梁）。",
    "清运垃圾。",
]
HEADINGS = ["清理河道", "美化道路", "加强巡查（含夜间）", "完善制度。"]


@dataclass(frozen=True)
class Item:
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]


def _names(names: tuple[str, ...]) -> str:
    return "、".join(names)


def led(item: Item) -> str:
    return f"{_names(item.lead)}牵头" + (f"，{_names(item.support)}配合" if item.support else "")


def labelled(item: Item) -> str:
    return f"牵头单位：{_names(item.lead)}" + (f"；配合单位：{_names(item.support)}" if item.support else "")


def together(item: Item) -> str:
    return f"{_names(item.lead)}牵头会{_names(item.support)}等单位负责" if item.support else f"{_names(item.lead)}牵头"


PHRASES: list[Callable[[Item], str]] = [led, labelled, together]
PLACES = ["{0}（{1}）", "{0}（{1}）。", "{0}({1})", "{0}【{1}】", "{0}\n（{1}）", "{0}〔{1}〕"]
NUMBERS = ["（{}）", "({})", "{}.", "{}、", "（{}）"]
CHINESE = "一二三四五六七八九"


@st.composite
def items(draw: st.DrawFn) -> Item:
    names = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True))
    leading = draw(st.integers(1, len(names)))
    return Item(draw(st.sampled_from(WORK)), tuple(names[:leading]), tuple(names[leading:]))


def row(number: str, item: Item) -> str:
    duties = [f"{name}牵头" for name in item.lead] + [f"{name}配合" for name in item.support]
    return f"  {number}{item.text} | {' '.join(duties)}"


@settings(max_examples=150, deadline=None)
@given(
    groups=st.lists(
        st.tuples(st.sampled_from(HEADINGS), st.lists(items(), min_size=1, max_size=4)), min_size=1, max_size=4
    ),
    phrase=st.sampled_from(PHRASES),
    place=st.sampled_from(PLACES),
    number=st.sampled_from(NUMBERS),
)
def test_any_notation_is_read_back(
    groups: list[tuple[str, list[Item]]], phrase: Callable[[Item], str], place: str, number: str
) -> None:
    chinese = "（" in number or "(" in number
    lines, wanted = ["云河市清洁行动方案"], []
    for at, (heading, work) in enumerate(groups):
        lines.append(f"{CHINESE[at]}、{heading}")
        wanted.append(lines[-1])
        for nth, item in enumerate(work):
            printed = number.format(CHINESE[nth] if chinese else nth + 1)
            lines.append(printed + place.format(item.text, phrase(item)))
            wanted.append(row(printed, item))
    assert outline(a_draft(a_text("\n".join(lines)))) == wanted
