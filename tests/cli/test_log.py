"""`log`: what the command line tells of the history."""

import pytest

from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.example import sample_plans


@pytest.fixture
def ledger(tmp_path, done):
    path = tmp_path / "甲.ledger"
    done("import", sample_plans()[0], "--ledger", path)
    with Ledger.open(path) as opened:
        first, second, *_ = opened.book.measures
        change = opened.set_status([first], Status.DONE)
        opened.set_status([second], Status.DONE)
        opened.undo()
        opened.take_back(change.head.id)
    return path


def test_it_does_not_stop_silently(app, ledger):
    code, out, err = app("log", "--ledger", ledger, "--limit", "2")
    assert code == 0
    assert sum(not line.startswith(" ") for line in out.splitlines()) == 2
    assert "只列出了最近2步" in err
    assert "--limit 0" in err
    code, out, err = app("log", "--ledger", ledger, "--limit", "0")
    assert (code, err) == (0, "")
    assert sum(not line.startswith(" ") for line in out.splitlines()) == 5


def test_each_act_says_what_became_of_it(done, ledger):
    heads = [line.split(" ", 3)[3] for line in done("log", "--ledger", ledger).splitlines() if line[0] != " "]
    assert heads == ["取回“修改状态”", "撤销：修改状态", "修改状态（已撤销）", "修改状态（已取回）", "导入"]
    told = done("log", "--ledger", ledger, "--json")
    assert [(act["kind"], act["state"], act["of"], act["takes_back"]) for act in told] == [
        ("do", "stands", None, 2),
        ("undo", "reversal", 3, None),
        ("do", "undone", None, None),
        ("do", "taken_back", None, None),
        ("do", "stands", None, None),
    ]
