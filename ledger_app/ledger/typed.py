"""What a clerk typed, as it can be kept."""

from ledger_app.domain.errors import UserError


def clean(text: str) -> str:
    """What was typed, without spaces around it and without characters no cell can hold.

    Raises UserError for half a surrogate pair, which no file can store.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UserError("文字里有不能保存的字符", "请删去乱码后重试")
    return "".join(char for char in text if char >= " " or char in "\n\t").strip()


def required(text: str, name: str) -> str:
    """The same, for what must not be empty. Raises UserError, by its name, if it is."""
    text = clean(text)
    if not text:
        raise UserError(f"{name}不能为空")
    return text
