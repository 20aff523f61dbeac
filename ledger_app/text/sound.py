"""The sound of a name (拼音首字母), to find it by a few letters."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The first letters of a name's syllables: 市质监局 szjj; what is no Han character stays."""
    from pypinyin import Style, lazy_pinyin  # 0.3 s, spent with the first letters typed

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
