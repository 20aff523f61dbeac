"""The command line: the same verbs without a window. Exit 0 done, 1 the user's trouble, 2 wrong usage."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ledger_app import __version__
from ledger_app.cli.importing import import_
from ledger_app.cli.options import AS_JSON, DATE, FILE, LEDGER, PART, ROLE, STATUS, TODAY, print_json, this_day
from ledger_app.cli.table import table
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Book, Ledger, search_words
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.export import LAYOUTS, export_workbook
from ledger_app.ledger.ledger import check_file

OpenWindow = Callable[[str | None], int]


class _Commands(click.Group):
    """A ledger's name in place of a command opens it: what a double click does."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and args[0].endswith(".ledger"):
            args = ["gui", *args]
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    help="任务台账：文件里的措施、责任单位、时限和进展。不带命令时打开窗口。",
)
@click.version_option(__version__, "--version", message="任务台账 %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Without a command the window opens."""
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.obj["open_window"](None))


@cli.command(help="打开窗口（默认）。--self-test 在示例台账的副本上自检后退出。")
@click.argument("ledger", required=False)
@click.option("--self-test", is_flag=True, help="自检：启动、修改、撤销、退出")
@click.pass_context
def gui(ctx: click.Context, ledger: str | None, self_test: bool) -> None:
    """The window."""
    ctx.exit(ctx.obj["self_test"]() if self_test else ctx.obj["open_window"](ledger))


@cli.command(help="用自带的示例文件走一遍：导入、列出、导出，再打开窗口。")
@click.argument("folder", required=False, type=FILE)
@click.option("--no-window", is_flag=True, help="不打开窗口")
@click.pass_context
def demo(ctx: click.Context, folder: Path | None, no_window: bool) -> None:
    """The main job on our own sample."""
    from ledger_app.ledger.example import make_example

    folder = folder or Path("示例")
    path = make_example(folder)
    with Ledger.open(path, read_only=True) as ledger:
        click.echo(table(ledger.book.rows()[:12], this_day()))
        click.echo(f"共{len(ledger.book.rows())}项，以上是前12项\n")
        made = [
            _export_unless_there(ledger, layout, folder / f"示例-{name}.xlsx")
            for layout, name in (("annex", "工作分工表"), ("tracking", "跟踪表"))
        ]
    click.echo("\n".join([f"台账：{path.resolve()}", *made]))
    if not no_window:
        ctx.exit(ctx.obj["open_window"](str(path)))


@cli.command(help="读一份文件，说出其中的措施；不动任何台账。")
@click.argument("file", type=FILE)
@PART
@AS_JSON
def parse(file: Path, part: int | None, as_json: bool) -> None:
    """What a document says."""
    from ledger_app.ledger.as_json import parsed_json
    from ledger_app.ledger.intake import read_plan

    draft, document = read_plan(file, part)
    book = Draft(draft, document).book
    if as_json:
        print_json(parsed_json(draft, book))
        return
    click.echo(draft.plan.title)
    click.echo(table(book.rows(), this_day()))
    _echo_counts(book)
    for doubt in draft.doubts:
        click.echo(f"疑点（{doubt.kind.label}）：{doubt.message}")


cli.add_command(import_)


@cli.command("list", help="列出任务。")
@LEDGER
@click.option("--plan", help="只列这个文件（标题中的字，或编号）")
@click.option("--unit", help="只列这个单位的")
@click.option("--role", type=ROLE, help="牵头、负责、配合")
@click.option("--status", type=STATUS, help="状态")
@click.option("--due-before", type=DATE, help="只列在这一天之前到期的")
@click.option("--overdue", is_flag=True, help="只列逾期的")
@click.option("--search", default="", help="在内容、单位、进展中找")
@TODAY
@AS_JSON
def list_(
    ledger: Path,
    plan: str | None,
    unit: str | None,
    role: Role | None,
    status: Status | None,
    due_before: date | None,
    overdue: bool,
    search: str,
    today: date,
    as_json: bool,
) -> None:
    """The rows a query asks for."""
    from ledger_app.ledger.as_json import row_json

    with Ledger.open(ledger, read_only=True) as opened:
        book = opened.book
        query = Query(
            plan_id=_plan(book, plan),
            unit_id=_unit(book, unit),
            role=role,
            statuses=frozenset({status}) if status else frozenset(),
            due_before=due_before,
            overdue=overdue,
            words=search_words(search),
        )
        rows = book.select(query, today)
        if as_json:
            print_json([row_json(row, today) for row in rows])
        else:
            click.echo(table(rows, today))
            click.echo(f"{len(rows)}项")


@cli.command("set", help="修改任务：状态、时限，或记一条进展。")
@LEDGER
@click.argument("ids", nargs=-1, required=True, type=int)
@click.option("--status", type=STATUS, help="状态")
@click.option("--deadline", help="完成时限：2026-11-30、11月底前、长期坚持……；空串清除")
@click.option("--note", help="记一条进展")
@TODAY
def set_(
    ledger: Path, ids: tuple[int, ...], status: Status | None, deadline: str | None, note: str | None, today: date
) -> None:
    """Each option given is one act."""
    if status is None and deadline is None and note is None:
        raise click.UsageError("给出 --status、--deadline、--note 之一")
    if note is not None and not note.strip():
        raise UserError("进展是空的", "在 --note 后面写明进展")
    with Ledger.open(ledger) as opened:
        measures = [_measure(opened.book, id_) for id_ in dict.fromkeys(ids)]
        if deadline is not None:
            opened.set_deadline(measures, deadline)
        if note is not None:
            opened.report(measures, on=today, done=note)
        if status is not None:
            opened.set_status(measures, status)
    click.echo(f"已修改{len(measures)}项")


