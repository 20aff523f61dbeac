"""Damage (缺损): words censored, masked or lost on the way; pointed out, never repaired."""

import re

_DAMAGE = re.compile(
    "|".join(
        (
            r"[xX×]{3,}(?![a-zA-Z])",  # xxxx
            r"(?<=[一-鿿])x{2}(?=[一-鿿])",  # 中xx发展
            r"\{[a-z]{1,6}\}",  # {gjj}
            r"[一-鿿]?\?+[;；]?\?+[一-鿿]?",  # 規?；?
            r"[一-鿿]\?(?=[一-鿿\d])[一-鿿\d]?",  # 燃?
            r"\ufffd+|[\ue000-\uf8ff]+",
            r"[〔\[(（]\*[〕\])）]",  # 〔*〕43号
            r"\*(?=[市区區县縣镇鎮乡鄉]|[一-鿿]{1,4}(?:局|委|办|辦))",  # *工商分局
            r"[“\"]\*[”\"]",
            r"(?<=[发發])(?:19|20)\d{2}\d{1,4}(?!\d)",  # 国发201613
            r"(?<!\d)20\d{2}\d{3}(?!\d|[.%万萬亿億个個元])",  # 2016524
        )
    )
)
_SHOWN = 5  # of the damaged places of one text


def damage_in(text: str) -> tuple[str, ...]:
    """The damaged places of a text with a character beside them, each once, at most five."""
    found: dict[str, None] = {}
    for match in _DAMAGE.finditer(text):
        found.setdefault(text[max(0, match.start() - 2) : match.end() + 2].strip())
        if len(found) == _SHOWN:
            break
    return tuple(found)
