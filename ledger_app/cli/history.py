"""The history as the command line tells it."""

from typing import Any

import click

from ledger_app.domain.change import ChangeKind
from ledger_app.domain.history import Fate
from ledger_app.ledger.history import History, HistoryEntry

_KINDS = {ChangeKind.DO: "", ChangeKind.UNDO: "撤销：", ChangeKind.REDO: "重做："}
_STATES = {Fate.STANDS: "stands", Fate.UNDONE: "undone", Fate.TAKEN_BACK: "taken_back", Fate.REVERSAL: "reversal"}


def as_json(history: History, entry: HistoryEntry) -> dict[str, Any]:
    """One act as `log --json` tells it."""
    head = entry.head
    return {
        "id": head.id,
        "kind": head.kind.value,
        "of": head.of_change,
        "takes_back": head.takes_back,
        "state": _STATES[entry.fate],
        "label": head.label,
        "at": head.at.isoformat(),
        "who": head.who,
        "edits": [
            {"subject": line.subject, "column": line.column, "before": line.before, "after": line.after}
            for line in history.lines(head.id)
        ],
    }


def tell(history: History, entry: HistoryEntry) -> None:
    """One act and what it changed, in lines."""
    head = entry.head
    fate = f"（{entry.fate.label}）" if entry.fate in (Fate.UNDONE, Fate.TAKEN_BACK) else ""
    click.echo(f"{head.at:%Y-%m-%d %H:%M} {head.who} {_KINDS[head.kind]}{head.label}{fate}")
    for line in history.lines(head.id):
        values = f"：{line.before} → {line.after}" if line.before or line.after else ""
        click.echo(f"    {line.subject} · {line.column}{values}")