@cli.command(help="导出工作簿，每个文件一张工作表。")
@LEDGER
@click.option("--layout", required=True, type=click.Choice(list(LAYOUTS)), help="版式")
@click.option("--plan", help="只导出这个文件（标题中的字，或编号）")
@click.option("-o", "target", required=True, type=FILE, help="写到哪个文件（.xlsx）")
@TODAY
def export(ledger: Path, layout: str, plan: str | None, target: Path, today: date) -> None:
    """The annex, the annex for paper, or the tracking table."""
    with Ledger.open(ledger, read_only=True) as opened:
        count = _export(opened, layout, _plan(opened.book, plan), target, today)
    click.echo(f"已导出{count}项：{target}")


@cli.command(help="撤销最近一步操作。")
@LEDGER
def undo(ledger: Path) -> None:
    """Take the newest act back."""
    with Ledger.open(ledger) as opened:
        click.echo(f"已撤销“{opened.undo().head.label}”")


@cli.command(help="重做刚撤销的一步。")
@LEDGER
def redo(ledger: Path) -> None:
    """Do again what was taken back last."""
    with Ledger.open(ledger) as opened:
        click.echo(f"已重做“{opened.redo().head.label}”")


@cli.command(help="列出操作记录，最近的在前。")
@LEDGER
@click.option("--limit", type=click.IntRange(min=0), default=200, help="最多列出几步（默认200，0为全部）")
@AS_JSON
def log(ledger: Path, limit: int, as_json: bool) -> None:
    """Who did what and when, with the values before and after, and what became of it."""
    from ledger_app.cli import history

    with Ledger.open(ledger, read_only=True) as opened:
        told = opened.history()
        page = told.page(limit=limit or None)
        if as_json:
            print_json([history.as_json(told, entry) for entry in page.entries])
        else:
            for entry in page.entries:
                history.tell(told, entry)
    if page.more:
        click.echo(f"只列出了最近{limit}步，更早的没有列出；加 --limit 0 列出全部", err=True)


@cli.command(help="检查台账文件是否完好。")
@LEDGER
@AS_JSON
def check(ledger: Path, as_json: bool) -> None:
    """Structure, references, row hashes, originals, the journal's chain of digests."""
    problems, rows = check_file(ledger)
    if as_json:
        print_json({"sound": not problems, "measures": rows, "problems": list(problems)})
    if problems:
        raise UserError(f"台账“{ledger.name}”有{len(problems)}处损坏：{problems[0]}", "用备份恢复")
    if not as_json:
        click.echo(f"台账完好，共{rows}项")


def run(args: Sequence[str], *, open_window: OpenWindow, self_test: Callable[[], int]) -> int:
    """Run one command; the exit code. Trouble is one Chinese sentence on stderr."""
    _speak_utf8()
    try:
        done = cli.main(
            list(args),
            prog_name="ledger-app",
            standalone_mode=False,
            obj={"open_window": open_window, "self_test": self_test},
        )
    except UserError as error:
        click.echo(f"{error}。", err=True)
        return 1
    except click.exceptions.Abort:
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader went away: nothing more to say
        return 1
    return done if isinstance(done, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None in a windowed program on Windows
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _export(ledger: Ledger, layout: str, plan: PlanId | None, target: Path, today: date) -> int:
    ids = [plan] if plan is not None else sorted(ledger.book.plans, key=lambda id_: ledger.book.plans[id_].position)
    annexes = [ledger.book.annex(id_) for id_ in ids]
    export_workbook(annexes, layout, target, today=today)
    return sum(isinstance(line, MeasureRow) for annex in annexes for line in annex.lines)


def _export_unless_there(ledger: Ledger, layout: str, target: Path) -> str:
    if target.exists():
        return f"已有，没有覆盖：{target.resolve()}"
    _export(ledger, layout, None, target, this_day())
    return f"导出：{target.resolve()}"


def _plan(book: Book, word: str | None) -> PlanId | None:
    if word is None:
        return None
    found = [p for p in book.plans.values() if word == str(p.id)]
    found = found or [p for p in book.plans.values() if word and word in p.title]
    if len(found) != 1:
        titles = "；".join(f"{p.id} {p.title}" for p in (found or book.plans.values()))
        raise UserError(f"“{word}”对应{len(found)}个文件", f"用编号指明：{titles}")
    return found[0].id


def _unit(book: Book, name: str | None) -> Any:  # noqa: ANN401
    if name is None:
        return None
    unit = book.unit_named(name)
    if unit is None:
        raise UserError(f"台账里没有单位“{name}”", "用列表中的单位名称")
    return unit.id


def _measure(book: Book, number: int) -> MeasureId:
    if MeasureId(number) not in book.measures:
        raise UserError(f"台账里没有编号为{number}的任务", "用 list 查看编号")
    return MeasureId(number)


def _echo_counts(book: Book) -> None:
    click.echo(f"{len(book.sections)}个标题，{len(book.measures)}项，{len(book.units)}个单位")
