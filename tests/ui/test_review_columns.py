"""How the columns of the original share the width."""

from ledger_app.ui.review.original_grid import column_widths


def needs(breadth):
    return round(breadth * 13) + 14


def test_short_columns_are_as_wide_as_their_words():
    widths = column_widths([2, 60, 4, 8], 600, needs)
    assert widths[0] == needs(2)
    assert widths[2] == needs(4)
    assert widths[3] == needs(8), "2026年11月10日 in one line"
    assert sum(widths) == 600


def test_long_columns_share_what_is_left():
    widths = column_widths([2, 60, 30], 600, needs)
    assert widths[1] > widths[2] > widths[0]
    assert sum(widths) == 600


def test_many_short_columns_share_the_width_too():
    widths = column_widths([9] * 8, 500, needs)
    assert sum(widths) == 500
    assert min(widths) > 40


def test_no_columns_are_no_trouble():
    assert column_widths([], 300, needs) == []
