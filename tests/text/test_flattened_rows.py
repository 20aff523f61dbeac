"""Tables flattened to one cell a line: new words for the work, times within a row, numbers without a name."""

import pytest

from ledger_app.text.columns import is_header
from tests.text.tables import a_draft, a_text, kinds, outline

PROJECTS = """云河市惠民项目表
序号
惠民工程
责任单位
完成时限
1
启动城北污水处理中心。
市水务局
市河湖指挥部
9月投入使用
2
建成社区食堂5处。
市民政局
3月底前选址
改造敬老院2所。
12月底前投用
3
推广电子病历。
市卫生健康委
全年"""


def test_the_only_unknown_word_beside_number_and_units_names_the_work() -> None:
    assert is_header(["序号", "惠民工程", "责任单位"])
    assert is_header(["序号", "暖心清单项", "牵头部门", "时限"])


@pytest.mark.parametrize("labels", [["序号", "姓名", "责任单位"], ["序号", "姓名", "单位", "职务"], ["甲", "责任单位"]])
def test_a_list_of_persons_is_no_table_of_work(labels: list[str]) -> None:
    assert not is_header(labels)


def test_work_that_ends_like_a_body_is_no_unit_and_a_second_row_has_its_own_time() -> None:
    draft = a_draft(a_text(PROJECTS))
    assert outline(draft) == [
        "  1启动城北污水处理中心。 | 市水务局负责 市河湖指挥部负责",
        "  2建成社区食堂5处。 | 市民政局负责",
        "  改造敬老院2所。 | 市民政局负责*",
        "  3推广电子病历。 | 市卫生健康委负责",
    ]
    assert [m.deadline and m.deadline.phrase for m in draft.measures] == [
        "9月投入使用",
        "3月底前选址",
        "12月底前投用",
        "全年",
    ]
    assert "UNIT_FROM_ABOVE" in kinds(draft)


def test_times_in_front_of_the_units() -> None:
    rows = "1\n清理河道。\n6月底前\n市水务局\n2\n修复护栏。\n9月底前开放\n市住建局\n市财政局"
    text = f"序号\n工作内容\n完成时限\n责任单位\n{rows}"
    draft = a_draft(a_text(text))
    assert outline(draft) == ["  1清理河道。 | 市水务局负责", "  2修复护栏。 | 市住建局负责 市财政局负责"]
    assert [m.deadline and m.deadline.phrase for m in draft.measures] == ["6月底前", "9月底前开放"]


@pytest.mark.parametrize("between", ["\n", "\n|\n", "\n\n"])
def test_numbers_without_a_word_over_them(between: str) -> None:
    cells = [
        "工作类别",
        "具体要求",
        "责任科室",
        "时限要求",
        "清洁家园",
        "1",
        "清运积存垃圾，做到日产日清。",
        "环卫科",
        "年底前",
    ]
    cells += ["2", "整治乱堆乱放。", "市容科", "持续推进", "绿化家园", "3", "补种行道树。", "园林科", "持续推进"]
    draft = a_draft(a_text(between.join(cells) + between))
    assert outline(draft) == [
        "清洁家园",
        "  1清运积存垃圾，做到日产日清。 | 环卫科负责",
        "  2整治乱堆乱放。 | 市容科负责",
        "绿化家园",
        "  3补种行道树。 | 园林科负责",
    ]
    assert [m.deadline and m.deadline.phrase for m in draft.measures] == ["年底前", "持续推进", "持续推进"]


def test_the_last_remark_of_a_table_belongs_to_its_row() -> None:
    rows = "清洁家园\n清运垃圾，日产日清。\n环卫科\n绿化家园\n补种行道树。\n园林科\n新增"
    assert outline(a_draft(a_text(f"工作类别\n工作内容\n牵头部门\n备注\n{rows}")))[-1] == "  补种行道树。 | 园林科牵头"
