"""Header words: what offices call their columns."""

import pytest

from ledger_app.domain.plan import Field
from ledger_app.text.columns import field_of, is_header

WORDS = {
    Field.NUMBER: "序号 编号 总序号 任务编号 项次",
    Field.TEXT: "重点任务 2026年工作任务 整改措施 改革举措 主要内容 存在问题 指标名称 "
    "年度目标 第一季度目标 建设规模及内容",
    Field.HEADING: "类别 工作类别 项目类别 一级指标 二级指标 重点领域",
    Field.UNITS: "责任分工 落实单位 牵头及配合单位 任务分工",
    Field.LEAD: "牵头单位 主办单位 主责部门 牵头责任单位 牵头(责任)单位 牵头单位及负责人",
    Field.RESPONSIBLE: "责任单位 负责部门 责任科室 整改责任单位 指导部门 责任主体 "
    "责任单位及责任人 责任人及责任单位 责任单位和完成时限",
    Field.SUPPORT: "配合单位 协办单位 参与部门 协同单位",
    Field.DEADLINE: "完成时限 时限要求 进度安排 时间进度 时间节点 整改期限 计划完成时间 完成日期 建设年限 "
    "月份 月度 活动月份",
    Field.PROGRESS: "工作进展 落实情况 完成情况 整改情况",
    Field.OTHER: "责任领导 牵头市领导 责任人 责任单位负责人 启动时间 交办日期 一季度 "
    "2025年底 计量单位 总投资 下一步打算 权重",
}


@pytest.mark.parametrize(("word", "field"), [(word, field) for field, words in WORDS.items() for word in words.split()])
def test_what_a_header_word_names(word: str, field: Field) -> None:
    assert field_of(word) is field


@pytest.mark.parametrize("word", ["云河市工作任务清单", "任务分工表", "督导单位", "加强领导，落实任务", "推广范围"])
def test_what_is_no_header_word(word: str) -> None:
    assert field_of(word) is None


def test_a_header_may_hold_words_nobody_knows() -> None:
    assert is_header(["序号", "工作任务", "一季度", "二季度", "推广范围", "牵头单位"])
    assert not is_header(["序号", "姓名", "职务", "电话"])
