"""What several commands take and print: dates, words of closed sets, the ledger's file, JSON."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ledger_app.domain.status import Status, status_of
from ledger_app.domain.unit import Role, role_of


class _Date(click.ParamType[date]):
    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，写成 2026-11-30 的样子", param, ctx)


class _Word(click.ParamType[Any]):
    """A word of a closed set, in Chinese."""

    def __init__(self, name: str, find: Callable[[str], Any], words: str) -> None:
        self.name = name
        self._find = find
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        found = self._find(value) if isinstance(value, str) else value
        if found is None:
            self.fail(f"没有“{value}”这个{self.name}，可用的有：{self._words}", param, ctx)
        return found


DATE = _Date()
STATUS = _Word("状态", status_of, "、".join(status.label for status in Status))
ROLE = _Word("角色", role_of, "、".join(role.label for role in Role))
FILE = click.Path(path_type=Path, readable=False)  # whether it can be read is said in our own words
LEDGER = click.option("--ledger", "ledger", required=True, type=FILE, help="台账文件")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出一个JSON文档")
TODAY = click.option("--today", type=DATE, default=lambda: this_day(), help="按哪一天计算逾期（默认今天）")
PART = click.option("--part", type=click.IntRange(min=1), help="读第几个表或正文")


def this_day() -> date:
    """The day it is."""
    return datetime.now().astimezone().date()


def print_json(value: Any) -> None:  # noqa: ANN401
    """Print one JSON document."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
