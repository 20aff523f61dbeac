"""What an office does on its ledger beside the plans' own words: settings, 挂牌, 销号, evidence, targets, units."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ledger_app.domain.change import Change, Setting
from ledger_app.domain.errors import UserError
from ledger_app.domain.evidence import Attachment, AttachmentId, Extension, TargetValue, TargetValueId
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.lamp import LampRules
from ledger_app.domain.measure import Progress
from ledger_app.domain.status import Status, may_send_back
from ledger_app.domain.target import TargetId
from ledger_app.domain.unit import AliasKind, Unit, UnitAlias, UnitAliasId, UnitId, UnitMember
from ledger_app.ledger.typed import clean, required
from ledger_app.ledger.unit_edits import reform, unit_for
from ledger_app.ledger.value_edits import give_entries, give_status
from ledger_app.ledger.verbs import Verbs

_MOST_REACHED = 1e15  # a share of a goal can still be told

if TYPE_CHECKING:
    from ledger_app.domain.calendar import WorkCalendar
    from ledger_app.domain.view import SavedView


class OfficeVerbs(Verbs):
    """The acts that only a ledger has. Each returns the Change it made, or None where nothing differed."""

    # ---- settings of the office

    def set_lamp_rules(self, rules: LampRules) -> Change | None:
        """Light the lamps by these rules from now on."""
        from ledger_app.ledger import settings

        return self._set("修改亮灯规则", settings.LAMPS, settings.lamps_as_json(rules))

    def set_calendar(self, calendar: "WorkCalendar") -> Change | None:
        """Work on these days."""
        from ledger_app.ledger import settings

        return self._set("修改工作日", settings.CALENDAR, settings.calendar_as_json(calendar))

    def save_view(self, view: "SavedView") -> Change | None:
        """Keep a view under its name, in place of one that has it."""
        from ledger_app.ledger import settings

        name = required(view.name, "视图名称")
        return self._set("保存视图", settings.view_key(name), settings.view_as_json(view))

    def rename_view(self, name: str, new: str) -> Change | None:
        """Give a saved view another name. Raises UserError if another view has it."""
        from ledger_app.ledger import settings

        new = required(new, "视图名称")
        if new != name and any(view.name == new for view in self.book.views):
            raise UserError(f"已有名为“{new}”的视图")
        pending = self._pending()
        held = next(each for each in self.book.settings.values() if each.key == settings.view_key(name))
        pending.put(replace(held, key=settings.view_key(new)))
        return self._do("改视图名", pending.edits)

    def remove_view(self, name: str) -> Change | None:
        """Forget a saved view."""
        from ledger_app.ledger import settings

        return self._set("删除视图", settings.view_key(name), None)

    def _set(self, label: str, key: str, value: str | None) -> Change | None:
        pending = self._pending()
        held = next((setting for setting in self.book.settings.values() if setting.key == key), None)
        if value is None and held is not None:
            pending.remove(held)
        elif value is not None:
            pending.put(Setting(id=held.id if held else pending.new_id(Setting), key=key, value=value))
        return self._do(label, pending.edits)

    # ---- measures under watch

    def set_flagged(self, ids: Collection[MeasureId], flagged: bool) -> Change | None:
        """Put measures under special supervision (挂牌督办), or take them off."""
        pending = self._pending()
        pending.put(*(replace(self.book.measures[id_], flagged=flagged) for id_ in ids))
        return self._do("挂牌" if flagged else "摘牌", pending.edits)

    def send_back(self, ids: Collection[MeasureId], *, on: date, reason: str) -> Change | None:
        """退回: what was said to be done is under way again. Raises UserError for what was not done."""
        reason = required(reason, "退回原因")
        pending = self._pending()
        entries: dict[MeasureId, Progress] = {}
        for measure_id in dict.fromkeys(ids):
            measure = self.book.measures[measure_id]
            if not may_send_back(measure.status):
                raise UserError(f"“{measure.text[:20]}”还没有完成，不用退回")
            entries[measure_id] = Progress(
                id=pending.new_id(Progress), measure_id=measure_id, on=on, done="核查退回", problems=reason
            )
        give_entries(self.book, pending, entries)
        give_status(self.book, pending, entries, Status.UNDER_WAY)
        return self._do("退回", pending.edits)

    def extend(
        self, ids: Collection[MeasureId], *, on: date, phrase: str, reason: str, approver: str = ""
    ) -> Change | None:
        """延期: put deadlines off. Raises UserError without a reason, for an unread phrase, or for no later day."""
        reason, approver = required(reason, "延期原因"), clean(approver)
        pending = self._pending()
        self._give_deadline(pending, ids, required(phrase, "新的时限"))
        for measure_id in dict.fromkeys(ids):
            old = self.book.measures[measure_id].deadline
            new = pending.now(self.book.measures[measure_id]).deadline
            if old and old.last_day and new and new.last_day and new.last_day <= old.last_day:
                text = self.book.measures[measure_id].text[:20]
                now = f"{old.last_day.year}年{old.last_day.month}月{old.last_day.day}日"
                raise UserError(f"“{clean(phrase)}”没有比“{text}”现在的{now}晚", "延期要填更晚的一天")
            pending.put(
                Extension(
                    id=pending.new_id(Extension),
                    measure_id=measure_id,
                    on=on,
                    from_phrase=old.phrase if old else "",
                    from_day=old.last_day if old else None,
                    to_phrase=new.phrase if new else "",
                    to_day=new.last_day if new else None,
                    reason=reason,
                    approver=approver,
                )
            )
        return self._do("延期", pending.edits)

    # ---- evidence

    def attach(self, measure_id: MeasureId, files: Sequence[tuple[str, bytes]], *, on: date) -> Change | None:
        """Copy files, each as name and content, into the ledger as evidence; one that is there already stays one."""
        from hashlib import sha256  # it starts OpenSSL, and starting the program needs no hash

        pending = self._pending()
        held = {(file.name, file.sha256) for file in self.book.attachments_of(measure_id)}
        for name, content in files:
            digest = sha256(content).hexdigest()
            if (name, digest) not in held:
                held.add((name, digest))
                pending.put(
                    Attachment(
                        id=pending.new_id(Attachment),
                        measure_id=measure_id,
                        name=required(name, "文件名"),
                        sha256=digest,
                        size=len(content),
                        added=on,
                    )
                )
        return self._do("添加佐证材料", pending.edits, kept=files)

    def remove_attachment(self, attachment_id: AttachmentId) -> Change | None:
        """Take evidence off a measure; its content stays in the file, so that undo brings it back."""
        pending = self._pending()
        pending.remove(self.book.table(Attachment)[attachment_id])
        return self._do("删除佐证材料", pending.edits)

    # ---- what targets have reached

    def add_target_value(self, target_id: TargetId, *, on: date, value: float, note: str = "") -> Change | None:
        """Record what a target had reached on a day; a second value of one day replaces the first.

        Raises UserError for what is no number, or one past all measure.
        """
        if not abs(value) < _MOST_REACHED:  # so that nan is refused too
            raise UserError("这个数太大，不能记作实际值", "换成指标的计量单位，如 20 或 4.2")
        pending = self._pending()
        same_day = next((each for each in self.book.values_of(target_id) if each.on == on), None)
        new_id = same_day.id if same_day else pending.new_id(TargetValue)
        pending.put(TargetValue(id=new_id, target_id=target_id, on=on, value=float(value), note=clean(note)))
        return self._do("填报指标", pending.edits)

    def remove_target_value(self, value_id: TargetValueId) -> Change | None:
        """Take a recorded value out."""
        pending = self._pending()
        pending.remove(self.book.target_values[value_id])
        return self._do("删除指标数值", pending.edits)

    # ---- units

    def set_unit_card(self, unit: Unit) -> Change | None:
        """Let what is known of a unit, by its id, be so; a new name is `rename_unit`'s."""
        pending = self._pending()
        pending.put(
            replace(
                self.book.units[unit.id],
                collective=unit.collective,
                short=clean(unit.short),
                leader=clean(unit.leader),
                contact=clean(unit.contact),
                phone=clean(unit.phone),
            )
        )
        return self._do("修改单位资料", pending.edits)

    def reform_unit(self, unit_id: UnitId, name: str, *, until: date) -> Change | None:
        """机构改革: from the day after `until` a unit has another name; the old one still finds it, as 曾用名."""
        old, name = self.book.units[unit_id], required(name, "单位名称")
        other = self.book.unit_named(name)
        if other is not None and other.id != unit_id:
            raise UserError(f"已有名为“{other.name}”的单位", "如果是同一个单位，用“并为同一单位”")
        pending = self._pending()
        reform(self.book, pending, old, name, until)
        return self._do("为单位改名", pending.edits)

    def add_alias(self, unit_id: UnitId, name: str, kind: AliasKind, until: date | None = None) -> Change | None:
        """Let a unit be found by another name too. Raises UserError if another unit has it."""
        name = required(name, "别名")
        other = self.book.unit_named(name)
        if other is not None:
            raise UserError(f"“{name}”已是“{other.name}”的名称")
        pending = self._pending()
        pending.put(UnitAlias(id=pending.new_id(UnitAlias), unit_id=unit_id, name=name, kind=kind, until=until))
        return self._do("添加单位别名", pending.edits)

    def change_alias(self, alias: UnitAlias) -> Change | None:
        """Let an alias, known by its id, be of this kind and date."""
        pending = self._pending()
        pending.put(replace(self.book.aliases[alias.id], kind=alias.kind, until=alias.until))
        return self._do("修改单位别名", pending.edits)

    def remove_alias(self, alias_id: UnitAliasId) -> Change | None:
        """Let a unit be found by that name no more."""
        pending = self._pending()
        pending.remove(self.book.aliases[alias_id])
        return self._do("删除单位别名", pending.edits)

    def set_members(self, unit_id: UnitId, names: Sequence[str]) -> Change | None:
        """Let these units, known or new, be the members of a collective one, which it is from now on."""
        pending = self._pending()
        members = {unit_for(self.book, pending, name).id: None for name in names if clean(name)}
        if unit_id in members:
            raise UserError("集体单位不能是自己的成员")
        held = {member.member_id: member for member in self.book.members.values() if member.unit_id == unit_id}
        pending.remove(*(member for id_, member in held.items() if id_ not in members))
        for id_ in members:
            if id_ not in held:
                pending.put(UnitMember(id=pending.new_id(UnitMember), unit_id=unit_id, member_id=id_))
        unit = self.book.units[unit_id]
        pending.put(replace(unit, collective=unit.collective or bool(members)))
        return self._do("修改集体单位成员", pending.edits)

    # ---- plans

    def archive_plan(self, plan_id: PlanId, archived: bool) -> Change | None:
        """归档: take a plan out of the lists, or back into them."""
        pending = self._pending()
        pending.put(replace(self.book.plans[plan_id], archived=archived))
        return self._do("归档文件" if archived else "取消归档", pending.edits)

    def carry_over(self, plan_id: PlanId, title: str, *, archive: bool = False) -> Change | None:
        """结转: a new plan of that title with what this one left unfinished, which is archived if so wished.

        Raises UserError if nothing is unfinished.
        """
        from ledger_app.ledger.carry_over import carry_over

        pending = self._pending()
        carry_over(self.book, pending, plan_id, required(title, "新文件的标题"), self._today())
        if archive:
            pending.put(replace(self.book.plans[plan_id], archived=True))
        return self._do("结转未完成任务", pending.edits)
