"""Importing by the command line: newer versions of a plan, and further parts of a file."""

import json
from datetime import date

import pytest
import xlsxwriter

from ledger_app.ledger import Ledger

OLD = """云河市河道清洁行动方案
一、清理河道
（一）打捞漂浮物，做到日产日清。（市水务局牵头，市城管局配合）
（二）拆除两岸违章建筑。（市城管局负责）
（三）补种护岸林木三千株。（市林业局负责）
"""
NEW = OLD.replace("三千", "五千").replace("（二）拆除两岸违章建筑。", "（二）公示河长名单。")


@pytest.fixture
def old(tmp_path):
    return written(tmp_path / "方案.txt", OLD)


@pytest.fixture
def new(tmp_path):
    return written(tmp_path / "方案（修订）.txt", NEW)


@pytest.fixture
def ledger(tmp_path, done, old):
    path = tmp_path / "甲.ledger"
    done("import", old, "--ledger", path)
    return path


@pytest.fixture
def workbook(tmp_path):
    """Two tables, each a plan of its own."""
    path = tmp_path / "两张表.xlsx"
    sheets = {
        "河道": ["打捞漂浮物。", "清理淤泥。"],
        "道路": ["修复护栏。", "补种行道树。", "清洗路牌。", "更换井盖。"],
    }
    with xlsxwriter.Workbook(path) as book:
        for name, texts in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["序号", "工作内容", "责任单位"])
            for at, text in enumerate(texts, 1):
                sheet.write_row(at, 0, [str(at), text, "市水务局"])
    return path


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def texts(done, ledger):
    return {row["id"]: row["text"] for row in done("list", "--ledger", ledger, "--json")}


def test_a_newer_version_updates_the_plan_and_tells_what_differs(done, ledger, new):
    done("set", "--ledger", ledger, "3", "--status", "进行中")
    (plan,) = done("import", new, "--ledger", ledger, "--update", "--json")["plans"]
    assert (plan["updated"], plan["newer_version_of"]) == (True, "云河市河道清洁行动方案")
    assert plan["new"] == [{"text": "公示河长名单。"}]
    assert plan["changed"] == [
        {
            "id": 3,
            "text": "补种护岸林木五千株。",
            "differs": [
                {"what": "工作内容", "before": "补种护岸林木三千株。", "after": "补种护岸林木五千株。"},
            ],
        }
    ]
    assert plan["gone"] == [{"id": 2, "text": "拆除两岸违章建筑。"}]
    assert texts(done, ledger)[3] == "补种护岸林木五千株。"
    assert done("list", "--ledger", ledger, "--status", "进行中", "--json")[0]["id"] == 3
    assert "已撤销“更新文件”" in done("undo", "--ledger", ledger)
    assert texts(done, ledger)[3] == "补种护岸林木三千株。"


def test_what_an_update_did_is_told_in_one_line(done, ledger, new):
    said = done("import", new, "--ledger", ledger, "--update")
    assert said.startswith("云河市河道清洁行动方案：已更新，新增1项，改动1项，新文件中未见而保留1项")


def test_without_the_flag_it_is_a_plan_of_its_own_and_that_is_said(app, done, ledger, new):
    code, out, err = app("import", new, "--ledger", ledger)
    assert code == 0
    assert "导入3项" in out
    assert "新版本" in err
    assert "--update" in err
    assert len(texts(done, ledger)) == 6


def test_as_json_it_is_said_in_the_document(app, ledger, new):
    code, out, err = app("import", new, "--ledger", ledger, "--json")
    assert (code, err) == (0, "")
    (plan,) = json.loads(out)["plans"]
    assert (plan["updated"], plan["newer_version_of"]) == (False, "云河市河道清洁行动方案")


def test_the_flag_on_a_plan_the_ledger_does_not_have_imports_it(done, tmp_path, old):
    (plan,) = done("import", old, "--ledger", tmp_path / "乙.ledger", "--update", "--json")["plans"]
    assert (plan["updated"], plan["already"], plan["newer_version_of"]) == (False, False, None)


def test_a_second_table_of_a_workbook_can_be_imported_after_the_first(done, tmp_path, workbook):
    path = tmp_path / "乙.ledger"
    done("import", workbook, "--ledger", path)
    assert len(texts(done, path)) == 2
    (plan,) = done("import", workbook, "--ledger", path, "--part", "2", "--json")["plans"]
    assert (plan["already"], plan["measures"], plan["newer_version_of"]) == (False, 4, None)
    before = path.read_bytes()
    for part in ("1", "2"):
        (plan,) = done("import", workbook, "--ledger", path, "--part", part, "--json")["plans"]
        assert plan["already"] is True
    assert path.read_bytes() == before
    assert len(texts(done, path)) == 6


def test_a_newer_version_of_one_table_updates_that_one(done, tmp_path, workbook):
    path = tmp_path / "乙.ledger"
    for part in ("1", "2"):
        done("import", workbook, "--ledger", path, "--part", part)
    rows = [
        f"{at},{text},市水务局"
        for at, text in enumerate(["修复护栏。", "补种行道树。", "清洗路牌和路灯。", "更换井盖。"], 1)
    ]
    newer = written(tmp_path / "道路.csv", "\n".join(["序号,工作内容,责任单位", *rows]))
    (plan,) = done("import", newer, "--ledger", path, "--update", "--json")["plans"]
    assert [changed["id"] for changed in plan["changed"]] == [5]
    assert texts(done, path)[5] == "清洗路牌和路灯。"


def test_a_part_that_is_not_there_is_one_sentence(app, tmp_path, workbook):
    code, _, err = app("import", workbook, "--ledger", tmp_path / "乙.ledger", "--part", "3")
    assert code == 1
    assert "没有第3个" in err
    assert not (tmp_path / "乙.ledger").exists()


def test_a_part_of_several_files_is_wrong_usage(app, tmp_path, workbook, old):
    code, _, err = app("import", workbook, old, "--ledger", tmp_path / "乙.ledger", "--part", "2")
    assert code == 2
    assert "--part" in err


def test_working_days_are_those_of_the_office(done, ledger, tmp_path):
    """Two more days off than the State Council's: what is due in five working days is due two days later."""
    plan = written(
        tmp_path / "限时.txt",
        "云河市桥梁检测方案\n2026年3月2日\n一、检测桥梁\n（一）印发之日起5个工作日内完成全市桥梁检测。（市交通局负责）\n",
    )
    done("import", plan, "--ledger", tmp_path / "新.ledger")
    with Ledger.open(ledger) as opened:
        calendar = opened.book.calendar
        for day in (date(2026, 3, 4), date(2026, 3, 5)):
            calendar = calendar.with_day(day, working=False)
        opened.set_calendar(calendar)
    done("import", plan, "--ledger", ledger)
    new, held = (done("list", "--ledger", path, "--json")[-1]["due"] for path in (tmp_path / "新.ledger", ledger))
    assert (new, held) == ("2026-03-09", "2026-03-11")


def test_a_file_that_cannot_be_read_makes_no_ledger(app, tmp_path):
    bad = written(tmp_path / "坏.txt", "\n")
    assert app("import", bad, "--ledger", tmp_path / "乙.ledger")[0] != 0
    assert not (tmp_path / "乙.ledger").exists()
