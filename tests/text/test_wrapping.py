"""Lines broken at one width, as copied from a PDF."""

from ledger_app.text.wrapping import paragraphs_of
from tests.text.tables import a_draft, a_text, outline

WRAPPED = """云河市2026年护河任务分解
为保护母亲河，按照市政府工作报告的部署和要求，现将今
年护河任务分解如下：
一、清理河道
（一）打捞漂浮物。配备清漂船和保洁员，做到日产日清，
覆盖全部河段，年内新建护河站5座，培育护河队20支以
上，建成示范河段30公里。（市水务局牵头，市城管
局、市财政局配合）
（二）拆除违章建筑。摸清底数，建立台账，分类处置，年
底前拆除违建100处，恢复岸线20公里，修复护栏3公里，
补种树木2万株。（市城管局负责）
二、美化道路
（三）补种行道树。选用乡土树种，补齐缺株断带，完成城
区主要道路的补种，成活率达到95%以上，建成林荫大道5
条。（市林业局负责）"""


def test_the_lines_of_a_paragraph_are_read_as_one() -> None:
    first = (
        "配备清漂船和保洁员，做到日产日清，覆盖全部河段，年内新建护河站5座，培育护河队20支以上，建成示范河段30公里。"
    )
    second = "摸清底数，建立台账，分类处置，年底前拆除违建100处，恢复岸线20公里，修复护栏3公里，补种树木2万株。"
    assert outline(a_draft(a_text(WRAPPED)))[1:3] == [
        f"  （一）打捞漂浮物。{first} | 市水务局牵头 市城管局配合 市财政局配合",
        f"  （二）拆除违章建筑。{second} | 市城管局负责",
    ]


def test_every_line_of_a_measure_is_its_place() -> None:
    draft = a_draft(a_text(WRAPPED))
    lines = WRAPPED.split("\n")
    first = [place for place in draft.places if place.measure_id == 1]
    assert [place.line for place in first] == [5, 6, 7, 8]
    assert [lines[place.line - 1][place.start : place.end] for place in first] == lines[4:8]


def test_short_lines_of_a_list_stay_apart() -> None:
    lines = [f"{number}.清理第{number}段河道，做到日产日清。（市水务局负责）" for number in range(1, 20)]
    assert [paragraph.text for paragraph in paragraphs_of(lines)] == lines


def test_long_paragraphs_stay_apart() -> None:
    lines = ["打捞漂浮物，做到日产日清，覆盖全部河段" * 8] * 9
    assert [paragraph.text for paragraph in paragraphs_of(lines)] == lines


def test_a_bracket_goes_on_to_where_it_is_closed() -> None:
    text = "1.打捞漂浮物。（责任单位：市水务局、\n市城管局）\n2.修复护栏（含扶手\n3.补种树木。（市林业局）"
    assert [paragraph.text for paragraph in paragraphs_of(text.split("\n"))] == [
        "1.打捞漂浮物。（责任单位：市水务局、市城管局）",
        "2.修复护栏（含扶手",
        "3.补种树木。（市林业局）",
    ]
