"""The words for what the journal holds: kinds of records, their columns, and the values of those."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.domain.change import Record, Setting
from ledger_app.domain.evidence import Attachment, Extension, TargetValue
from ledger_app.domain.measure import Doubt, Measure, Place, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.stage import PlanStage
from ledger_app.domain.status import Status
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import AliasKind, Assignment, Cover, Role, Unit, UnitAlias, UnitCell, UnitMember
from ledger_app.ledger import settings

Shown = Callable[[Any], str]  # a column's value as the clerk reads it
Named = Callable[[type[Record], int], str]  # what a record is called, also one that is gone

# Records whose coming and going the history tells, by what it calls them.
KINDS: Mapping[type[Record], str] = {
    Plan: "文件",
    Section: "标题",
    Measure: "任务",
    Progress: "进展",
    Unit: "单位",
    UnitAlias: "单位别名",
    UnitMember: "集体单位成员",
    Assignment: "责任单位",
    MeasureRecurrence: "报送周期",
    MeasureTarget: "量化指标",
    TargetValue: "指标数值",
    Attachment: "佐证材料",
    Extension: "延期",
    PlanStage: "阶段",
    Place: "原文位置",
    Setting: "设置",
}
# By what each is counted: 43项任务.
COUNTED: Mapping[type[Record], str] = {
    Plan: "份",
    Section: "个",
    Measure: "项",
    Progress: "条",
    Unit: "个",
    UnitAlias: "个",
    UnitMember: "个",
    PlanStage: "个",
    Setting: "处",
}
# Those that are told by themselves even where the measure comes or goes in the same act.
ON_THEIR_OWN = frozenset({Plan, Section, Measure, Progress, Unit, UnitAlias, UnitMember, PlanStage, Setting})


def _plain(value: Any) -> str:  # noqa: ANN401 - a column's value
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)


def _yes(value: Any) -> str:  # noqa: ANN401
    return "是" if value else "否"


def _number(value: Any) -> str:  # noqa: ANN401
    return f"{value:g}"


_COLUMNS: Mapping[tuple[type[Record], str], tuple[str, Shown]] = {
    (Measure, "text"): ("工作内容", _plain),
    (Measure, "number"): ("序号", _plain),
    (Measure, "status"): ("状态", lambda value: Status(value).label),
    (Measure, "deadline_phrase"): ("完成时限", _plain),
    (Measure, "last_day"): ("截止日", _plain),
    (Measure, "flagged"): ("挂牌督办", _yes),
    (Section, "number"): ("标题序号", _plain),
    (Section, "title"): ("标题", _plain),
    (Plan, "title"): ("文件标题", _plain),
    (Plan, "doc_number"): ("文号", _plain),
    (Plan, "issuer"): ("发文单位", _plain),
    (Plan, "issued"): ("发文日期", _plain),
    (Plan, "source_name"): ("原件", _plain),
    (Plan, "archived"): ("归档", _yes),
    (Unit, "name"): ("单位名称", _plain),
    (Unit, "collective"): ("集体单位", _yes),
    (Unit, "short"): ("简称", _plain),
    (Unit, "leader"): ("分管领导", _plain),
    (Unit, "contact"): ("联络员", _plain),
    (Unit, "phone"): ("电话", _plain),
    (UnitAlias, "name"): ("别名", _plain),
    (UnitAlias, "kind"): ("别名类别", lambda value: AliasKind(value).label),
    (UnitAlias, "until"): ("使用至", _plain),
    (UnitCell, "text"): ("落实单位栏", _plain),
    (Assignment, "role"): ("责任", lambda value: Role(value).label),
    (MeasureRecurrence, "phrase"): ("报送周期", _plain),
    (MeasureRecurrence, "report_day"): ("报送日", lambda value: f"{value}日"),
    (MeasureTarget, "phrase"): ("量化指标", _plain),
    (TargetValue, "value"): ("指标数值", _number),
    (TargetValue, "on"): ("指标日期", _plain),
    (TargetValue, "note"): ("指标说明", _plain),
    (Attachment, "name"): ("佐证材料", _plain),
    (Progress, "on"): ("进展日期", _plain),
    (Progress, "done"): ("进展情况", _plain),
    (Progress, "problems"): ("存在问题", _plain),
    (Progress, "next_steps"): ("下步措施", _plain),
    (Progress, "percent"): ("完成比例", lambda value: f"{value}%"),
    (Progress, "who"): ("填报人", _plain),
    (PlanStage, "name"): ("阶段", _plain),
    (PlanStage, "start"): ("阶段开始", _plain),
    (PlanStage, "end"): ("阶段结束", _plain),
    (Doubt, "settled"): ("疑点", _plain),
}
# Columns that say to which other record one belongs.
_BELONGS: Mapping[tuple[type[Record], str], tuple[str, type[Record]]] = {
    (Measure, "section_id"): ("所属标题", Section),
    (Measure, "parent_id"): ("上级任务", Measure),
    (Section, "parent_id"): ("上级标题", Section),
    (Progress, "measure_id"): ("进展所属任务", Measure),
    (Assignment, "unit_id"): ("责任单位", Unit),
    (Cover, "unit_cell_id"): ("落实单位栏", UnitCell),
    (UnitAlias, "unit_id"): ("别名所属单位", Unit),
}


def column_word(kind: type[Record], column: str) -> str | None:
    """What a column is called; None for those the clerk does not know."""
    known = _COLUMNS.get((kind, column)) or _BELONGS.get((kind, column))
    return known[0] if known else None


def value_words(kind: type[Record], column: str, value: Any, named: Named) -> str:  # noqa: ANN401
    """A column's value as the clerk reads it."""
    if (kind, column) in _BELONGS:
        return "空" if value is None else named(_BELONGS[kind, column][1], value)
    if value is None or value == "":
        return "空"
    return _COLUMNS[kind, column][1](value)


