"""The original without what understanding left out."""

from ledger_app.ui.review.cleaned_lines import CleanedLines

NOISY = ("<p>1.整治燃(ran)气隐患。</p>", "网站地图", "2.新建学校。")
TAKEN = {1: ((0, 3), (8, 13), (17, 21)), 2: ((0, 4),)}


def test_what_was_taken_out_is_gone_and_no_line_is():
    text = CleanedLines(NOISY, TAKEN)
    assert text.lines == ("1.整治燃气隐患。", "", "2.新建学校。")
    assert text.original == NOISY
    assert text.anything_taken


def test_a_position_leads_from_one_text_to_the_other_and_back():
    text = CleanedLines(NOISY, TAKEN)
    for line, cleaned in enumerate(text.lines, 1):
        for at, char in enumerate(cleaned):
            there = text.to_original(line, at)
            assert NOISY[line - 1][there] == char
            assert text.to_cleaned(line, there) == at


def test_a_position_inside_what_was_taken_out_is_where_the_text_goes_on():
    text = CleanedLines(NOISY, TAKEN)
    assert [text.to_cleaned(1, at) for at in (0, 2, 3, 9, 13)] == [0, 0, 0, 5, 5]


def test_spans_that_overlap_or_reach_too_far_are_taken_once():
    text = CleanedLines(("甲乙丙丁",), {1: ((1, 3), (2, 3), (3, 9)), 7: ((0, 1),)})
    assert text.lines == ("甲",)
    assert text.taken_from(1) == ((1, 4),)
    assert text.taken_from(7) == ()


def test_a_text_without_noise_is_the_same():
    text = CleanedLines(("甲", "乙"), {})
    assert not text.anything_taken
    assert text.lines == text.original
