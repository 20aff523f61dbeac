"""The journal as a clerk reads it."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from makers import FIELDS, TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.calendar import OFFICIAL_DAYS
from ledger_app.domain.evidence import Attachment
from ledger_app.domain.history import ActKind, Fate, HistoryQuery, act_kind
from ledger_app.domain.lamp import LampRules
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status
from ledger_app.domain.unit import AliasKind, Role
from ledger_app.domain.view import SavedView
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import lines_of


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def newest(ledger):
    return [(line.subject, line.column, line.before, line.after) for line in lines_of(ledger, ledger.log()[0].id)]


def test_a_cell_is_told_from_what_to_what(ledger):
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    assert newest(ledger) == [("改造小区12个。", "状态", "未启动", "已完成(待核)")]
    ledger.set_deadline([first], "2026-12-01")
    assert ("改造小区12个。", "完成时限", "空", "2026-12-01") in newest(ledger)


def test_a_progress_entry_is_told_with_its_words(ledger):
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=TODAY, done="已开工8个")
    assert ("改造小区12个。", "新增进展", "", "已开工8个") in newest(ledger)
    ledger.remove_progress(next(iter(ledger.book.progress)))
    (told,) = [line for line in newest(ledger) if line[1] == "删除进展"]
    assert told[2] == "已开工8个"


def test_a_removed_row_is_told_by_its_text(ledger):
    ledger.remove_measures(ids_of(ledger)[:1])
    assert ("改造小区12个。", "删除任务", "", "") in newest(ledger)


def test_a_unit_phrase_is_told_with_the_row_it_stands_at(ledger):
    first = ids_of(ledger)[0]
    ledger.set_unit_phrase(first, "市水务局负责。")
    assert ("改造小区12个。", "落实单位栏", "市住建局牵头,市财政局配合。", "市水务局负责。") in newest(ledger)


def test_an_import_is_summed_up(tmp_path):
    groups = [("一", "标题", [("市住建局负责。", [f"第{number}项。" for number in range(80)])])]
    with a_ledger(tmp_path / "乙.ledger", a_draft(groups)) as ledger:
        assert ("80项任务", "新增", "", "") in newest(ledger)


def test_of_a_very_large_act_the_beginning_is_told(ledger, monkeypatch):
    """So that the log opens at once: how many rows came and went, and the first cells."""
    ledger.set_status(ids_of(ledger), Status.DONE)
    ledger.remove_measures(ids_of(ledger)[:2])
    removed, status, imported = ledger.log()
    whole = {head.id: ledger.history().lines(head.id) for head in (removed, status, imported)}
    monkeypatch.setattr("ledger_app.ledger.history.TOLD_WHOLE", 4)
    monkeypatch.setattr("ledger_app.ledger.history.FIRST_TOLD", 3)
    history = ledger.history()
    assert history.beginning(status) == whole[status.id][:3]
    assert [(line.subject, line.column) for line in history.beginning(removed)] == [("2项任务", "删除")]
    assert ("5项任务", "新增") in [(line.subject, line.column) for line in history.beginning(imported)]
    assert history.lines(imported.id) == whole[imported.id]


def test_whether_an_act_can_be_taken_back_is_known_at_once_where_little_was_done_since(ledger, monkeypatch):
    first, second = ids_of(ledger)[:2]
    ledger.set_status([first], Status.DONE)
    ledger.set_status([first, second], Status.CLOSED)
    newer, older = ledger.log()[:2]
    monkeypatch.setattr("ledger_app.ledger.taking_back._FEW", 2)
    assert ledger.is_quickly_told(newer.id)
    assert not ledger.is_quickly_told(older.id), "three cells, this act's and the later one's"


# ---- the words of what the office keeps beside the plans


def told(ledger):
    return {(column, before, after) for _, column, before, after in newest(ledger)}


def test_cadences_targets_and_their_values_are_told(ledger):
    first = ids_of(ledger)[0]
    ledger.set_recurrences([first], "每月25日前报送")
    assert newest(ledger) == [("改造小区12个。", "新增报送周期", "", "每月25日前")]
    ledger.set_recurrences([first], "每季度")
    assert told(ledger) == {("删除报送周期", "每月25日前", ""), ("新增报送周期", "", "每季度")}
    ledger.set_targets(first, ["不少于100个"])
    assert told(ledger) == {("新增量化指标", "", "不少于100个")}
    (target,) = ledger.book.targets_of(first)
    ledger.add_target_value(target.id, on=TODAY, value=80, note="月报")
    assert newest(ledger) == [("改造小区12个。", "新增指标数值", "", "2026年11月21日 80个，月报")]
    ledger.add_target_value(target.id, on=TODAY, value=85.5, note="月报")
    assert newest(ledger) == [("改造小区12个。", "指标数值", "80", "85.5")]


def test_evidence_extensions_and_flags_are_told(ledger):
    first = ids_of(ledger)[0]
    ledger.attach(first, [("照片.jpg", b"...")], on=TODAY)
    assert newest(ledger) == [("改造小区12个。", "新增佐证材料", "", "照片.jpg")]
    ledger.remove_attachment(next(iter(ledger.book.table(Attachment))))
    assert newest(ledger) == [("改造小区12个。", "删除佐证材料", "照片.jpg", "")]
    ledger.set_deadline([first], "2026-11-30")
    ledger.extend([first], on=TODAY, phrase="2026-12-31", reason="汛期停工", approver="李主任")
    assert ("新增延期", "", "2026-11-30 → 2026-12-31，汛期停工") in told(ledger)
    assert ("完成时限", "2026-11-30", "2026-12-31") in told(ledger)
    ledger.set_flagged([first], True)
    assert newest(ledger) == [("改造小区12个。", "挂牌督办", "否", "是")]


def test_what_is_known_of_units_is_told_by_the_unit(ledger):
    unit = ledger.book.unit_named("市交通局")
    ledger.set_unit_card(replace(unit, contact="周宁", phone="6612"))
    assert newest(ledger) == [("市交通局", "联络员", "空", "周宁"), ("市交通局", "电话", "空", "6612")]
    ledger.add_alias(unit.id, "交通局", AliasKind.SHORT)
    assert newest(ledger) == [("市交通局", "新增单位别名", "", "交通局（简称）")]
    ledger.reform_unit(unit.id, "市交通运输局", until=date(2026, 12, 31))
    assert ("单位名称", "市交通局", "市交通运输局") in told(ledger)
    assert ("新增单位别名", "", "市交通局（曾用名）") in told(ledger)
    ledger.set_members(unit.id, ["市财政局"])
    assert ("新增集体单位成员", "", "市财政局") in told(ledger)


def test_two_units_made_one_are_told_at_the_rows_whose_units_changed(ledger):
    ledger.merge_unit(ledger.book.unit_named("市交通局").id, "市财政局")
    assert ("新建公路80公里。", "责任单位", "市交通局", "市财政局") in newest(ledger)


def test_units_without_a_column_are_told_by_their_duties(tmp_path):
    fields = tuple(field for field in FIELDS if field is not Field.UNITS)
    draft = replace(a_draft(fields=fields), unit_cells=(), covers=())
    with a_ledger(tmp_path / "无栏.ledger", draft) as ledger:
        first = ids_of(ledger)[0]
        ledger.set_units([first], [("市住建局", Role.LEAD), ("市水务局", Role.SUPPORT)])
        assert ("责任单位", "", "市水务局（配合）") in told(ledger)
        assert ("责任单位", "市财政局（配合）", "") in told(ledger)


def test_settings_are_told_by_what_they_mean(ledger):
    ledger.set_lamp_rules(LampRules(soon_days=3))
    ((subject, column, before, after),) = newest(ledger)
    assert (subject, column, before) == ("亮灯规则", "设置", "")
    assert "黄：距时限3天以内" in after
    ledger.set_lamp_rules(LampRules(soon_days=5))
    ((_, _, before, after),) = newest(ledger)
    assert "距时限3天以内" in before
    assert "距时限5天以内" in after
    calendar = OFFICIAL_DAYS.with_day(date(2026, 12, 25), working=False)
    ledger.set_calendar(calendar)
    ledger.set_calendar(calendar.with_day(date(2026, 12, 26), working=True))
    assert newest(ledger) == [("工作日", "设置", "12月26日休息", "12月26日上班")]
    ledger.save_view(SavedView(name="挂牌督办"))
    assert newest(ledger) == [("视图“挂牌督办”", "设置", "", "已保存")]


def test_plans_are_told_and_archived(ledger):
    ledger.archive_plan(ledger.book.rows()[0].plan.id, True)
    assert newest(ledger) == [("云河市重点工作分工表", "归档", "否", "是")]


def test_what_is_gone_by_now_is_still_called_by_its_name(ledger):
    first = ids_of(ledger)[0]
    change = ledger.add_progress(first, on=TODAY, done="已开工8个")
    ledger.remove_measures([first])
    lines = {(line.measure_id, line.subject, line.column, line.after) for line in lines_of(ledger, change.head.id)}
    assert lines == {
        (None, "改造小区12个。", "新增进展", "已开工8个"),
        (None, "改造小区12个。", "状态", "进行中"),
    }


def test_a_row_that_goes_takes_its_own_records_with_it_in_one_line(ledger):
    first = ids_of(ledger)[0]
    ledger.set_targets(first, ["不少于100个"])
    ledger.remove_measures([first])
    assert newest(ledger) == [("改造小区12个。", "删除任务", "", "")]


# ---- the list of acts


def test_each_act_says_what_became_of_it(ledger):
    first, second, *_ = ids_of(ledger)
    taken = ledger.set_text(first, "甲。")
    ledger.take_back(taken.head.id)
    ledger.set_status([second], Status.DONE)
    ledger.undo()
    entries = ledger.history().page().entries
    assert [(entry.name, entry.fate) for entry in entries] == [
        ("撤销“修改状态”", Fate.REVERSAL),
        ("修改状态", Fate.UNDONE),
        ("取回“修改工作内容”", Fate.STANDS),
        ("修改工作内容", Fate.TAKEN_BACK),
        ("导入", Fate.STANDS),
    ]
    ledger.redo()
    entries = ledger.history().page(limit=3).entries
    assert [(entry.name, entry.fate) for entry in entries] == [
        ("重做“修改状态”", Fate.STANDS),
        ("撤销“修改状态”", Fate.REVERSAL),
        ("修改状态", Fate.STANDS),
    ]


def test_a_page_tells_that_there_is_more(ledger):
    for text in ("甲。", "乙。", "丙。"):
        ledger.set_text(ids_of(ledger)[0], text)
    history = ledger.history()
    assert [history.page(limit=limit).more for limit in (1, 3, 4, 5, None)] == [True, True, False, False, False]
    assert len(history.page(limit=None).entries) == 4
    assert len(ledger.log(limit=None)) == 4


def found(ledger, **asked):
    return [head.label for head in ledger.log(query=HistoryQuery(**asked))]


def test_acts_are_found_by_what_they_are_about(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.set_status([first], Status.DONE)
    ledger.set_text(second, "加装电梯31部。")
    ledger.set_units([second], [("市水务局", Role.LEAD)])
    plan_id = ledger.book.rows()[0].plan.id
    other = a_draft([("一", "别的", [("市教育局负责。", ["新建学校2所。"])])])
    ledger.import_plan(replace(other, plan=replace(other.plan, title="另一份")), a_document("另.xlsx", b"other"))
    assert found(ledger, measure_id=first) == ["修改状态", "导入"]
    assert found(ledger, measure_id=second) == ["修改责任单位", "修改工作内容", "导入"]
    assert found(ledger, plan_id=plan_id) == ["修改责任单位", "修改工作内容", "修改状态", "导入"]
    assert found(ledger, unit_id=ledger.book.unit_named("市水务局").id) == ["修改责任单位"]
    assert found(ledger, kinds=frozenset({ActKind.STATUS, ActKind.TEXT})) == ["修改工作内容", "修改状态"]
    assert found(ledger, words=("電梯",)) == ["修改责任单位", "修改工作内容", "导入"]
    assert found(ledger, words=("31部", "修改工作")) == ["修改工作内容"]
    assert found(ledger, measure_id=second, kinds=frozenset({ActKind.UNITS})) == ["修改责任单位"]


def test_a_removed_measure_keeps_its_history(ledger):
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=TODAY, done="已开工8个")
    ledger.remove_progress(next(iter(ledger.book.progress)))
    ledger.remove_measures([first])
    assert [head.label for head in ledger.history_of(first)] == ["删除任务", "删除进展", "记进展", "导入"]


def test_evidence_target_values_and_extensions_belong_to_the_measures_history(ledger):
    first = ids_of(ledger)[0]
    ledger.set_targets(first, ["不少于100个"])
    (target,) = ledger.book.targets_of(first)
    ledger.add_target_value(target.id, on=TODAY, value=80)
    ledger.attach(first, [("照片.jpg", b"...")], on=TODAY)
    ledger.extend([first], on=TODAY, phrase="2026-12-31", reason="汛期停工")
    assert [head.label for head in ledger.history_of(first)][:4] == ["延期", "添加佐证材料", "填报指标", "修改指标"]


def test_acts_are_found_by_day_and_person(tmp_path):
    now = datetime(2026, 11, 18, 17, tzinfo=UTC)
    for who in ("王倩", "李明", "王倩"):
        with Ledger.open(tmp_path / "甲.ledger", create=True, now=lambda at=now: at, who=who) as ledger:
            if not ledger.book.plans:
                ledger.import_plan(a_draft(), a_document())
            ledger.set_text(ids_of(ledger)[0], f"{who}{now.day}日改。")
            now += timedelta(days=1)
            days = {"first": date(2026, 11, 18), "last": date(2026, 11, 19)}
            seen = found(ledger, **days), found(ledger, who="李明"), found(ledger, first=date(2026, 11, 20))
            people = ledger.history().people()
    assert seen == (["修改工作内容", "修改工作内容", "导入"], ["修改工作内容"], ["修改工作内容"])
    assert people == ("李明", "王倩")


def test_one_act_over_many_rows_is_one_entry_opened_when_asked(tmp_path):
    groups = [("一", "标题", [("市住建局负责。", [f"第{number}项。" for number in range(300)])])]
    with a_ledger(tmp_path / "多.ledger", a_draft(groups)) as ledger:
        ledger.set_status(ids_of(ledger), Status.DONE)
        (entry,) = ledger.history().page(limit=1).entries
        assert entry.head.edit_count == 300
        assert len(ledger.history().lines(entry.head.id)) == 300


def test_what_was_described_is_described_anew_when_asked(ledger):
    first = ids_of(ledger)[0]
    change = ledger.set_status([first], Status.DONE)
    history = ledger.history()
    assert history.lines(change.head.id)[0].subject == "改造小区12个。"
    ledger.set_text(first, "改造小区20个。")
    assert history.lines(change.head.id)[0].subject == "改造小区12个。"
    history.forget()
    assert history.lines(change.head.id)[0].subject == "改造小区20个。"


def test_every_act_has_its_kind():
    """A new label belongs into domain/history.py, or the history cannot be filtered by it."""
    labels = set()
    for file in Path(__file__).parents[2].joinpath("ledger_app/ledger").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("_do", "_set")
            ):
                labels |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    labels = {label for label in labels if isinstance(label, str) and label}
    assert len(labels) > 40
    assert {label for label in labels if act_kind(label) is ActKind.OTHER} == set()
    assert act_kind("取回“取回‘修改状态’”") is ActKind.STATUS
    assert act_kind("从前的操作") is ActKind.OTHER


def test_a_deadline_is_told_once_and_as_a_clerk_writes_it(ledger):
    first = ids_of(ledger)[0]
    ledger.set_deadline([first], "2026年12月1日")
    assert newest(ledger) == [("改造小区12个。", "完成时限", "空", "2026年12月1日")]


def test_an_import_of_many_rows_is_told_by_the_title_of_its_plan(tmp_path):
    groups = [("一", "标题", [("市住建局负责。", [f"第{number}项。" for number in range(80)])])]
    with a_ledger(tmp_path / "乙.ledger", a_draft(groups)) as ledger:
        title = next(iter(ledger.book.plans.values())).title
        assert newest(ledger)[0] == (title, "新增文件", "", "")
        history, head = ledger.history(), ledger.log()[0]
        short = [(line.subject, line.column) for line in history.beginning(replace(head, edit_count=99_999))]
        assert short == [line[:2] for line in newest(ledger)], "the same without reading it all"


def test_a_new_unit_comes_after_the_task_it_was_given(ledger):
    first = ids_of(ledger)[0]
    ledger.set_unit_phrase(first, "市公安局交警支队负责。")
    said = newest(ledger)
    assert said[0][0] == "改造小区12个。"
    assert said[-1][:2] == ("市公安局交警支队", "新增单位")
