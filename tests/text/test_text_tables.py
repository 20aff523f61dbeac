"""Tables in running text: bars, tabs, spaces, or one cell a line with the empty and merged cells lost."""

import pytest

from ledger_app.text.flat_header import find_annex
from tests.text.tables import a_draft, a_text, outline

HEAD = ["序号", "工作类别", "重点任务", "牵头领导", "牵头单位", "配合单位", "完成时限", "备注"]
ROWS = [
    [
        "1",
        "河道整治",
        "打捞水面漂浮物，配备保洁船3艘。",
        "李某某",
        "市水务局",
        "市城管局、清源区政府",
        "2026年6月底前",
        "",
    ],
    ["2", "", "拆除沿岸违建60处。", "李某某", "市城管局", "各县（市、区）政府", "2026年11月底前", "市级实事"],
    ["3", "", "开展入河排口排查，每月通报一次。", "王某某", "市生态环境局", "", "长期坚持", ""],
    ["4", "水源保护", "建设水源涵养林5万亩。", "王某某", "市林业局", "白河县政府", "2026年12月底前", ""],
]
READ = [
    "河道整治",
    "  1打捞水面漂浮物，配备保洁船3艘。 | 市水务局牵头 市城管局配合 清源区政府配合",
    "  2拆除沿岸违建60处。 | 市城管局牵头 各县（市、区）政府配合",
    "  3开展入河排口排查，每月通报一次。 | 市生态环境局牵头",
    "水源保护",
    "  4建设水源涵养林5万亩。 | 市林业局牵头 白河县政府配合",
]
DAYS = ["2026-06-30", "2026-11-30", None, "2026-12-31"]
NOTICE = ["云河市人民政府办公室关于印发重点任务分工的通知", "云政办发〔2026〕8号", "现印发给你们。", "2026年2月10日"]
TITLE = "附件：云河市清洁河流重点任务分工"


def one_cell_a_line(rows: list[list[str]]) -> list[str]:
    return [cell for row in rows for cell in row if cell]


FORMS = {
    "bars": [f"| {' | '.join(row)} |" for row in (HEAD, ["---"] * 8, *ROWS)],
    "bare bars": [" | ".join(row) for row in (HEAD, *ROWS)],
    "tabs": ["\t".join(row) for row in (HEAD, *ROWS)],
    "spaces": [" ".join(filter(None, row)) for row in (HEAD, *ROWS)],
    "lines": one_cell_a_line([HEAD, *ROWS]),
    "lines with gaps": [line for cell in one_cell_a_line([HEAD, *ROWS]) for line in (cell, "")],
}


@pytest.mark.parametrize("form", FORMS)
def test_every_flattening_reads_the_same(form: str) -> None:
    lines = [*NOTICE, TITLE, *FORMS[form], "", "", "", "主办单位网站首页说明文字"]
    draft = a_draft(a_text("\n".join(lines)), name="云河.txt")
    assert outline(draft) == READ
    days = [measure.deadline and measure.deadline.last_day for measure in draft.measures]
    assert [str(day) if day else None for day in days] == DAYS
    assert draft.plan.title == "云河市清洁河流重点任务分工"
    assert (draft.plan.doc_number, str(draft.plan.issued)) == ("云政办发〔2026〕8号", "2026-02-10")


@pytest.mark.parametrize("form", FORMS)
def test_every_measure_is_found_again_in_its_line(form: str) -> None:
    lines = [*NOTICE, TITLE, *FORMS[form]]
    draft = a_draft(a_text("\n".join(lines)), name="云河.txt")
    for measure, place in zip(draft.measures, draft.places, strict=True):
        assert measure.text in lines[place.line - 1]


def test_cells_of_several_lines_between_bars() -> None:
    lines = ["序号|任务|责任单位|时限", "1|清淤|市水务局、", "市城管局|2026年6月", "2|筑堤|市水务局|2026年9月"]
    assert outline(a_draft(a_text("\n".join(lines)))) == [
        "  1清淤 | 市水务局负责 市城管局负责",
        "  2筑堤 | 市水务局负责",
    ]


