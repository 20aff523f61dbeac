"""What headings of running text say about the items below them."""

import pytest

from ledger_app.text.sections import names_no_work, short_names, units_in_title


@pytest.mark.parametrize(
    "title",
    [
        "指导思想",
        "总体要求",
        "工作目标",
        "基本原则",
        "主要目标和指标",
        "实施步骤",
        "时间安排",
        "动员部署阶段（3月）",
        "发展目標",
    ],
)
def test_headings_of_no_work(title: str) -> None:
    assert names_no_work(title)


@pytest.mark.parametrize(
    "title", ["主要任务", "工作要求", "任务要求", "目标任务", "保障措施", "工作目标和重点任务", "加强领导", "清理河道"]
)
def test_headings_of_work(title: str) -> None:
    assert not names_no_work(title)


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("市教育局", "市教育局"),
        ("市公安局、市交通运输局", "市公安局、市交通运输局"),
        ("各街道办事处工作任务", "各街道办事处"),
        ("市水务局职责", "市水务局"),
        ("清理河道", None),
        ("加强部门协作", None),
        ("市水务局支持企业发展", None),
    ],
)
def test_units_that_a_heading_names(title: str, units: str | None) -> None:
    assert units_in_title(title, frozenset()) == units


def test_a_party_does_what_its_heading_says() -> None:
    parties = short_names(["云河市人民政府与云岭省水利厅（以下分别简称云河市政府、省水利厅）签订备忘录。"])
    assert parties == {"云河市政府", "省水利厅"}
    assert units_in_title("省水利厅大力支持云河治水", parties) == "省水利厅"
    assert short_names(["《河道保洁工作方案》（以下简称方案）"]) == frozenset()
