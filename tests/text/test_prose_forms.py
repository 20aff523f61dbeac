"""The many ways in which plans in running text say who does what: labels, brackets, sentences, headings."""

import pytest

from tests.text.tables import a_draft, a_text, outline

FORMS = {
    "leaders are named on a line of their own, the division of work on the next": (
        "一、稳增长\n1.地区生产总值增长6%。\n分管市领导：王某某\n部门分工：市发改委牵头，市统计局、各区配合。",
        ["一、稳增长", "  1.地区生产总值增长6%。 | 市发改委牵头 市统计局配合 各区配合"],
    ),
    "the convention stands in a bracket behind the label": (
        "（一）清理河道。\n责任单位：市水务局、市城管局（第一责任单位为牵头单位，下同）\n时限要求：持续推进\n"
        "（二）补种行道树。\n责任单位：市林业局",
        ["  （一）清理河道。 | 市水务局牵头 市城管局负责", "  （二）补种行道树。 | 市林业局负责"],
    ),
    "a bracket belongs to the last name of a labelled list": (
        "1.清理河道。责任单位：市水务局，各县（区）政府（管委会）。",
        ["  1.清理河道。 | 市水务局负责 各县（区）政府（管委会）负责"],
    ),
    "labels in brackets of their own": (
        "1.清理河道。\n【责任单位】市水务局、市城管局\n2.修复护栏。\n[牵头单位]市城管局",
        ["  1.清理河道。 | 市水务局负责 市城管局负责", "  2.修复护栏。 | 市城管局牵头"],
    ),
    "a label without a colon": (
        "1.清理河道。\n责任单位 市水务局、市城管局",
        ["  1.清理河道。 | 市水务局负责 市城管局负责"],
    ),
    "names one a line below their label": (
        "1.清理河道。\n牵头单位：\n市水务局\n配合单位：\n市城管局\n各区政府\n2.修复护栏。（市城管局）",
        ["  1.清理河道。 | 市水务局牵头 市城管局配合 各区政府配合", "  2.修复护栏。 | 市城管局负责"],
    ),
    "labels first, the work on the next line": (
        "1.牵头单位：市水务局\n目标：清理河道20条。\n配合单位：市城管局",
        ["  1.目标：清理河道20条。 | 市水务局牵头 市城管局配合"],
    ),
    "offices within a body": (
        "1.完善护河制度。责任科室：河道科、法规科；完成时间：2026年5月30日",
        ["  1.完善护河制度。 | 河道科负责 法规科负责"],
    ),
    "every bracket within a paragraph counts, whatever its shape": (
        "1.划定河道蓝线。〔市水务局牵头，市自然资源局参与，各县（区）人民政府（管委会）负责落实〕"
        "按要求拆除违建。（市城管局牵头）",
        [
            "  1.划定河道蓝线。〔市水务局牵头，市自然资源局参与，各县（区）人民政府（管委会）负责落实〕按要求拆除违建。"
            " | 市水务局牵头 市自然资源局配合 各县（区）人民政府（管委会）负责 市城管局牵头"
        ],
    ),
    "bare names behind a full stop within a paragraph": (
        "1.清理河道。（市水务局、市城管局）修复护栏。（市住建局）\n2.补种树木（含灌木）。（市林业局）",
        [
            "  1.清理河道。（市水务局、市城管局）修复护栏。 | 市水务局负责 市城管局负责 市住建局负责",
            "  2.补种树木（含灌木）。 | 市林业局负责",
        ],
    ),
    "an aside about an annex among the names": (
        "（一）清理河道。（市水务局、市城管局，详见附件2）\n（二）修复护栏。（市城管局）",
        ["  （一）清理河道。 | 市水务局负责 市城管局负责", "  （二）修复护栏。 | 市城管局负责"],
    ),
    "sentences that say by whom": (
        "一、老旧小区改造。由市住建局牵头，市财政局、各区政府配合，12月底前完成改造任务。\n"
        "二、河道保洁。一是打捞漂浮物，由市水务局负责。二是清运垃圾，由市城管局负责。",
        [
            "  一、老旧小区改造。由市住建局牵头，市财政局、各区政府配合，12月底前完成改造任务。"
            " | 市住建局牵头 市财政局配合 各区政府配合",
            "  二、河道保洁。一是打捞漂浮物，由市水务局负责。二是清运垃圾，由市城管局负责。"
            " | 市水务局负责 市城管局负责",
        ],
    ),
    "a numbered line that only says who": (
        "（一）清理河道\n1.工作目标：水面无漂浮物。\n2.工作措施：每日巡查清捞。\n3.责任单位：市水务局、各镇政府\n"
        "（二）修复护栏\n1.工作目标：护栏完好。\n2.责任单位：市住建局",
        [
            "（一）清理河道",
            "  1.工作目标：水面无漂浮物。 | 市水务局负责 各镇政府负责",
            "  2.工作措施：每日巡查清捞。 | 市水务局负责 各镇政府负责",
            "（二）修复护栏",
            "  1.工作目标：护栏完好。 | 市住建局负责",
        ],
    ),
    "headings without a number": (
        "云河市暖心行动方案\n老有所养\n1.新建食堂。（市民政局）\n学有所教\n2.新建学校。（市教育局）\n3.扩大托管。（团市委）",
        [
            "老有所养",
            "  1.新建食堂。 | 市民政局负责",
            "学有所教",
            "  2.新建学校。 | 市教育局负责",
            "  3.扩大托管。 | 团市委负责",
        ],
    ),
    "stations and villages as headings": (
        "云河镇护林职责\n一、镇林业站\n1.组织巡山护林。\n二、各村（社区）\n1.落实网格管理。",
        [
            "一、镇林业站",
            "  1.组织巡山护林。 | 镇林业站负责",
            "二、各村（社区）",
            "  1.落实网格管理。 | 各村（社区）负责",
        ],
    ),
    "a last sentence that only says who": (
        "1.清理河道。市水务局牵头、市城管局、各镇政府配合，9月底前完成。\n（二）修复护栏。市住建局负责。\n1.更换扶手。",
        [
            "  1.清理河道。 | 市水务局牵头 市城管局配合 各镇政府配合",
            "（二）修复护栏。市住建局负责。",
            "  1.更换扶手。 | 市住建局负责",
        ],
    ),
    "departments named by their field in a bracket with role words": (
        "1.清理河道。（区水务局牵头，区民政、城管、公安等部门配合）",
        ["  1.清理河道。 | 区水务局牵头 区民政配合 城管配合 公安配合"],
    ),
    "a unit with a full stop in front of what it does": (
        "（一）市水务局。负责河道巡查。\n（二）各镇街：负责辖区内的保洁。",
        ["  （一）市水务局。负责河道巡查。 | 市水务局负责", "  （二）各镇街：负责辖区内的保洁。 | 各镇街负责"],
    ),
    "a line that only names a unit is the heading of the items below": (
        "云河市护河职责\n市水务局：\n1.巡查河道。\n2.打捞漂浮物。\n市城管局：\n1.清运垃圾。\n市公安局：负责水上治安，查处违法行为。",
        [
            "市水务局：",
            "  1.巡查河道。 | 市水务局负责",
            "  2.打捞漂浮物。 | 市水务局负责",
            "市城管局：",
            "  1.清运垃圾。 | 市城管局负责",
            "  市公安局：负责水上治安，查处违法行为。 | 市公安局负责",
        ],
    ),
    "items that end in ； share the bracket of the last one": (
        "（一）加强基础建设\n1.新建护河站5座；\n2.购置清漂船2艘；\n3.更新护栏3公里。（市水务局牵头，市财政局配合）",
        [
            "（一）加强基础建设",
            "  1.新建护河站5座； | 市水务局牵头 市财政局配合",
            "  2.购置清漂船2艘； | 市水务局牵头 市财政局配合",
            "  3.更新护栏3公里。 | 市水务局牵头 市财政局配合",
        ],
    ),
    "a sentence with units over items with units is a measure, and their heading": (
        "（一）健全护河制度，明确各方责任。（市水务局牵头）\n1.制定巡查办法。（市水务局负责）\n2.公布举报电话。（市城管局负责）",
        [
            "  （一）健全护河制度，明确各方责任。 | 市水务局牵头",
            "（一）健全护河制度，明确各方责任",
            "  1.制定巡查办法。 | 市水务局负责",
            "  2.公布举报电话。 | 市城管局负责",
        ],
    ),
    "articles on force and interpretation are no measures": (
        "第一条 清理河道。（市水务局）\n第二条 修复护栏。（市城管局）\n第三条 本措施自印发之日起施行，有效期3年。",
        ["  第一条清理河道。 | 市水务局负责", "  第二条修复护栏。 | 市城管局负责"],
    ),
    "1.1 without a space behind it": (
        "1 清理河道\n1.1打捞漂浮物。（责任部门：保洁部）\n1.2拆除违建。（责任部门：工程部）\n"
        "2 美化道路\n2.1 补种行道树。（责任部门：绿化部）",
        [
            "1 清理河道",
            "  1.1打捞漂浮物。 | 保洁部负责",
            "  1.2拆除违建。 | 工程部负责",
            "2 美化道路",
            "  2.1补种行道树。 | 绿化部负责",
        ],
    ),
}


