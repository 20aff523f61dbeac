from hypothesis import given
from hypothesis import strategies as st

from ledger_app.text.folding import fold, plain, same_name_key, simplified


def test_search_is_blind_to_script_width_case_spaces_and_punctuation() -> None:
    assert fold("質量　強市，（ＩＳＯ９０００）") == "质量强市iso9000"
    assert fold("质量 强市《Iso 9000》") == "质量强市iso9000"


def test_a_percentage_stays_a_percentage() -> None:
    assert fold("達到80％以上") == "达到80%以上"
    assert fold("80%") not in fold("80个")


def test_traditional_text_is_found_by_simplified_characters() -> None:
    assert fold("计量") in fold("全面推進誠信計量。")
    assert fold("智慧財產權") == "智慧财产权"  # another city's word for it, not rewritten


@given(st.text(), st.text(), st.text())
def test_a_part_of_a_text_is_found_in_it(before: str, part: str, behind: str) -> None:
    assert fold(part) in fold(before + part + behind)


def test_two_spellings_of_one_unit_have_one_key() -> None:
    assert same_name_key("市質監局") == same_name_key(" 市质监局\n")
    assert same_name_key("各区（县）政府") == same_name_key("各區(縣)政府")
    assert same_name_key("市发改局") != same_name_key("市发展改革局")


@given(st.text())
def test_every_character_keeps_its_place_for_the_grammars(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert len(simplified(text)) == len(text)


def test_grammars_see_half_width_simplified_text() -> None:
    assert plain("（牽頭），２０１５年　至") == "(牵头),2015年 至"
