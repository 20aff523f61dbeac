"""Tables with several columns of text, of times, of names: which holds the measures, which is kept as printed."""

import pytest

from ledger_app.domain.errors import UserError
from tests.text.tables import a_draft, a_grid, outline


def columns(*rows: list[str], merges: str = "") -> str:
    fields = a_draft(a_grid(*rows, merges=merges)).plan.layout.fields
    return " ".join(field.name for field in fields)


def test_the_column_that_parts_the_rows_more_finely_holds_the_measures() -> None:
    grid = a_grid(
        ["序号", "改革事项", "主要任务", "责任单位"],
        ["1", "河道管护", "建立巡查制度。", "市水务局"],
        ["2", "", "公开排口名录。", "市生态环境局"],
        ["3", "岸线整治", "拆除废弃码头。", "市交通局"],
        merges="B2:B3",
    )
    assert outline(a_draft(grid)) == [
        "河道管护",
        "  1建立巡查制度。 | 市水务局负责",
        "  2公开排口名录。 | 市生态环境局负责",
        "岸线整治",
        "  3拆除废弃码头。 | 市交通局负责",
    ]


def test_a_problem_heads_the_measures_against_it_and_their_goal_is_kept_as_printed() -> None:
    head = ["序号", "存在问题", "整改目标", "整改措施", "责任单位", "责任人", "整改时限"]
    row = ["1", "河面有漂浮物。", "河面干净。", "开展打捞，配备保洁船3艘。", "市水务局", "王某", "2026年6月底"]
    assert columns(head, row) == "SECTION_NUMBER HEADING OTHER TEXT RESPONSIBLE OTHER DEADLINE"
    draft = a_draft(a_grid(head, row))
    assert outline(draft) == ["1、河面有漂浮物。", "  开展打捞，配备保洁船3艘。 | 市水务局负责"]
    assert draft.measures[0].cells == ("河面干净。", "王某", "2026年6月底")


def test_a_problem_without_measures_beside_it_is_the_measure() -> None:
    assert columns(["序号", "存在问题", "责任单位"], ["1", "河面有漂浮物。", "市水务局"]) == "NUMBER TEXT RESPONSIBLE"


def test_what_is_spelt_out_at_length_is_the_measure_and_its_name_the_heading() -> None:
    head = ["序号", "政策措施", "政策内容", "责任单位"]
    row = ["1", "减免占用费", "对临时占用河道岸线的小微企业减免占用费三个月。", "市水务局"]
    assert columns(head, row) == "SECTION_NUMBER HEADING TEXT RESPONSIBLE"


def test_further_columns_right_of_the_units_are_not_the_work() -> None:
    head = ["序号", "工作内容", "责任单位", "存在问题", "下一步措施"]
    row = ["1", "清理河面。", "市水务局", "船只不足。", "采购船只。"]
    assert columns(head, row) == "NUMBER TEXT RESPONSIBLE OTHER OTHER"


def test_quarters_and_years_are_kept_as_printed() -> None:
    head = ["序号", "工作任务", "一季度", "二季度", "牵头单位"]
    assert columns(head, ["1", "建设泵站", "完成招标", "开工", "市水务局"]) == "NUMBER TEXT OTHER OTHER LEAD"
    head = ["序号", "指标名称", "单位", "2025年", "2026年目标", "牵头部门"]
    assert columns(head, ["1", "水质达标率", "%", "85", "90", "市水务局"]) == "NUMBER TEXT OTHER OTHER OTHER LEAD"


def test_numbers_under_words_of_their_own_number_nothing() -> None:
    head = ["序号", "项目名称", "建设内容", "总造价", "责任单位"]
    rows = [["1", "白河泵站", "新建泵站1座", "5200", "市水务局"], ["2", "南渠", "衬砌渠道3公里", "800", "南渠管理处"]]
    draft = a_draft(a_grid(head, *rows))
    assert [measure.number for measure in draft.measures] == [None, None]
    assert [section.number for section in draft.sections] == ["1", "2"]


def test_the_time_that_ends_the_work_is_the_deadline() -> None:
    draft = a_draft(
        a_grid(
            ["云河市2026年任务"],
            ["序号", "任务", "单位", "启动时间", "完成时间"],
            ["1", "清淤", "市水务局", "3月", "6月"],
        )
    )
    (measure,) = draft.measures
    assert measure.deadline is not None
    assert measure.deadline.phrase == "6月"


def test_of_two_deadlines_the_one_that_ends_the_work_counts() -> None:
    draft = a_draft(
        a_grid(
            ["序号", "任务", "责任单位", "时间节点", "办结时限"], ["1", "清淤", "市水务局", "2026年3月", "2026年6月"]
        )
    )
    assert draft.measures[0].deadline is not None
    assert str(draft.measures[0].deadline.last_day) == "2026-06-30"


def test_two_header_rows_whose_merge_is_lost() -> None:
    grid = a_grid(
        ["序号", "工作任务", "责任分工", "", "完成时限"],
        ["", "", "牵头单位", "配合单位", ""],
        ["1", "清理河面。", "市水务局", "市城管局", "2026年6月底"],
    )
    assert outline(a_draft(grid)) == ["  1清理河面。 | 市水务局牵头 市城管局配合"]


def test_a_table_without_units_has_its_rows_all_the_same() -> None:
    grid = a_grid(["序号", "内容"], ["1", "制定方案，2026年3月底前印发。"], ["2", "排查排口120个。"])
    draft = a_draft(grid)
    assert outline(draft) == ["  1制定方案，2026年3月底前印发。 | ", "  2排查排口120个。 | "]
    assert draft.measures[0].deadline is not None


def test_a_cell_with_several_numbered_items_keeps_them_all() -> None:
    grid = a_grid(["工作内容", "责任单位"], ["1.打捞漂浮物。2.拆除违建。", "市水务局"], ["3.巡查河岸。", "市城管局"])
    assert outline(a_draft(grid)) == ["  1.打捞漂浮物。2.拆除违建。 | 市水务局负责", "  3.巡查河岸。 | 市城管局负责"]


def test_a_month_leans_on_the_year_the_table_speaks_of() -> None:
    head = ["序号", "任务", "责任单位", "完成时限"]
    rows = [["1", "清淤", "市水务局", "2026年3月"], ["2", "筑堤", "市水务局", "6月"]]
    last = a_draft(a_grid(head, *rows)).measures[1].deadline
    assert last is not None
    assert (str(last.last_day), last.how) == ("2026-06-30", "按正文所说的年份2026年推定，计到6月最后一天")


def test_a_table_in_which_nothing_is_work_is_refused() -> None:
    with pytest.raises(UserError):
        a_draft(a_grid(["序号", "单位", "2026年目标"], ["1", "%", "85"], ["2", "%", "90"]))


def test_times_are_known_without_a_header() -> None:
    rows = [["1", "制定清淤方案", "市水务局", "2026年3月"], ["2", "实施清淤", "市住建局", "长期"]]
    assert columns(*rows) == "NUMBER TEXT UNITS DEADLINE"
    assert columns(*([*row[:3], "见现场照片"] for row in rows)) == "NUMBER TEXT UNITS OTHER"