@pytest.mark.parametrize("heading", ["优化护河格局", "由市民举办", "服务全社会"])
def test_words_that_end_like_a_body_name_none(heading: str) -> None:
    text = f"一、{heading}\n1.清理河道。\n2.修复护栏。"
    assert outline(a_draft(a_text(text)))[1:] == ["  1.清理河道。 | ", "  2.修复护栏。 | "]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_prose(form: str) -> None:
    text, wanted = FORMS[form]
    assert outline(a_draft(a_text(text))) == wanted


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            ["云河市人民政府关于加快", "河道治理的若干意见", "云府发〔2026〕3号"],
            "云河市人民政府关于加快河道治理的若干意见",
        ),
        (
            ["云河市人民政府关于", "加强沿河镇村和", "“河长制”建设的意见"],
            "云河市人民政府关于加强沿河镇村和“河长制”建设的意见",
        ),
        (["云河市2026年重点工作", "任务分解方案"], "云河市2026年重点工作任务分解方案"),
        (["云河市人民政府门户网站", "云河市河道治理方案"], "云河市河道治理方案"),
        (["云河市人民政府办公室", "关于印发河道治理方案的通知"], "关于印发河道治理方案的通知"),
    ],
)
def test_a_title_on_two_lines(head: list[str], title: str) -> None:
    draft = a_draft(a_text("\n".join([*head, "一、清理河道。（市水务局负责）"])))
    assert draft.plan.title == title


