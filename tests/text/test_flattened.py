"""Tables flattened to text, one cell a line: what a line is follows from where it stands."""

from tests.text.tables import a_draft, a_text, doubt_of, due, kinds, outline

HEADER = "附件：云河市清洁家园行动\n工作分工表\n\n序号\n\n工 作 内 容\n\n落实单位\n\n"

LOST_NUMBERS = f"""云河市人民政府办公室关于印发清洁家园行动方案的通知
各有关单位要认真落实。
{HEADER}全面清理河道。

打捞漂浮物,做到日产日清,并建立河道保洁台账。

市水务局牵头,市城管局配合。

拆除违章建筑。

市城管局负责

修复沿河护栏。

美化城区道路。

补种行道树,完善浇灌设施。

市林业局负责。

美化城区道路。

修剪草坪,保持绿地整洁。

市林业局、各区(县)政府负责。

四

加强宣传引导。

开设专栏,每月刊发稿件。

市委宣传部牵头,市有关部门配合。

在社区设置宣传栏;

四

加强宣传引导。

组织志愿者开展活动。

市民政局负责。

五

严格督查考核

建立考核办法。

市督查室负责

定期通报情况。

对落后单位进行约谈。



第 [1] [2] 页 共[2]页
相关文章
"""


def test_headings_measures_and_units_are_told_by_their_places() -> None:
    draft = a_draft(a_text(LOST_NUMBERS))
    assert outline(draft) == [
        "一、全面清理河道。",
        "  打捞漂浮物,做到日产日清,并建立河道保洁台账。 | 市水务局牵头 市城管局配合",
        "  拆除违章建筑。 | 市城管局负责",
        "  修复沿河护栏。 | 市城管局负责*",
        "二、美化城区道路。",
        "  补种行道树,完善浇灌设施。 | 市林业局负责",
        "  修剪草坪,保持绿地整洁。 | 市林业局负责 各区(县)政府负责",
        "四、加强宣传引导。",
        "  开设专栏,每月刊发稿件。 | 市委宣传部牵头 市有关部门配合",
        "  在社区设置宣传栏; | 市民政局负责*",
        "  组织志愿者开展活动。 | 市民政局负责",
        "五、严格督查考核",
        "  建立考核办法。 | 市督查室负责",
        "  定期通报情况。 | 市督查室负责*",
        "  对落后单位进行约谈。 | 市督查室负责*",
    ]


def test_its_doubts() -> None:
    draft = a_draft(a_text(LOST_NUMBERS))
    messages = [doubt.message for doubt in draft.doubts]
    assert messages == [
        "第一类原文缺了序号，按顺序补为“一”。",
        "第一类第3项没有写单位，按承上推定为“市城管局负责”。",
        "第二类原文缺了序号，按顺序补为“二”。",
        "第二类的标题前后几行都没有写单位，是按位置推定为标题的。",
        "第二类的标题在第30段又印了一次，按跨页接续并入同一类。",
        "第四类的标题在第48段又印了一次，按跨页接续并入同一类。",
        "第四类第2项没有写单位，按跨页承下推定为“市民政局负责。”",
        "第五类第2项没有写单位，按承上推定为“市督查室负责”。",
        "第五类第3项没有写单位，按承上推定为“市督查室负责”。",
        "第3个大类印的序号是“四”，前面可能多认或漏认了标题，请核对。",
    ]
    assert doubt_of(draft, "UNIT_FROM_BELOW").alternatives == ("市委宣传部牵头,市有关部门配合。",)


def test_rows_without_units_share_their_neighbours_cell() -> None:
    draft = a_draft(a_text(LOST_NUMBERS))
    cells = {cell.id: cell.text for cell in draft.unit_cells}
    covered = [cells[cover.unit_cell_id] for cover in draft.covers]
    assert len(cells) == 7
    assert covered.count("市城管局负责") == 2
    assert covered.count("市民政局负责。") == 2
    assert covered.count("市督查室负责") == 3


def test_title_layout_and_places() -> None:
    draft = a_draft(a_text(LOST_NUMBERS))
    assert draft.plan.title == "云河市清洁家园行动工作分工表"
    assert [cell.text for cell in draft.plan.layout.head] == ["附件", draft.plan.title, "序号", "工作内容", "落实单位"]
    line = LOST_NUMBERS.split("\n").index("拆除违章建筑。") + 1
    assert [(p.line, p.start, p.end) for p in draft.places if p.measure_id == 2] == [(line, 0, 7)]


def test_all_numbers_kept_leave_no_heading_in_doubt() -> None:
    first = "一\n清理河道\n打捞漂浮物。\n市水务局负责\n拆除违建。\n修复护栏。\n市城管局负责\n"
    text = f"序号\n任务\n责任单位\n{first}二\n美化道路\n补种。\n市林业局负责"
    draft = a_draft(a_text(text))
    assert outline(draft) == [
        "一、清理河道",
        "  打捞漂浮物。 | 市水务局负责",
        "  拆除违建。 | 市水务局负责*",
        "  修复护栏。 | 市城管局负责",
        "二、美化道路",
        "  补种。 | 市林业局负责",
    ]
    assert kinds(draft) == ["UNIT_FROM_ABOVE"]


def test_numbers_that_stand_before_measures() -> None:
    header = "序号\n重点任务\n牵头单位\n配合单位\n"
    text = f"{header}1\n打捞漂浮物。\n市水务局\n市城管局、林业局\n2\n拆除违建。\n市城管局\n各区政府"
    draft = a_draft(a_text(text))
    assert outline(draft) == [
        "  1打捞漂浮物。 | 市水务局牵头 市城管局配合 市林业局配合",
        "  2拆除违建。 | 市城管局牵头 各区政府配合",
    ]
    assert [(cell.column, cell.text) for cell in draft.unit_cells][:2] == [(2, "市水务局"), (3, "市城管局、林业局")]


def test_numbered_headings_on_one_line() -> None:
    text = "任务\n责任单位\n一、清理河道\n打捞漂浮物。\n市水务局负责\n二、美化道路\n补种。\n市林业局负责"
    draft = a_draft(a_text(text))
    assert [section.printed for section in draft.sections] == ["一、清理河道", "二、美化道路"]
    assert kinds(draft) == []


def test_a_unit_cell_of_two_lines() -> None:
    text = "任务\n责任单位\n打捞漂浮物。\n市水务局牵头,\n市城管局配合。\n补种。\n市林业局负责"
    draft = a_draft(a_text(text))
    assert draft.unit_cells[0].text == "市水务局牵头,\n市城管局配合。"
    assert outline(draft)[0] == "  打捞漂浮物。 | 市水务局牵头 市城管局配合"


def test_header_words_in_a_sentence_are_no_table() -> None:
    text = "工作内容\n各单位要明确工作内容。\n一、清理河道。由市水务局打捞漂浮物。（市水务局负责）"
    draft = a_draft(a_text(text))
    assert outline(draft) == ["  一、清理河道。由市水务局打捞漂浮物。 | 市水务局负责"]


def test_a_month_leans_on_the_day_the_notice_was_issued() -> None:
    notice = "云政办发〔2026〕8号\n2026年2月10日\n附件：云河市清淤分工表"
    table = (
        "序号\n工作内容\n责任单位\n完成时限\n1\n清理河道。\n市水务局\n6月底前\n2\n加固堤防。\n市水务局\n1月底前取得进展"
    )
    plan = a_draft(a_text(f"{notice}\n{table}"))
    assert str(plan.plan.issued) == "2026-02-10"
    assert due(plan) == ["2026-06-30", "2027-01-31"]
