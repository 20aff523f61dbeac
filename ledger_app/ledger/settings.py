"""The office's settings (办公室设置) as they lie in the ledger: one JSON text under each key."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.change import Setting
from ledger_app.domain.lamp import DEFAULT_LAMPS, Lamp, LampRules
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.domain.view import SavedView

LAMPS = "lamps"
CALENDAR = "calendar"
_VIEW = "view:"


def view_key(name: str) -> str:
    """Under which key a saved view lies."""
    return _VIEW + name


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
    """The saved views, in the order in which they were made."""
    kept = sorted((setting for setting in settings if setting.key.startswith(_VIEW)), key=lambda each: each.id)
    return tuple(_view(setting.key[len(_VIEW) :], json.loads(setting.value)) for setting in kept)


def view_as_json(view: SavedView) -> str:
    """How a saved view is kept; its name is its key."""
    return _json(
        {
            "place": list(view.place),
            "unit_ids": sorted(view.unit_ids),
            "roles": sorted(role.value for role in view.roles),
            "lacks_lead": view.lacks_lead,
            "statuses": sorted(status.value for status in view.statuses),
            "due": view.due,
            "text": view.text,
            "sort": view.sort,
            "descending": view.descending,
            "grouped": view.grouped,
        }
    )


def _view(name: str, told: Mapping[str, Any]) -> SavedView:
    kind, id_ = told["place"]
    return SavedView(
        name=name,
        place=(kind, id_),
        unit_ids=frozenset(map(UnitId, told["unit_ids"])),
        roles=frozenset(map(Role, told["roles"])),
        lacks_lead=told["lacks_lead"],
        statuses=frozenset(map(Status, told["statuses"])),
        due=told["due"],
        text=told["text"],
        sort=told["sort"],
        descending=told["descending"],
        grouped=told["grouped"],
    )


def _found(settings: Iterable[Setting], key: str) -> Any | None:  # noqa: ANN401 - JSON
    return next((json.loads(setting.value) for setting in settings if setting.key == key), None)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
