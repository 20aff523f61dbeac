import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_app.text.headings import Depth, bare_number, clause_numbered, is_chinese_number, numbered
from ledger_app.text.numerals import chinese, number_of


@pytest.mark.parametrize(
    ("line", "depth", "value", "rest"),
    [
        ("第一章 总则", Depth.CHAPTER, 1, "总则"),
        ("十二、加强领导", Depth.FIRST, 12, "加强领导"),
        ("（三）加强领导", Depth.SECOND, 3, "加强领导"),
        ("㈢加强领导", Depth.SECOND, 3, "加强领导"),
        ("3. 加强领导", Depth.THIRD, 3, "加强领导"),
        ("３、加强领导", Depth.THIRD, 3, "加强领导"),
        ("(3)加强领导", Depth.FOURTH, 3, "加强领导"),
        ("③加强领导", Depth.FIFTH, 3, "加强领导"),
        ("第二节 加强领导", Depth.DIVISION, 2, "加强领导"),
        ("第三条　市水务局负责", Depth.FIRST, 3, "市水务局负责"),
        ("第十二条各镇负责", Depth.FIRST, 12, "各镇负责"),
        ("1.2 加强领导", Depth.FOURTH, 2, "加强领导"),
        ("1.2.3 加强领导", Depth.FIFTH, 3, "加强领导"),
        ("2）加强领导", Depth.FOURTH, 2, "加强领导"),
        ("⒉加强领导", Depth.THIRD, 2, "加强领导"),
        ("⑵加强领导", Depth.FOURTH, 2, "加强领导"),
    ],
)
def test_numbers_at_the_beginning_of_a_line(line: str, depth: Depth, value: int, rest: str) -> None:
    found = numbered(line)
    assert found is not None
    assert (found.depth, found.value, found.rest) == (depth, value, rest)
    assert found.printed + found.rest == line


@pytest.mark.parametrize(
    "line", ["1.5倍以上", "一是加强领导", "2015年底前", "十一", "加强一、二级", "第三条第二款规定", "第一条、第二条"]
)
def test_lines_that_only_look_numbered(line: str) -> None:
    assert numbered(line) is None


@pytest.mark.parametrize(
    ("text", "value"), [("十一", 11), ("（二）", 2), ("3.", 3), ("１２", 12), ("1024", 1024), ("二十四、", 24)]
)
def test_cells_that_hold_a_number_alone(text: str, value: int) -> None:
    assert bare_number(text) == value


@pytest.mark.parametrize("text", ["", "一、加强", "一一", "2026-11-30", "无", "十百千"])
def test_cells_that_do_not(text: str) -> None:
    assert bare_number(text) is None


def test_chinese_numerals_are_told_from_digits() -> None:
    assert is_chinese_number("（十一）")
    assert not is_chinese_number("11")
    assert not is_chinese_number("加强")


@given(st.integers(1, 999))
def test_chinese_numerals_read_as_they_are_written(value: int) -> None:
    assert number_of(chinese(value)) == value


def test_beyond_nine_hundred_and_ninety_nine_digits_do() -> None:
    assert chinese(1995) == "1995"


def test_clauses_are_numbered_by_a_word() -> None:
    found = clause_numbered("二是加强领导")
    assert found is not None
    assert (found.depth, found.value, found.printed, found.rest) == (Depth.CLAUSE, 2, "二是", "加强领导")
    assert clause_numbered("一是否属实") is None
    assert clause_numbered("加强领导") is None
