"""Numbers a measure promises, and those it only mentions."""

import pytest

from ledger_app.domain.target import Operator
from ledger_app.text.targets import find_targets


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("全市每年清淤河道100公里以上;到2027年,水质达标率达到80%以上。", ["100公里以上", "80%以上"]),
        ("每年組織巡查10-20次", ["10-20次"]),
        ("示范街分别达到1条、3条，护河站达到100个。", ["1条、3条", "100个"]),
        ("创建“最美河段” 1 個以上", ["1 個以上"]),
        ("抽查不得少于总数的50%或500家", ["50%或500家"]),
        ("分别给予200万元和100万元的专项资金奖励", ["200万元和100万元"]),
        ("按不低于20万元的标准安排经费", ["不低于20万元"]),
        ("志愿者人数比2025年翻一番", ["翻一番"]),
        ("完成4个100%的工作目标", ["4个100%"]),
        ("至少召开一次会议，培育三家以上护河队", ["至少召开一次", "三家以上"]),
        ("失业率控制在4%以内", ["控制在4%以内"]),
        ("每年10-20项，每月2次", ["10-20项", "2次"]),
        ("合格率≥95%，损耗≤3%", ["≥95%", "≤3%"]),
        ("清淤河道100余公里，建护河站50多个", ["100余公里", "50多个"]),
        ("覆盖率由60%提高到80%", ["80%"]),
        ("办结时限由10个工作日压缩至5个工作日以内", ["5个工作日以内"]),
        ("巡河间隔减至1个月，抢修缩短到30分钟", ["1个月", "30分钟"]),
        ("每半年至少抽测一次，每月至少巡河2次", ["至少抽测一次", "至少巡河2次"]),
        ("公布河鱼60种，溶解氧达到6毫克/升以上", ["60种", "6毫克/升以上"]),
        ("泥沙控制在30毫克/升以下", ["控制在30毫克/升以下"]),
        ("巡河不少于1小时，培训40学时以上", ["不少于1小时", "40学时以上"]),
        ("抢修控制在30分钟以内，停水不得超过4个小时", ["控制在30分钟以内", "不得超过4个小时"]),
        ("打井10口，查处案件50起，发放河图5000份", ["10口", "50起", "5000份"]),
        ("夜间噪声控制在55分贝以下", ["控制在55分贝以下"]),
        ("建成100个以上的护河站，给予500元以上的补助", ["100个以上", "500元以上"]),
        ("完成9座水闸改造，全市86个村全部达标", ["9座", "86个"]),
        ("对20处以上河段开展清淤", ["20处以上"]),
    ],
)
def test_what_is_a_target(text: str, phrases: list[str]) -> None:
    assert [target.phrase for target in find_targets(text)] == phrases


@pytest.mark.parametrize(
    "text",
    [
        "扶持年收入超过50亿元的企业",
        "健全“4个制度和3个台账”",
        "对10类重点产品建档",
        "10个工作日内办结",
        "第3次会议、前5名、2026年3月",
        "拨打12345热线，推进3D打印",
        "云府办〔2026〕96号",
        "打捞漂浮物。",
        "对全县9座水闸逐一排查",
        "对9座水闸逐座检修，将辖区内12个泵站纳入台账",
        "日处理50吨以上的泵站安装油水分离器",
        "3000平方米以上的水面、50张床位以上的渔家乐",
        "规模达到2倍以上的渔场",
        "50人以上的渔场建立台账",
        "2口径管道，自5月1日起施行",
        "超标2倍以上的，依法处理",
        "对超过标准3倍的渔场停业整顿",
        "组织1次性检查",
    ],
)
def test_what_is_none(text: str) -> None:
    assert find_targets(text) == ()


def test_operator_numbers_unit_and_what() -> None:
    (target,) = find_targets("力争护河站达到100个以上")
    assert (target.operator, target.numbers, target.unit) == (Operator.AT_LEAST, (100.0,), "个")
    assert (target.what, target.soft) == ("力争护河站达到", True)
    (spread,) = find_targets("组织2-3次检查")
    assert (spread.operator, spread.numbers, spread.soft) == (Operator.REACH, (2.0, 3.0), False)
    (cap,) = find_targets("损耗率不超过5%")
    assert (cap.operator, cap.numbers, cap.unit) == (Operator.AT_MOST, (5.0,), "%")
    assert find_targets("翻两番")[0].numbers == (4.0,)
    (span,) = find_targets("审批压缩至5个工作日")
    assert (span.operator, span.numbers, span.unit) == (Operator.AT_MOST, (5.0,), "个工作日")


def test_every_operator_has_its_word() -> None:
    assert {operator.label for operator in Operator} == {"达到", "不少于", "不超过", "翻番"}


def test_a_condition_is_no_target() -> None:
    text = "新招用人数达到职工总数25%并签订1年以上合同的，可申请最高300万元的贷款。"
    assert [target.phrase for target in find_targets(text)] == ["300万元"]
