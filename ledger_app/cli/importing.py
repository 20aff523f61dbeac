"""The import command: files become plans of a ledger, or newer versions of plans it has."""

from pathlib import Path
from typing import Any

import click

from ledger_app.cli.options import AS_JSON, FILE, LEDGER, PART, print_json, this_day
from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.ledger import Ledger


@click.command("import", help="把文件读进台账；台账不存在时新建。")
@click.argument("files", nargs=-1, required=True, type=FILE)
@LEDGER
@PART
@click.option("--update", is_flag=True, help="是台账里某个文件的新版本时，更新那个文件，编号、状态和进展不变")
@AS_JSON
def import_(files: tuple[Path, ...], ledger: Path, part: int | None, update: bool, as_json: bool) -> None:
    """Parse and store; doubts are kept. Every file is read, by the ledger's calendar, before anything is written."""
    from ledger_app.ledger.intake import read_plan

    if part is not None and len(files) > 1:
        raise click.UsageError("--part 一次只能用于一个文件")

    def read(calendar: WorkCalendar) -> list[tuple[PlanDraft, Document]]:
        return [read_plan(file, part, calendar=calendar, today=this_day()) for file in files]

    first = None if ledger.exists() else read(OFFICIAL_DAYS)  # no new ledger for files that cannot be read
    with Ledger.open(ledger, create=True) as opened:
        documents = read(opened.book.calendar) if first is None else first
        plans = [_taken_in(opened, draft, document, update=update) for draft, document in documents]
    if as_json:
        print_json({"plans": plans})
        return
    for plan in plans:
        click.echo(f"{plan['plan']}：{_told(plan)}")
        if plan["newer_version_of"] and not plan["updated"]:
            hint = "已作为另一个文件导入；要更新原来的，先 undo，再加 --update 导入"
            click.echo(f"《{plan['plan']}》像是《{plan['newer_version_of']}》的新版本，{hint}。", err=True)


def _taken_in(ledger: Ledger, draft: PlanDraft, document: Document, *, update: bool) -> dict[str, Any]:
    """What became of one file, as JSON."""
    from ledger_app.ledger.as_json import imported_json

    if ledger.already_imported(document, draft) is not None:
        return imported_json(draft, already=True)
    earlier = ledger.earlier_version(draft)
    if update and earlier is not None:
        draft = ledger.compared(earlier.id, draft)
        ledger.update_plan(earlier.id, draft, document)
    else:
        ledger.import_plan(draft, document)
    return imported_json(draft, already=False, newer_than=earlier)


def _told(plan: dict[str, Any]) -> str:
    if plan["already"]:
        return "已经导入过，没有改动"
    if plan["updated"]:
        new, changed, gone = (len(plan[kind]) for kind in ("new", "changed", "gone"))
        return f"已更新，新增{new}项，改动{changed}项，新文件中未见而保留{gone}项，{len(plan['doubts'])}处疑点"
    return f"导入{plan['measures']}项，{len(plan['doubts'])}处疑点"
