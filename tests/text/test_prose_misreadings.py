"""Wordings whose units, times, numbers or headings are easily given to the wrong measure without a sign of it."""

import pytest

from ledger_app.text.units import parse_units
from tests.text.tables import a_draft, a_grid, a_text, outline

FORMS = {
    "a last sentence with a bracket in a name": (
        "（一）资金\n1.发放补贴。市财政局、各县（市、区）政府负责。\n2.设立基金。\n责任单位：市金融办",
        [
            "（一）资金",
            "  1.发放补贴。 | 市财政局负责 各县（市、区）政府负责",
            "  2.设立基金。 | 市金融办负责",
        ],
    ),
    "a list of units broken over a line": (
        "1.修堤。责任单位：市水务局、市住建局、\n市财政局。\n2.清淤。\n责任单位：市水务局，\n各镇政府",
        [
            "  1.修堤。 | 市水务局负责 市住建局负责 市财政局负责",
            "  2.清淤。 | 市水务局负责 各镇政府负责",
        ],
    ),
    "only a time of its own under a heading with units": (
        "一、种树\n责任单位：市林业局\n（一）育苗。\n（二）栽植。\n完成时限：2026年10月底",
        ["一、种树", "  （一）育苗。 | 市林业局负责", "  （二）栽植。 | 市林业局负责"],
    ),
    "clauses that each have a bracket": (
        "（一）整治河道。一是清淤20公里（市水务局牵头，6月底前完成）。二是拆除网箱（市农业农村局负责，9月底前完成）。",
        [
            "（一）整治河道。",
            "  一是清淤20公里 | 市水务局牵头",
            "  二是拆除网箱 | 市农业农村局负责",
        ],
    ),
    "a number in front of a year": (
        "1.修路。（市交通局）\n2.2026年至2028年，每年修桥3座。（市交通局）",
        ["  1.修路。 | 市交通局负责", "  2.2026年至2028年，每年修桥3座。 | 市交通局负责"],
    ),
    "the first one leads, from where that is said": (
        "1.修路。（市交通局、市财政局）\n2.架桥。（市交通局、市财政局，列第一位的为牵头单位，下同）\n3.开渠。（市水务局、市财政局）",
        [
            "  1.修路。 | 市交通局负责 市财政局负责",
            "  2.架桥。 | 市交通局牵头 市财政局负责",
            "  3.开渠。 | 市水务局牵头 市财政局负责",
        ],
    ),
    "the first one leads, said at the head": (
        "各项任务列第一位的为牵头单位，下同。\n1.修路。（市交通局、市财政局）\n2.架桥。（市交通局）",
        ["  1.修路。 | 市交通局牵头 市财政局负责", "  2.架桥。 | 市交通局负责"],
    ),
    "the first one leads, said at the foot": (
        "1.修路。（市交通局、市财政局）\n2.架桥。\n注：责任单位列第一位的为牵头单位。",
        ["  1.修路。 | 市交通局牵头 市财政局负责", "  2.架桥。\n注：责任单位列第一位的为牵头单位。 | "],
    ),
    "articles below headings": (
        "一、河道\n第一条 清淤。（市水务局）\n二、道路\n第二条 修路。（市交通局）",
        ["一、河道", "  第一条清淤。 | 市水务局负责", "二、道路", "  第二条修路。 | 市交通局负责"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_form(text: str, expected: list[str]) -> None:
    assert outline(a_draft(a_text(text))) == expected


def test_a_heading_lends_its_time_and_says_so() -> None:
    text = "一、种树\n责任单位：市林业局\n时限：2026年一季度末\n（一）育苗。\n（二）栽植，2026年5月底前完成。"
    draft = a_draft(a_text(text))
    assert [str(m.deadline and m.deadline.last_day) for m in draft.measures] == ["2026-03-31", "2026-05-31"]
    assert [(d.measure_id, d.kind.name, d.proposal) for d in draft.doubts] == [(1, "DATE_GUESSED", "2026-03-31")]
    assert "按所在标题的“2026年一季度末”" in draft.doubts[0].message


@pytest.mark.parametrize("heading", ["一、种树\n完成时限：2026年6月底", "一、种树（2026年6月底前）"])
def test_the_time_of_a_heading_without_units(heading: str) -> None:
    draft = a_draft(a_text(f"{heading}\n（一）育苗。（市林业局）\n（二）栽植。（市林业局）"))
    assert [str(m.deadline and m.deadline.last_day) for m in draft.measures] == ["2026-06-30", "2026-06-30"]
    assert outline(draft)[1] == "  （一）育苗。 | 市林业局负责"


def test_clauses_with_units_in_their_sentences_keep_all_and_are_doubted() -> None:
    text = (
        "一、防火。一是开设隔离带，由市林业局牵头，市财政局配合，10月底前完成。二是健全网格，各镇政府负责，年内建立。"
    )
    draft = a_draft(a_text(f"{text}\n二、防汛。（市水务局）"))
    assert {unit.name for unit in draft.units} == {"市林业局", "市财政局", "各镇政府", "市水务局"}
    [doubt] = [doubt for doubt in draft.doubts if doubt.kind.name == "UNIT_UNREAD"]
    assert doubt.measure_id == 1
    assert "2项工作" in doubt.message


def test_one_who_does_all_clauses_is_no_doubt() -> None:
    text = "一、防火。一是开设隔离带。二是健全网格。此项工作由市林业局牵头，市财政局配合。\n二、防汛。（市水务局）"
    assert "UNIT_UNREAD" not in {doubt.kind.name for doubt in a_draft(a_text(text)).doubts}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("市林业局、市水务局，水务局牵头", "市林业局负责 市水务局牵头"),
        ("云河市林业局、云河市水务局，水务局牵头", "云河市林业局负责 云河市水务局牵头"),
        ("市林业局、市水务局，市水务局牵头", "市林业局负责 市水务局牵头"),
        ("市林业局，市水务局牵头", "市林业局牵头 市水务局牵头"),
    ],
)
def test_the_one_of_a_list_that_leads_it(phrase: str, expected: str) -> None:
    assert " ".join(f"{name}{role.label}" for name, role in parse_units(phrase).assigned) == expected


def test_the_convention_of_a_row_does_not_count_for_rows_above() -> None:
    rows = [["序号", "工作任务", "责任单位"], ["1", "修路", "市交通局、市财政局"]]
    rows += [["2", "架桥", "市交通局、市财政局（列第一位的为牵头单位，下同）"], ["3", "开渠", "市水务局、市财政局"]]
    assert [line.split(" | ")[1] for line in outline(a_draft(a_grid(*rows)))] == [
        "市交通局负责 市财政局负责",
        "市交通局牵头 市财政局负责",
        "市水务局牵头 市财政局负责",
    ]


def test_the_year_of_the_document_number() -> None:
    text = "云河市防火工作方案\n云府〔2026〕1号\n1.开设隔离带，10月底前完成。（市林业局）\n2.健全网格。（各镇政府）"
    draft = a_draft(a_text(text))
    assert draft.measures[0].deadline is not None
    assert str(draft.measures[0].deadline.last_day) == "2026-10-31"
    assert "按文号中的年份2026年推定" in draft.measures[0].deadline.how


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自今年5月1日起至8月31日开展巡查。", "2026-08-31"),
        ("从2026年11月起至2027年2月开展巡查。", "2027-02-28"),
        ("每年自5月1日起至8月31日开展巡查。", "None"),
        ("汛期（4月至10月）加密巡查。", "None"),
    ],
)
def test_from_one_day_to_another(text: str, expected: str) -> None:
    draft = a_draft(a_text(f"云河市2026年工作方案\n1.{text}（市水务局）\n2.清淤。（市水务局）"))
    deadline = draft.measures[0].deadline
    assert str(deadline and deadline.last_day) == expected


def test_an_unknown_verb_behind_a_body_is_doubted_where_the_units_come_from_below() -> None:
    """ "由市城管局兜底" says nothing that is known here; the label line below covers the item all the same."""
    text = "1.打捞漂浮物。由市城管局兜底。\n2.清淤，做到不留死角。\n责任单位：市水务局"
    draft = a_draft(a_text(f"云河市工作方案\n{text}"))
    assert outline(draft)[0] == "  1.打捞漂浮物。由市城管局兜底。 | 市水务局负责"
    (doubt,) = draft.doubts
    assert (doubt.measure_id, doubt.proposal, doubt.alternatives) == (
        draft.measures[0].id,
        "责任单位：市水务局",
        ("市城管局",),
    )
    assert "的末句提到“市城管局”" in doubt.message


def test_a_body_that_the_line_below_names_too_is_no_doubt() -> None:
    text = "1.打捞漂浮物。由市水务局兜底。\n2.清淤，做到不留死角。\n责任单位：市水务局"
    assert a_draft(a_text(f"云河市工作方案\n{text}")).doubts == ()
