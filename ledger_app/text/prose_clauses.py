"""Measures that say 一是…二是… in one paragraph, each clause with units and a time of its own."""

import re

from ledger_app.domain.measure import DoubtKind
from ledger_app.text.folding import plain
from ledger_app.text.outline import Remark
from ledger_app.text.prose_duties import is_surely_units
from ledger_app.text.unit_names import is_body
from ledger_app.text.units import parse_units

_CLAUSE = re.compile(r"(?:^|(?<=[。;:,]))(?P<n>[一二三四五六七八九])是(?=[^非否])")
_WHO = re.compile(
    r"(?:^|(?<=[,。;(]))(?:由)?(?P<phrase>[^,。;:()由]{2,60}?(?:牵头|负责|承办|主办)"
    r"(?:[,、][^。;:,()由]{2,60}?(?:配合|协助|参与|参加)){0,2})(?=[,。;)]|$)"
)
_SEVERAL = 2  # clauses


def clause_duties(text: str, duty: str | None) -> list[str]:
    """The units that the clauses of a text name, each in a sentence part of its own, those in `duty` aside."""
    simple = plain(text)
    known = set(parse_units(duty or "").assigned)
    found = [text[match.start("phrase") : match.end("phrase")] for match in _found_in(simple)]
    return [phrase for phrase in found if not set(parse_units(phrase).assigned) <= known]


def clause_remarks(text: str) -> tuple[Remark, ...]:
    """That a measure has several clauses with units of their own, so that units and times may belong to one only."""
    simple = plain(text)
    if not _found_in(simple):
        return ()
    count = len(_CLAUSE.findall(simple))
    message = f"{{row}}一段里有{count}项工作（一是、二是……），各有单位和时限，请核对，必要时分成几条措施。"
    return (Remark(kind=DoubtKind.UNIT_UNREAD, message=message),)


def _found_in(simple: str) -> list[re.Match[str]]:
    clauses = list(_CLAUSE.finditer(simple))
    if len(clauses) < _SEVERAL:
        return []
    found = [match for match in _WHO.finditer(simple, clauses[0].start()) if _names_bodies(match["phrase"])]
    return found if found and found[0].start() < clauses[-1].start() else []  # behind the last: of all of them


def _names_bodies(phrase: str) -> bool:
    return is_surely_units(phrase) and all(is_body(name) for name, _ in parse_units(phrase).assigned)