def record_words(record: Record, named: Named) -> str:
    """What a record says that came or went, beside what it belongs to; "" where its name says all."""
    match record:
        case Progress():
            return record.done or record.problems or record.next_steps or f"{record.percent}%"
        case UnitAlias():
            return f"{record.name}（{record.kind.label}）"
        case UnitMember():
            return named(Unit, record.member_id)
        case Assignment():
            return f"{named(Unit, record.unit_id)}（{record.role.label}）"
        case MeasureRecurrence():
            return record.recurrence.phrase or record.recurrence.cadence.label
        case MeasureTarget():
            return record.target.phrase
        case Attachment():
            return record.name
        case Extension():
            return f"{record.from_phrase or '空'} → {record.to_phrase or '空'}，{record.reason}"
        case Place():
            return f"{record.part}第{record.line}行"
        case Setting():
            return setting_words(record.key, record.value)
        case _:
            return ""


def setting_name(key: str) -> str:
    """What a setting is called."""
    view = settings.view_name(key)
    return f"视图“{view}”" if view else {settings.LAMPS: "亮灯规则", settings.CALENDAR: "工作日"}.get(key, key)


def setting_words(key: str, value: str) -> str:
    """What a setting says."""
    held = (Setting(id=0, key=key, value=value),)
    if key == settings.LAMPS:
        return "；".join(settings.lamps_in(held).sentences)
    if key == settings.CALENDAR:
        calendar = settings.calendar_in(held)
        return f"放假{len(calendar.off)}天，调休上班{len(calendar.on)}天"
    return "已保存"


def settings_words(key: str, before: str, after: str) -> tuple[str, str]:
    """What a setting said before and says after; of working days only those that differ."""
    if key != settings.CALENDAR:
        return setting_words(key, before), setting_words(key, after)
    old, new = (settings.calendar_in((Setting(id=0, key=key, value=value),)) for value in (before, after))
    days = sorted((old.off ^ new.off) | (old.on ^ new.on))
    return "、".join(_said_of(old, day) for day in days), "、".join(_said_of(new, day) for day in days)


def _said_of(calendar: WorkCalendar, day: date) -> str:
    return f"{day.month}月{day.day}日{'上班' if calendar.is_working_day(day) else '休息'}"
