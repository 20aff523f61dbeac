"""Units that a sentence of the text names, without brackets or labels."""

import pytest

from tests.text.tables import a_draft, a_text, outline

TEXT = "云河镇2026年护河方案\n1.{sentence}\n2.修复护栏。（镇城建办负责）\n3.补种灌木。（镇林业站负责）"

KEPT = {
    "清理河道，由镇水利站牵头，各村(社区)配合。": "镇水利站牵头 各村(社区)配合",
    "清理河道，由镇水利站牵头，沿线各村配合。": "镇水利站牵头 沿线各村配合",
    "清理河道，由镇水利站会同镇卫生院负责。": "镇水利站负责 镇卫生院配合",
    "夜间巡河，由镇武装部牵头，派出所配合。": "镇武装部牵头 派出所配合",
    "组织巡河，由镇应急办牵头，村（居）委会配合": "镇应急办牵头 村（居）委会配合",
    "组织巡河，由镇综治办牵头，各中小学校、沿河各企业配合": "镇综治办牵头 各中小学校配合 沿河各企业配合",
    "开展检查通报。镇水利站牵头，每月通报一次。": "镇水利站牵头",
    "开展检查通报。镇水利站牵头，各村（社区）配合，每月通报一次。": "镇水利站牵头 各村（社区）配合",
}


@pytest.mark.parametrize(("sentence", "units"), KEPT.items())
def test_units_of_a_clause(sentence: str, units: str) -> None:
    assert outline(a_draft(a_text(TEXT.format(sentence=sentence))))[0] == f"  1.{sentence} | {units}"


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("开展检查通报。镇水利站牵头，镇卫生院配合。", "镇水利站牵头 镇卫生院配合"),
        ("开展检查通报。镇水利站牵头，各村（社区）配合，6月底前完成。", "镇水利站牵头 各村（社区）配合"),
    ],
)
def test_a_sentence_that_says_nothing_else_leaves_the_text(sentence: str, units: str) -> None:
    assert outline(a_draft(a_text(TEXT.format(sentence=sentence))))[0] == f"  1.开展检查通报。 | {units}"


@pytest.mark.parametrize(
    "sentence",
    ["开展检查通报。党员干部牵头，每月通报一次。", "检查。热心的村民牵头，家家配合。", "开展检查。由村里的老人带头。"],
)
def test_words_that_name_no_body(sentence: str) -> None:
    assert outline(a_draft(a_text(TEXT.format(sentence=sentence))))[0] == f"  1.{sentence} | "


def test_who_collects_what_others_report_answers_for_it() -> None:
    text = "云河县2026年护河方案\n1.报送河长名录。（县水务局汇总）\n2.报送水质。（各乡镇报送，县环保局统计汇总）"
    assert outline(a_draft(a_text(text))) == [
        "  1.报送河长名录。 | 县水务局负责",
        "  2.报送水质。 | 各乡镇负责 县环保局负责",
    ]