def test_the_number_of_a_document_behind_its_label() -> None:
    draft = a_draft(a_text("发文字号：云府发〔2026〕5号\n云河市河道治理方案\n一、清理河道。（市水务局负责）"))
    assert draft.plan.doc_number == "云府发〔2026〕5号"


def test_a_text_printed_again_behind_other_lines_is_read_once() -> None:
    body = [f"（{number}）办理第{number}件护河实事。（市水务局负责）" for number in "一二三四五六七八九"]
    page = ["云河市护河方案", "一、清理河道", *body, "云河市水务局", "2026年3月1日"]
    again = ["索引号：12345", "主题分类：水务", *page]
    draft = a_draft(a_text("\n".join([*page, *again])))
    assert len(draft.measures) == len(body)
    assert "第1至13段，第16至28段是重复的" in next(d.message for d in draft.doubts if d.kind.name == "TEXT_REPEATED")


def test_labels_in_square_brackets_are_no_page_furniture() -> None:
    text = "1.清理河道。\n【字体：大 中 小】\n【责任单位】市水务局"
    assert outline(a_draft(a_text(text))) == ["  1.清理河道。 | 市水务局负责"]


def test_what_is_done_about_a_problem_is_the_measure() -> None:
    problem = "（1）河面漂浮物较多。有的村没有人管。（牵头单位：市水务局；责任单位：各镇）"
    remedy = "整改措施：打捞漂浮物，做到日产日清。"
    further = "同时配齐保洁员。"
    draft = a_draft(
        a_text(f"云河市整改方案\n一、整改内容\n{problem}\n{remedy}\n{further}\n（2）补种。（市林业局负责）")
    )
    assert outline(draft) == [
        "一、整改内容",
        "（1）河面漂浮物较多。有的村没有人管。",
        "  打捞漂浮物，做到日产日清。\n同时配齐保洁员。 | 市水务局牵头 各镇负责",
        "  （2）补种。 | 市林业局负责",
    ]
    assert draft.measures[1].section_id == draft.sections[0].id


def test_a_remedy_with_units_of_its_own_stays_with_its_problem() -> None:
    text = "1.河面漂浮物较多。\n整改措施：打捞漂浮物。（市水务局负责）\n2.补种。（市林业局负责）"
    assert outline(a_draft(a_text(text))) == [
        "  1.河面漂浮物较多。\n整改措施：打捞漂浮物。 | 市水务局负责",
        "  2.补种。 | 市林业局负责",
    ]


def test_paragraphs_with_units_below_a_remedy_are_measures() -> None:
    problem = "（1）河面漂浮物较多。（市水务局负责）"
    text = f"{problem}\n整改措施：打捞漂浮物。\n建立台账。（市城管局负责）\n（2）补种。（市林业局负责）"
    assert outline(a_draft(a_text(text))) == [
        "（1）河面漂浮物较多。",
        "  打捞漂浮物。 | 市水务局负责",
        "  建立台账。 | 市城管局负责",
        "  （2）补种。 | 市林业局负责",
    ]


def test_a_problem_and_its_remedy_with_units_each_are_two_measures() -> None:
    problem = "（1）河面漂浮物较多。（市水务局负责）"
    text = f"{problem}\n整改措施：打捞漂浮物。（市城管局负责）\n（2）补种。（市林业局负责）"
    assert outline(a_draft(a_text(text)))[:2] == [
        "  （1）河面漂浮物较多。 | 市水务局负责",
        "  整改措施：打捞漂浮物。 | 市城管局负责",
    ]
