from ledger_app.ledger import search_words
from ledger_app.ui.models.hits import hits


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in hits(text, search_words(typed))]


def test_hits_are_marked_as_they_are_written():
    assert marked("兑现惠企資金4.2亿元", "惠企资金") == ["惠企資金"]
    assert marked("改造９座，再改造3座", "改造9") == ["改造９"]
    assert marked("改造、再改造", "改造") == ["改造", "改造"]
    assert marked("市财政局、市教育局", "财政 教育") == ["财政", "教育"]


def test_punctuation_between_the_letters_of_a_hit_belongs_to_it():
    assert marked("《质量、强市》", "质量强市") == ["质量、强市"]


def test_nothing_typed_marks_nothing():
    assert marked("市财政局", "") == []
    assert marked("市财政局", "水务") == []
