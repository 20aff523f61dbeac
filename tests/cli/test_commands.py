"""The command line as a clerk's helper would use it, on our own samples."""

import os
import sqlite3
from contextlib import closing

import pytest

from ledger_app.bundled import bundled
from ledger_app.ledger.example import sample_plans

ANNEX, PLAN = sample_plans()


@pytest.fixture
def ledger(tmp_path, done):
    path = tmp_path / "甲.ledger"
    done("import", ANNEX, "--ledger", path)
    return path


def rows(done, ledger, *filters):
    return done("list", "--ledger", ledger, "--today", "2026-11-21", *filters, "--json")


def test_parse_tells_what_a_document_says_and_touches_nothing(done, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = done("parse", ANNEX, "--json")
    assert len(said["measures"]) == 43
    first = said["measures"][0]
    assert first["path"] == [said["measures"][1]["path"][0]]
    assert set(first) == {
        *("number", "path", "text", "unit_text", "lead", "responsible", "support", "deadline_phrase"),
        *("due", "recurrence", "targets", "inherited", "doubts"),
    }
    assert list(tmp_path.iterdir()) == []
    assert "43项" in done("parse", ANNEX)


def test_import_makes_the_ledger_and_the_same_file_again_changes_nothing(done, tmp_path):
    path = tmp_path / "甲.ledger"
    first = done("import", ANNEX, PLAN, "--ledger", path, "--json")["plans"]
    assert [(plan["measures"], plan["already"]) for plan in first] == [(43, False), (18, False)]
    before = path.read_bytes()
    again = done("import", ANNEX, "--ledger", path, "--json")["plans"]
    assert again[0]["already"] is True
    assert path.read_bytes() == before
    assert len(rows(done, path)) == 61


def test_list_narrows_by_every_filter(done, ledger):
    everything = rows(done, ledger)
    unit = everything[0]["lead"][0]
    assert {unit in row["lead"] for row in rows(done, ledger, "--unit", unit, "--role", "牵头")} == {True}
    late = rows(done, ledger, "--overdue")
    assert late
    assert all(row["lamp"] == "红" and row["due"] < "2026-11-21" for row in late)
    soon = rows(done, ledger, "--due-before", "2026-12-01")
    assert [row for row in everything if row["due"] and row["due"] < "2026-12-01"] == soon
    assert rows(done, ledger, "--status", "已销号") == []
    word = everything[5]["text"][3:7]
    assert everything[5]["id"] in [row["id"] for row in rows(done, ledger, "--search", word)]


def test_set_changes_status_deadline_and_progress_and_each_is_one_step_back(done, ledger):
    first, second = (row["id"] for row in rows(done, ledger)[:2])
    done("set", "--ledger", ledger, first, second, "--status", "已完成")
    done("set", "--ledger", ledger, first, "--deadline", "2027年3月底前", "--note", "已开工", "--today", "2026-11-21")
    row = rows(done, ledger)[0]
    assert (row["status"], row["due"], row["updated"]) == ("已完成(待核)", "2027-03-31", "2026-11-21")
    assert "记进展" in done("undo", "--ledger", ledger)
    assert "修改完成时限" in done("undo", "--ledger", ledger)
    assert "修改状态" in done("undo", "--ledger", ledger)
    assert {row["status"] for row in rows(done, ledger)} == {"未启动"}
    assert "修改状态" in done("redo", "--ledger", ledger)
    assert [row["status"] for row in rows(done, ledger)[:2]] == ["已完成(待核)"] * 2


def test_the_log_tells_from_what_to_what(done, ledger):
    first = rows(done, ledger)[0]
    done("set", "--ledger", ledger, first["id"], "--status", "进行中")
    newest, import_ = done("log", "--ledger", ledger, "--json")
    assert newest["label"] == "修改状态"
    assert newest["edits"] == [
        {"subject": newest["edits"][0]["subject"], "column": "状态", "before": "未启动", "after": "进行中"}
    ]
    assert first["text"].startswith(newest["edits"][0]["subject"].rstrip("…"))
    assert {"subject": "43项任务", "column": "新增", "before": "", "after": ""} in import_["edits"]
    assert "状态：未启动 → 进行中" in done("log", "--ledger", ledger)


def test_the_annex_comes_back_and_imports_into_a_second_ledger_as_the_same(done, tmp_path, ledger):
    out, again = tmp_path / "出.xlsx", tmp_path / "再出.xlsx"
    done("export", "--ledger", ledger, "--layout", "annex", "-o", out)
    second = tmp_path / "乙.ledger"
    done("import", out, "--ledger", second)
    done("export", "--ledger", second, "--layout", "annex", "-o", again)
    assert out.read_bytes() == again.read_bytes()
    strip = ("id", "plan")
    same = [[{k: v for k, v in row.items() if k not in strip} for row in rows(done, path)] for path in (ledger, second)]
    assert same[0] == same[1]


def test_check_says_whether_the_file_is_sound(app, done, ledger):
    assert done("check", "--ledger", ledger, "--json") == {"sound": True, "measures": 43, "problems": []}
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("UPDATE measure SET text = text || '。' WHERE id = 3")  # behind the row's hash
    code, _, err = app("check", "--ledger", ledger)
    assert code == 1
    assert "1处损坏" in err


def test_without_a_command_the_window_opens(app, tmp_path):
    assert app()[0] == 70
    assert app("gui", tmp_path / "甲.ledger")[0] == 70
    assert app(tmp_path / "甲.ledger")[0] == 70
    assert app("gui", "--self-test")[0] == 71
    assert app("不是命令")[0] == 2


def test_the_demo_never_overwrites(app, tmp_path):
    code, out, _ = app("demo", tmp_path, "--no-window")
    assert code == 0
    assert str(tmp_path / "示例.ledger") in out
    assert sorted(p.name for p in tmp_path.glob("*.xlsx")) == ["示例-工作分工表.xlsx", "示例-跟踪表.xlsx"]
    files = [p for p in tmp_path.iterdir() if p.suffix in (".xlsx", ".ledger")]
    before = [(p, p.stat().st_mtime_ns, p.read_bytes()) for p in files]
    assert app("demo", tmp_path, "--no-window")[0] == 0
    assert [(p, p.stat().st_mtime_ns, p.read_bytes()) for p in files] == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("set", "1", "--status", "好了"), "好了"),
        (("list", "--due-before", "11月"), "2026-11-30"),
        (("list", "--role", "领导"), "牵头、负责、配合"),
        (("set", "1"), "--status"),
    ],
)
def test_wrong_usage_is_exit_2(app, ledger, args, words):
    code, _, err = app(*args, "--ledger", ledger)
    assert code == 2
    assert words in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("set", "999", "--status", "进行中"), "编号为999"),
        (("set", "1", "--deadline", "2026年2月30日"), "2月"),
        (("list", "--unit", "市火星局"), "市火星局"),
        (("list", "--plan", "火星"), "火星"),
        (("redo",), "没有可重做的操作"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_1(app, ledger, args, words):
    before = ledger.read_bytes()
    code, out, err = app(*args, "--ledger", ledger)
    assert (code, out) == (1, "")
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert ledger.read_bytes() == before


def test_every_bad_file_is_one_sentence_that_names_it(app, tmp_path):
    good = ANNEX.read_bytes()
    files = {
        "文本.xlsx": "这不是工作簿".encode(),
        "半截.xlsx": good[: len(good) // 2],
        "空.xlsx": b"",
        "没有.xlsx": None,
    }
    for name, content in files.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        code, out, err = app("import", tmp_path / name, "--ledger", tmp_path / "甲.ledger")
        assert (code, out) == (1, ""), name
        assert name in err
        assert len(err.strip().splitlines()) == 1
    assert not list(tmp_path.glob("*.ledger*"))


def test_a_bad_target_is_one_sentence_and_stays_as_it_was(app, ledger, tmp_path):
    (tmp_path / "夹").mkdir()
    locked = tmp_path / "只读.xlsx"
    locked.write_bytes(b"old")
    locked.chmod(0o444)
    for target in (tmp_path / "夹", locked, tmp_path / "没有" / "出.xlsx"):
        code, _, err = app("export", "--ledger", ledger, "--layout", "annex", "-o", target)
        assert code == 1
        assert target.name in err
        assert len(err.strip().splitlines()) == 1
    assert locked.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["只读.xlsx", "夹", "甲.ledger", "甲.ledger.lock"]


def test_the_samples_are_the_ones_that_come_with_the_program():
    assert ANNEX.parent == bundled("resources") / "sample"


def test_a_refused_set_changes_nothing_at_all(app, ledger):
    """时限改了、进展却没记上，退出码还是1。"""
    before = ledger.read_bytes()
    code, _, err = app("set", "--ledger", ledger, "1", "--deadline", "2026-12-01", "--note", " ")
    assert code == 1
    assert "进展是空的" in err
    assert ledger.read_bytes() == before


def test_an_id_named_twice_is_one_measure(done, ledger):
    assert "1项" in done("set", "--ledger", ledger, "1", "1", "--note", "已开工")
    assert [line["column"] for line in done("log", "--ledger", ledger, "--json")[0]["edits"]].count("新增进展") == 1


def test_a_plan_is_named_by_its_number_even_if_a_title_holds_that_digit(done, tmp_path):
    path = tmp_path / "甲.ledger"
    done("import", ANNEX, PLAN, "--ledger", path)
    assert {row["plan"] for row in rows(done, path, "--plan", "2")} == {rows(done, path)[-1]["plan"]}


def test_the_demo_onto_a_file_is_one_sentence(app, tmp_path):
    (tmp_path / "文件").write_text("x")
    code, _, err = app("demo", tmp_path / "文件", "--no-window")
    assert code == 1
    assert "文件" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(app, tmp_path):
    os.mkfifo(tmp_path / "管道.txt")
    code, _, err = app("parse", tmp_path / "管道.txt")
    assert code == 1
    assert "不是普通文件" in err


def test_check_names_damage_that_keeps_the_ledger_from_opening(app, done, ledger):
    connection = sqlite3.connect(ledger)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE measure SET status = 'unheard of' WHERE id = 3")
    connection.commit()
    connection.close()
    code, _, err = app("list", "--ledger", ledger)
    assert code == 1
    assert "已损坏" in err
    code, _, err = app("check", "--ledger", ledger)
    assert code == 1
    assert "第3行" in err
