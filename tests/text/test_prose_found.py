"""Forms of running text met in the wild: lists of 一是, subjects that do the work, lost marks, headings that run on."""

import pytest

from ledger_app.text.prose_duties import begun_by
from tests.text.tables import a_draft, a_text, doubt_of, outline

FORMS = {
    "一是 one a line, no units in the whole text": (
        "云河市2026年十件实事\n今年要办好以下实事：\n一是新建食堂8处。\n二是改造小区12个。\n三是开通公交2条。\n新闻推荐\n【本报讯】会议…",
        ["  一是新建食堂8处。 | ", "  二是改造小区12个。 | ", "  三是开通公交2条。 | "],
    ),
    "第一件： one a line": (
        "云河市实事\n第一件：新建食堂。\n第二件：改造小区。\n第三件：开通公交。",
        ["  第一件：新建食堂。 | ", "  第二件：改造小区。 | ", "  第三件：开通公交。 | "],
    ),
    "一是 under headings": (
        "一、改善民生\n一是新建食堂。\n二是改造小区。\n三是开通公交。\n二、美化家园\n一是种树。\n二是修堤。\n三是清淤。",
        [
            "一、改善民生",
            *("  一是新建食堂。 | ", "  二是改造小区。 | ", "  三是开通公交。 | "),
            "二、美化家园",
            *("  一是种树。 | ", "  二是修堤。 | ", "  三是清淤。 | "),
        ],
    ),
    "units that an item begins with": (
        "（一）市林业局、应急局负责对林区进行巡查。\n（二）市公安局牵头，市交通局配合，查处焚烧。\n"
        "（三）由市交警支队牵头，联合市住建局、各镇政府，整治超载。\n（四）市财政局会同市应急局等部门制定办法，每年修订。",
        [
            "  （一）市林业局、应急局负责对林区进行巡查。 | 市林业局负责 市应急局负责",
            "  （二）市公安局牵头，市交通局配合，查处焚烧。 | 市公安局牵头 市交通局配合",
            "  （三）由市交警支队牵头，联合市住建局、各镇政府，整治超载。 | 市交警支队牵头 市住建局配合 各镇政府配合",
            "  （四）市财政局会同市应急局等部门制定办法，每年修订。 | 市财政局负责 市应急局配合",
        ],
    ),
    "the question of something, by whom": (
        "（一）关于“保护耕地”的问题，由市农业农村局会同市财政局、林业局等部门研究提出落实意见。",
        [
            "  （一）关于“保护耕地”的问题，由市农业农村局会同市财政局、林业局等部门研究提出落实意见。"
            " | 市农业农村局负责 市财政局配合 市林业局配合"
        ],
    ),
    "marks behind numbers lost or mangled": (
        "一、巡查\n1、每日巡河。（市水务局）\n2 清理漂浮物。（市城管局）\n二'保障\n3、购置船只\n4 艘以上。（市水务局）",
        [
            "一、巡查",
            "  1、每日巡河。 | 市水务局负责",
            "  2清理漂浮物。 | 市城管局负责",
            "二、保障",
            "  3、购置船只\n4 艘以上。 | 市水务局负责",
        ],
    ),
    "a measure that is the heading of its own measures": (
        "一、机制\n（一）健全制度，明确责任。广泛宣传。（市水务局牵头）\n具体措施：\n1.制定办法。（市水务局）\n"
        "（二）充实队伍，加强培训。（市水务局牵头）\n1.招募200名。（各镇政府）\n（三）落实经费。（市财政局）",
        [
            "一、机制",
            "  （一）健全制度，明确责任。广泛宣传。 | 市水务局牵头",
            "（一）健全制度，明确责任",
            "  1.制定办法。 | 市水务局负责",
            "  （二）充实队伍，加强培训。 | 市水务局牵头",
            "（二）充实队伍，加强培训",
            "  1.招募200名。 | 各镇政府负责",
            "  （三）落实经费。 | 市财政局负责",
        ],
    ),
    "headings without a mark over （一）": (
        "清洁街道\n（一）清运垃圾。（环卫科）\n（二）清洗护栏。（市政科）\n美化公园\n（一）补种花木。（园林科）",
        [
            "清洁街道",
            "  （一）清运垃圾。 | 环卫科负责",
            "  （二）清洗护栏。 | 市政科负责",
            "美化公园",
            "  （一）补种花木。 | 园林科负责",
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_prose(form: str) -> None:
    text, wanted = FORMS[form]
    assert outline(a_draft(a_text(text))) == wanted


def test_a_measure_of_the_upper_level_stands_beside_the_heading_above_it() -> None:
    draft = a_draft(a_text("一、机制\n（一）巡查\n1.每日巡河。（市水务局）\n（二）落实经费。（市财政局）"))
    titles = {section.id: section.printed for section in draft.sections}
    assert [titles[m.section_id] for m in draft.measures if m.section_id] == ["（一）巡查", "一、机制"]


def test_a_heading_that_runs_on_keeps_its_first_sentence() -> None:
    text = (
        "（一）人才行动计划。围绕主导产业，重点培养人才：\n1.引进项目。引进20名。（市人社局）\n2.培训项目。（市人社局）"
    )
    draft = a_draft(a_text(text))
    assert [section.printed for section in draft.sections] == ["（一）人才行动计划。"]
    assert "1个标题后面带一段说明（如“（一）人才行动计划”）" in doubt_of(draft, "LAYOUT").message


@pytest.mark.parametrize(
    "text",
    [
        "各单位负责同志要靠前指挥。",
        "市水务局负责人带队检查。",
        "负责的企业要自查。",
        "加快建设由企业牵头的联合体。",
        "市场主体负责任的态度。",
    ],
)
def test_words_that_only_sound_like_a_subject(text: str) -> None:
    assert begun_by(text) is None


def test_the_furniture_of_document_sites_is_left_out() -> None:
    head = "1、下载文档前请自行甄别文档内容。\n2、仅部分预览的文档，不可在线预览部分可申请退款。\n"
    draft = a_draft(a_text(f"{head}一、清理河道\n1.打捞漂浮物。（市水务局）\n2.修复护栏。（市住建局）"))
    assert [measure.text for measure in draft.measures] == ["打捞漂浮物。", "修复护栏。"]
