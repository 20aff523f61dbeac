"""What the clerk did to a plan stays where its newer version says the same as before."""

import pytest
import xlsxwriter
from makers import a_ledger, a_review, ids_of

from ledger_app.domain.comparison import ADD, KEEP_OLD, ROW_DOUBTS
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Plan
from ledger_app.domain.unit import Role
from ledger_app.ledger.intake import read_plan
from tests.ledger.version_maker import PLAN, choose, lines

TEXT = """云河市河道清洁行动方案
一、清理河道
（一）打捞漂浮物，做到日产日清。（市水务局牵头，市城管局配合）
（二）拆除两岸违章建筑。（市城管局负责）
（三）补种护岸林木三千株。（市林业局负责）
二、加强巡查
（四）设立河长公示牌。（市水务局负责）
（五）每月巡河不少于两次。（各区政府负责）
"""


@pytest.fixture
def read(tmp_path):
    """Reads a text as a file of that content."""

    def reading(text, name="方案.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_plan(path)

    return reading


@pytest.fixture
def edited(tmp_path, read):
    """A ledger of TEXT that the clerk has worked on: a deadline, a text, units, a row removed and one added."""
    with a_ledger(tmp_path / "甲.ledger", *read(TEXT)) as ledger:
        first, second, third, fourth, _ = ids_of(ledger)
        ledger.set_deadline([first], "2026-12-20")
        ledger.set_text(second, "拆除两岸全部违章建筑。")
        ledger.set_units([third], [("市林业局", Role.LEAD), ("市水务局", Role.SUPPORT)])
        ledger.remove_measures([fourth])
        ledger.add_measure(plan_id=PLAN, after=first, section_id=None, text="购置打捞船两艘。")
        yield ledger


def test_what_the_clerk_did_stays_where_the_file_says_the_same(edited, read):
    before = [row.measure for row in edited.book.rows()]
    draft, document = read(TEXT + "\n")
    compared = edited.compared(PLAN, draft)
    asked = [doubt for doubt in compared.doubts if doubt.kind in (DoubtKind.ROW_CHANGED, DoubtKind.ROW_GONE)]
    assert asked == []
    edited.update_plan(PLAN, compared, document)
    assert [row.measure for row in edited.book.rows()] == before
    assert edited.book.rows()[3].names(Role.SUPPORT) == ("市水务局",)


def test_a_row_the_clerk_dropped_is_proposed_to_stay_out_and_can_come_back(edited, read):
    draft, document = read(TEXT + "\n")
    (doubt,) = [d for d in edited.compared(PLAN, draft).doubts if d.kind is DoubtKind.ROW_NEW]
    assert "原来的文件就有" in doubt.message
    edited.update_plan(PLAN, choose(edited, draft, DoubtKind.ROW_NEW, ADD), document)
    assert "设立河长公示牌。" in [row.measure.text for row in edited.book.rows()]


def test_what_the_file_changes_is_asked_even_where_the_clerk_changed_it_too(edited, read):
    draft, _ = read(TEXT.replace("拆除两岸违章建筑", "拆除两岸违章建筑和围堰").replace("三千株", "五千株"))
    asked = [d for d in edited.compared(PLAN, draft).doubts if d.kind is DoubtKind.ROW_CHANGED]
    assert [doubt.message for doubt in asked] == [
        "与台账相比，工作内容由“拆除两岸全部违章建筑。”改为“拆除两岸违章建筑和围堰。”。",
        "与台账相比，工作内容由“补种护岸林木三千株。”改为“补种护岸林木五千株。”。",
    ]


def test_a_row_rewritten_past_recognition_is_still_known_by_its_place(tmp_path, read):
    with a_ledger(tmp_path / "甲.ledger", *read(TEXT)) as ledger:
        ledger.set_text(2, "由属地街道会同执法队集中整治。")
        draft, document = read(TEXT.replace("一、清理河道\n", "一、清理河道\n（零）先行摸排河段。（市水务局负责）\n"))
        ledger.update_plan(PLAN, draft, document)
        assert ledger.book.measures[2].text == "由属地街道会同执法队集中整治。"
        assert len(ledger.book.measures) == 6


def test_a_row_the_clerk_split_is_still_one_row_of_the_file(tmp_path, read):
    with a_ledger(tmp_path / "甲.ledger", *read(TEXT)) as ledger:
        ledger.split_measure(1, len("打捞漂浮物，"))
        before = [row.measure for row in ledger.book.rows()]
        draft, document = read(TEXT + "\n")
        compared = ledger.compared(PLAN, draft)
        assert not [doubt for doubt in compared.doubts if doubt.kind in ROW_DOUBTS]
        ledger.update_plan(PLAN, compared, document)
        assert [row.measure for row in ledger.book.rows()] == before


def test_rows_the_clerk_joined_are_still_one(tmp_path, read):
    with a_ledger(tmp_path / "甲.ledger", *read(TEXT)) as ledger:
        ledger.merge_measures([1, 2])
        before = [row.measure for row in ledger.book.rows()]
        draft, document = read(TEXT + "\n")
        ledger.update_plan(PLAN, draft, document)
        assert [row.measure for row in ledger.book.rows()] == before


def test_a_plan_of_the_second_table_of_a_file_is_compared_with_that_table(tmp_path):
    def book(name, *texts):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as made:
            for sheet, rows in (("河道", ["打捞漂浮物。"]), ("道路", texts)):
                table = made.add_worksheet(sheet)
                table.write_row(0, 0, ["序号", "工作内容", "责任单位"])
                for at, text in enumerate(rows, 1):
                    table.write_row(at, 0, [str(at), text, "市城管局"])
        return read_plan(path, 2)

    with a_ledger(tmp_path / "甲.ledger", *book("一.xlsx", "修复护栏。", "清洗路牌。")) as ledger:
        ledger.set_text(1, "修复全部护栏。")
        draft, document = book("二.xlsx", "修复护栏。", "清洗路牌和路灯。")
        ledger.update_plan(PLAN, draft, document)
        assert [row.measure.text for row in ledger.book.rows()] == ["修复全部护栏。", "清洗路牌和路灯。"]


BLANK = "任务,责任单位\n打捞河面漂浮物。,市水务局牵头，市城管局配合\n拆除两岸违章建筑。,\n"


def test_a_unit_the_clerk_has_confirmed_is_not_doubtful_again(tmp_path, read):
    with a_ledger(tmp_path / "甲.ledger", *read(BLANK, "表.csv")) as ledger:
        ledger.accept_doubts([doubt.id for doubt in ledger.book.open_doubts()])
        draft, document = read(BLANK + "\n", "表.csv")
        compared = ledger.compared(PLAN, draft)
        assert not [doubt for doubt in compared.doubts if doubt.settled is None]
        assert not [duty for duty in compared.assignments if duty.inherited]
        (edit,) = ledger.update_plan(PLAN, compared, document).edits
        assert isinstance(edit.record, Plan)


def test_keeping_the_ledgers_units_settles_what_the_new_file_left_doubtful(tmp_path, read):
    with a_ledger(tmp_path / "甲.ledger", *read(BLANK.replace("建筑。,", "建筑。,市林业局"), "表.csv")) as ledger:
        review = a_review(ledger.compared(PLAN, read(BLANK, "新表.csv")[0]))
        changed, inherited = sorted(review.doubts, key=lambda doubt: doubt.kind is not DoubtKind.ROW_CHANGED)
        assert inherited.kind is DoubtKind.UNIT_FROM_ABOVE
        review.settle_doubt(changed.id, KEEP_OLD)
        assert review.doubts == ()
        assert review.book.rows()[1].unit_text == "市林业局"


NESTED = """云河市河道清洁行动方案
一、清理河道
（一）水面
1.打捞漂浮物，做到日产日清。（市水务局负责）
（二）两岸
2.拆除两岸违章建筑。（市城管局负责）
（三）源头
3.关停两岸散乱作坊。（市生态环境局负责）
二、加强巡查
4.设立河长公示牌。（市水务局负责）
"""


def test_headings_that_are_kept_stand_behind_their_old_neighbours(tmp_path, read):
    lost = "（二）两岸\n2.拆除两岸违章建筑。（市城管局负责）\n"
    with a_ledger(tmp_path / "甲.ledger", *read(NESTED)) as ledger:
        before = lines(ledger)
        ledger.update_plan(PLAN, *read(NESTED.replace(lost, "")))
        assert lines(ledger) == before
        ledger.update_plan(PLAN, *read(NESTED))
        surface = "（一）水面\n1.打捞漂浮物，做到日产日清。（市水务局负责）\n"
        first = NESTED.replace(surface + lost, "5.摸排污染底数。（市水务局负责）\n")
        ledger.update_plan(PLAN, *read(first))
        assert [line.split("。")[0] for line in lines(ledger)] == [
            *("一、清理河道", "5 摸排污染底数", "（一）水面", "1 打捞漂浮物，做到日产日清", "（二）两岸"),
            *("2 拆除两岸违章建筑", "（三）源头", "3 关停两岸散乱作坊", "二、加强巡查", "4 设立河长公示牌"),
        ]
