"""Units that only the 备注 of a row names."""

from tests.text.tables import a_draft, a_grid, row


def units_of(*remarks: str, units: str = "市水务局") -> list[str]:
    rows = [[str(at), f"措施{at}", units, remark] for at, remark in enumerate(remarks, 1)]
    draft = a_draft(a_grid(["序号", "具体措施", "责任单位", "备注"], *rows))
    return [row(draft, measure).partition("| ")[2] for measure in draft.measures]


def test_a_remark_names_who_joins_in() -> None:
    assert units_of("会同市城管局", "会同市林业局、市妇联实施", "市财政局配合", "联合市公安局开展") == [
        "市水务局负责 市城管局配合",
        "市水务局负责 市林业局配合 市妇联配合",
        "市水务局负责 市财政局配合",
        "市水务局负责 市公安局配合",
    ]


def test_a_unit_is_named_once() -> None:
    assert units_of("会同市水务局。每月通报。", "会同市城管局") == ["市水务局负责", "市水务局负责 市城管局配合"]


def test_other_remarks_name_nobody() -> None:
    assert units_of("见附件2", "会同有关专家论证", "需要群众积极配合", "市水务局负责", "") == ["市水务局负责"] * 5


def test_the_cell_of_units_stays_as_printed() -> None:
    draft = a_draft(a_grid(["序号", "具体措施", "责任单位", "备注"], ["1", "清淤", "市水务局", "会同市城管局"]))
    assert [cell.text for cell in draft.unit_cells] == ["市水务局"]
    assert draft.measures[0].cells == ("会同市城管局",)
