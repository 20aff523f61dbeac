"""The office's settings (办公室设置) as they lie in the ledger: one JSON text under each key."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.change import Setting
from ledger_app.domain.ids import PlanId
from ledger_app.domain.lamp import DEFAULT_LAMPS, Lamp, LampRules
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.domain.view import SavedView

LAMPS = "lamps"
CALENDAR = "calendar"
_VIEW = "view:"
_MARKS = ("flagged", "unreported", "doubtful")


def view_key(name: str) -> str:
    """Under which key a saved view lies."""
    return _VIEW + name


def view_name(key: str) -> str | None:
    """The name of the saved view that lies under a key; None for another setting's."""
    return key[len(_VIEW) :] if key.startswith(_VIEW) else None


def lamps_in(settings: Iterable[Setting]) -> LampRules:
    """The lamp rules, or the default where the office has chosen none."""
    told = _found(settings, LAMPS)
    if told is None:
        return DEFAULT_LAMPS
    return LampRules(**{**told, "soon": Lamp(told["soon"]), "behind": Lamp(told["behind"])})


def lamps_as_json(rules: LampRules) -> str:
    """How lamp rules are kept."""
    return _json({**asdict(rules), "soon": rules.soon.value, "behind": rules.behind.value})


def calendar_in(settings: Iterable[Setting]) -> WorkCalendar:
    """The office's working days, or those of the State Council's notices."""
    told = _found(settings, CALENDAR)
    if told is None:
        return OFFICIAL_DAYS
    off, on = (frozenset(map(date.fromisoformat, told[key])) for key in ("off", "on"))
    return WorkCalendar(off=off, on=on)


def calendar_as_json(calendar: WorkCalendar) -> str:
    """How a calendar is kept."""
    days = {"off": calendar.off, "on": calendar.on}
    return _json({key: sorted(day.isoformat() for day in kept) for key, kept in days.items()})


def views_in(settings: Iterable[Setting]) -> tuple[SavedView, ...]:
    """The saved views that this version can read, in the order in which they were made."""
    kept = sorted(settings, key=lambda each: each.id)
    return tuple(view for setting in kept if (view := _view_in(setting)) is not None)


def with_unit_for(held: Iterable[Setting], gone: UnitId, unit_id: UnitId) -> Iterator[Setting]:
    """The saved views that ask for a unit, asking for the one it became."""
    for setting in held:
        view = _view_in(setting)
        if view is not None and (gone in view.unit_ids or view.place == ("unit", gone)):
            place = ("unit", int(unit_id)) if view.place == ("unit", gone) else view.place
            units = frozenset(unit_id if each == gone else each for each in view.unit_ids)
            yield replace(setting, value=view_as_json(replace(view, place=place, unit_ids=units)))


def _view_in(setting: Setting) -> SavedView | None:
    """The saved view that a setting is; None for another setting, and for a view that another version wrote."""
    name = view_name(setting.key)
    if name is None:
        return None
    try:
        return view_from_json(name, setting.value)
    except (ValueError, KeyError, TypeError):
        return None


def view_as_json(view: SavedView) -> str:
    """How a saved view is kept; its name is its key."""
    return _json(
        {
            "place": list(view.place),
            "unit_ids": sorted(view.unit_ids),
            "roles": sorted(role.value for role in view.roles),
            "lacks_lead": view.lacks_lead,
            "statuses": sorted(status.value for status in view.statuses),
            "lamps": sorted(lamp.value for lamp in view.lamps),
            "due": view.due,
            "marks": [mark for mark in _MARKS if getattr(view, mark)],
            "cadences": sorted(cadence.value for cadence in view.cadences),
            "plan_id": view.plan_id,
            "text": view.text,
            "sort": view.sort,
            "descending": view.descending,
            "grouped": view.grouped,
        }
    )


def view_from_json(name: str, text: str) -> SavedView:
    """A view as `view_as_json` kept it. Raises ValueError, KeyError or TypeError if it did not."""
    told: Mapping[str, Any] = json.loads(text)
    kind, id_ = told["place"]
    marks = {mark: mark in told.get("marks", ()) for mark in _MARKS}  # views of the first versions had none of these
    plan_id = told.get("plan_id")
    return SavedView(
        name=name,
        place=(kind, id_),
        unit_ids=frozenset(map(UnitId, told["unit_ids"])),
        roles=frozenset(map(Role, told["roles"])),
        lacks_lead=told["lacks_lead"],
        statuses=frozenset(map(Status, told["statuses"])),
        lamps=frozenset(map(Lamp, told.get("lamps", ()))),
        due=told["due"],
        cadences=frozenset(map(Cadence, told.get("cadences", ()))),
        plan_id=None if plan_id is None else PlanId(plan_id),
        text=told["text"],
        sort=told["sort"],
        descending=told["descending"],
        grouped=told["grouped"],
        **marks,
    )


def _found(settings: Iterable[Setting], key: str) -> Any | None:  # noqa: ANN401 - JSON
    return next((json.loads(setting.value) for setting in settings if setting.key == key), None)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
