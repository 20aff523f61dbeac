"""What a plan prints twice."""

from tests.text.tables import a_draft, a_grid, a_text, doubt_of, kinds


def test_a_measure_printed_twice_is_read_twice_and_told() -> None:
    draft = a_draft(
        a_text("云河市方案\n1.打捞漂浮物。（市水务局负责）\n2.清淤。（市水务局负责）\n3.打捞 漂浮物。（市城管局负责）")
    )
    assert len(draft.measures) == 3
    doubt = doubt_of(draft, "TEXT_REPEATED")
    assert doubt.message == "第3项与原文第2行的措施内容相同，两条都读入，请确认是否重复。"
    assert doubt.measure_id == draft.measures[2].id


def test_a_number_used_twice_under_one_heading_is_told() -> None:
    rows = (["1", "打捞。", "市水务局"], ["2", "清淤。", "市水务局"], ["2", "补种。", "市林业局"])
    draft = a_draft(a_grid(["序号", "工作内容", "责任单位"], *rows))
    assert doubt_of(draft, "LAYOUT").message == "第2项的序号“2”在原文第3行已经用过，照原样保留，请核对。"


def test_numbers_that_begin_anew_are_no_repeats() -> None:
    rivers = "一、河道\n1.打捞。（市水务局负责）\n2.清淤。（市水务局负责）"
    roads = "二、道路\n1.补种。（市林业局负责）\n2.修剪。（市林业局负责）"
    assert kinds(a_draft(a_text(f"云河市方案\n{rivers}\n{roads}"))) == []
    assert kinds(a_draft(a_text(f"云河市方案\n{rivers}\n{roads.replace('1.', '3.')}"))) == []
    flat = (
        ["1", "打捞。", "市水务局"],
        ["2", "清淤。", "市水务局"],
        ["1", "补种。", "市林业局"],
        ["2", "修剪。", "市林业局"],
    )
    assert kinds(a_draft(a_grid(["序号", "工作内容", "责任单位"], *flat))) == []
