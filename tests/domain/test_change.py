"""Changes: what one asks of them before one goes through their edits."""

from datetime import UTC, datetime

from ledger_app.domain.change import Change, ChangeHead, ChangeId, ChangeKind, Edit
from ledger_app.domain.unit import Unit, UnitAlias, UnitAliasId, UnitId


def test_the_kinds_are_those_of_what_came_and_of_what_went():
    head = ChangeHead(
        id=ChangeId(1),
        kind=ChangeKind.DO,
        of_change=None,
        label="修改单位",
        at=datetime(2026, 11, 21, tzinfo=UTC),
        who="王倩",
        edit_count=2,
    )
    unit = Unit(id=UnitId(1), name="市水务局")
    alias = UnitAlias(id=UnitAliasId(1), unit_id=unit.id, name="水务局")
    assert Change(head=head, edits=(Edit(None, unit), Edit(alias, None))).kinds == {Unit, UnitAlias}
    assert Change(head=head, edits=()).kinds == frozenset()