def test_a_heading_between_rows_without_bars() -> None:
    lines = ["| 序号 | 任务 | 责任单位 |", "一、治水", "| 1 | 清淤 | 市水务局 |", "二、护岸", "| 2 | 筑堤 | 市水务局 |"]
    assert [line.split(" |")[0] for line in outline(a_draft(a_text("\n".join(lines))))] == [
        "一、治水",
        "  1清淤",
        "二、护岸",
        "  2筑堤",
    ]


def test_the_text_behind_the_table_is_no_row() -> None:
    lines = ["| 序号 | 任务 | 责任单位 |", "| 1 | 清淤 | 市水务局 |", "请各单位抓好落实。", "联系人：王某"]
    assert outline(a_draft(a_text("\n".join(lines)))) == ["  1清淤 | 市水务局负责"]


def test_a_header_of_two_rows_flattened() -> None:
    cells = ["序号", "改革事项", "主要任务", "责任分工", "完成时限", "备注", "牵头单位", "配合单位"]
    cells += ["1", "河道管护", "建立巡查制度。", "市水务局", "市城管局", "2026年6月底"]
    cells += ["2", "公开排口名录。", "市生态环境局", "市水务局", "2026年9月底"]
    assert outline(a_draft(a_text("\n".join(cells)))) == [
        "河道管护",
        "  1建立巡查制度。 | 市水务局牵头 市城管局配合",
        "  2公开排口名录。 | 市生态环境局牵头 市水务局配合",
    ]


def test_numbers_of_an_indicator_do_not_begin_rows() -> None:
    cells = ["序号", "指标名称", "单位", "2025年", "2026年目标", "牵头部门"]
    cells += ["1", "水质达标率", "%", "85", "90", "市水务局", "2", "绿化率", "%", "45", "46", "市林业局"]
    assert outline(a_draft(a_text("\n".join(cells)))) == ["  1水质达标率 | 市水务局牵头", "  2绿化率 | 市林业局牵头"]


def test_work_that_ends_like_a_units_name_stays_work() -> None:
    cells = [
        "序号",
        "任务名称",
        "完成标志",
        "牵头单位",
        "完成时间",
        "1",
        "建成信息平台",
        "平台上线",
        "市数据局",
        "2026年12月",
    ]
    assert outline(a_draft(a_text("\n".join(cells)))) == ["  1建成信息平台 | 市数据局牵头"]


def test_units_in_front_of_their_work() -> None:
    cells = ["责任单位", "序号", "重点工作", "完成时间", "市水务局", "1", "清理河面", "长期"]
    cells += ["2", "新建泵站3座", "2026年8月底", "市城管局", "3", "拆除违建", "2026年底"]
    assert outline(a_draft(a_text("\n".join(cells)))) == [
        "  1清理河面 | 市水务局负责",
        "  2新建泵站3座 | 市水务局负责",
        "  3拆除违建 | 市城管局负责",
    ]


def test_a_short_title_is_no_header_word() -> None:
    header = find_annex(a_text("云河市河长制工作要求\n序号\n任务\n责任单位\n1\n清淤\n市水务局"))
    assert header is not None
    assert header.labels == ("序号", "任务", "责任单位")


def test_a_word_nobody_knows_between_header_words() -> None:
    header = find_annex(a_text("序号\n项目名称\n联系方\n责任单位\n应急预案\n1\n清淤\n张某\n市水务局\n有"))
    assert header is not None
    assert header.labels == ("序号", "项目名称", "联系方", "责任单位", "应急预案")


@pytest.mark.parametrize("form", ["bars", "lines"])
def test_thousands_of_rows(form: str) -> None:
    rows = [[str(number), *ROWS[number % 4][1:]] for number in range(1, 2001)]
    lines = [" | ".join(row) for row in (HEAD, *rows)] if form == "bars" else one_cell_a_line([HEAD, *rows])
    assert len(a_draft(a_text("\n".join(lines))).measures) == 2000


def test_a_cell_of_a_megabyte_among_others() -> None:
    cells = [
        "序号",
        "任务",
        "牵头领导",
        "责任单位",
        "1",
        "清淤" * 170_000,
        "王某",
        "市水务局",
        "2",
        "筑堤",
        "李某",
        "市水务局",
    ]
    assert len(a_draft(a_text("\n".join(cells))).measures) == 2
