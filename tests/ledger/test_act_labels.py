"""The label of every act is known to the history: one that is not would be filed under 其他, and told in odd words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ledger_app.ledger
from ledger_app.domain.history import ACT_LABELS, ActKind, act_kind

_LABEL_AT = {"_do": 0, "_set": 0, "_commit": 2}  # the methods that carry an act out, and where they are told its label


def words_of(node: ast.expr) -> Iterator[str]:
    """The words that an argument may be: one, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*words_of(node.body), *words_of(node.orelse))


def labels() -> set[str]:
    """The labels of all acts, as the verbs name them."""
    found: set[str] = set()
    for path in Path(ledger_app.ledger.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LABEL_AT:
                found.update(words_of(node.args[_LABEL_AT[node.func.attr]]))
    return found


def test_every_act_has_a_label_that_the_history_knows_and_no_other_is_known():
    assert labels() == set(ACT_LABELS)


@pytest.mark.parametrize("label", sorted(labels()))
def test_no_act_is_filed_among_the_others(label):
    assert act_kind(label) is not ActKind.OTHER
    assert act_kind(f"取回“{label}”") is act_kind(label)
