"""Counters in Word's number formats."""

import pytest

from ledger_app.documents.printed_numbers import printed_number


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 35: "三十五"}),
        ("chineseCountingThousand", {101: "一百〇一", 110: "一百一十", 1001: "一千〇一", 2000: "二千", 10000: "10000"}),
        ("japaneseCounting", {3: "三"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰", 105: "壹佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 781: "781"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 4000: "4000"}),
        ("upperRoman", {1994: "MCMXCIV"}),
        ("something new", {7: "7"}),
        ("chineseCounting", {0: "0", -1: "-1"}),
    ],
)
def test_printed_numbers(number_format: str, printed: dict[int, str]) -> None:
    assert {value: printed_number(value, number_format) for value in printed} == printed
