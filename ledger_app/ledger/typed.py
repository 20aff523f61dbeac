"""What a clerk typed, as it can be kept."""

import re

from ledger_app.domain.errors import UserError

_NO_NAME = re.compile(r"[\d\s年月日号.:：/／、，,\-—]")  # what days and numbers are made of

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def clean(text: str) -> str:
    """What was typed, without spaces around it and without characters no cell can hold.

    Raises UserError for half a surrogate pair, which no file can store.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UserError("文字里有不能保存的字符", "删去乱码后重试")
    return "".join(char for char in text if char >= " " or char in "\n\t").strip()


def required(text: str, name: str) -> str:
    """The same, for what must not be empty. Raises UserError, by its name, if it is."""
    text = clean(text)
    if not text:
        raise UserError(f"{name}不能为空")
    return text


def number(text: str) -> float:
    """The number that was typed: 4.2, 1,200, 85%. Raises UserError if it is none."""
    bare = text.strip().rstrip("%％").replace(",", "").replace("，", "")
    if not _NUMBER.fullmatch(bare):
        raise UserError(f"“{text}”不是数字，如 20 或 4.2")
    return float(bare)


def unit_name(text: str) -> str:
    """The name of a unit. Raises UserError if it is empty, or a day that was typed into the wrong cell."""
    from ledger_app.text.deadlines import is_time

    name = required(text, "单位名称")
    if is_time(name) or not _NO_NAME.sub("", name):
        raise UserError(f"“{name}”不是单位名称", "时限写在“时限”一栏")
    return name
