"""What the web puts into a text is left out for understanding; every measure still points into the original."""

import pytest

from ledger_app.text.cleaning import clean, damage_in, taken_out
from tests.text.tables import a_draft, a_text, doubt_of, kinds

PINYIN = "河道(dào)清潔(jié)和環(huán)境(jìng)保護(hù)(GMP)，(場)、面積(km)照舊"


def test_pinyin_noise_goes_other_brackets_stay() -> None:
    cleaned = clean(a_text(PINYIN))
    assert cleaned.text.lines == ("河道清潔和環境保護(GMP)，(場)、面積(km)照舊",)
    assert [remark.message for remark in cleaned.remarks] == ["正文夹有5处拼音注音，读入时已经去掉，原文没有改动。"]


def test_a_few_bracketed_letters_are_no_noise() -> None:
    assert clean(a_text("注意(an)一處")).text.lines == ("注意(an)一處",)


def test_html_becomes_paragraphs_with_their_origin() -> None:
    line = "<P><B>一、</B><B>河道&nbsp;</B></P><P>(一)打捞。</P>"
    cleaned = clean(a_text("云河\n" + line))
    assert [text.strip() for text in cleaned.text.lines] == ["云河", "一、河道", "(一)打捞。"]
    origin = cleaned.origins[2]
    assert (origin.line, line[origin.start : origin.end]) == (2, "(一)打捞。")


@pytest.mark.parametrize("line", ["3<5且7>6", "a<b", "甲&乙", "|序号|内容|", "公式：x<y;"])
def test_what_only_looks_like_html_or_spam(line: str) -> None:
    assert clean(a_text(line)).text.lines == (line,)


def test_invisible_characters_spam_and_furniture() -> None:
    text = "热门推荐|在线观看|精品专区|会员中心|最新更新|点击进入\n\u200b一、河\ufeff道\xa0\n【打印】【关闭】"
    assert [line.strip() for line in clean(a_text(text)).text.lines] == ["", "一、河道", ""]


def test_a_measure_points_into_the_original() -> None:
    text = "一、河道\n" + "\n".join(f"{i}.清潔(jié)河段{i}。（市水务局负责）" for i in range(1, 7))
    draft = a_draft(a_text(text))
    place = draft.places[2]
    assert text.split("\n")[place.line - 1][place.start : place.end] == "3.清潔(jié)河段3。（市水务局负责）"
    assert draft.measures[2].text == "清潔河段3。"
    assert kinds(draft) == ["TEXT_DAMAGED"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支持xxxx实验室", ("支持xxxx实验",)),
        ("向中xx发展", ("向中xx发展",)),
        ("一批{gjj}基地", ("一批{gjj}基地",)),
        ("規?;?、機械化", ("規?;?、機",)),
        ("馄骶叩?0类产品", ("馄骶叩?0类产",)),
        ("（府办〔*〕43号）", ("府办〔*〕43",)),
        ("(*水务分局牵头)", ("(*水务",)),
        ("印发于2026524", ("发于2026524",)),
        ("打捞漂浮物？是。2*3，AX100，2026年", ()),
    ],
)
def test_damaged_places(text: str, found: tuple[str, ...]) -> None:
    assert damage_in(text) == found


def test_damage_is_a_doubt_about_its_row() -> None:
    draft = a_draft(a_text("一、河道\n（一）支持xxxx站建设。（市水务局负责）\n（二）打捞。（市城管局负责）"))
    doubt = doubt_of(draft, "TEXT_DAMAGED")
    assert (doubt.measure_id, doubt.message) == (1, "第一类（一）的文字疑有缺损：“支持xxxx站建”，请对照原件。")


def test_what_is_left_out_is_told_span_by_span() -> None:
    spam = "热门推荐|在线观看|精品专区|会员中心|最新更新|点击进入"
    lines = (spam, PINYIN, "一、河\u200b道", "<p>打捞。</p>", "不动")
    taken = taken_out(a_text("\n".join(lines)))
    assert taken[1] == ((0, len(spam)),)
    assert [PINYIN[start:end] for start, end in taken[2]] == ["(dào)", "(jié)", "(huán)", "(jìng)", "(hù)"]
    assert taken[3] == ((3, 4),)
    assert [lines[3][start:end] for start, end in taken[4]] == ["<p>", "</p>"]
    assert 5 not in taken


def test_page_marks_within_a_line_and_pinyin_behind_damage_are_taken_out() -> None:
    noise = "機構(gòu)改革(gé)，市場(chǎng)，發(fā)展，國(guó)家，"
    cleaned = clean(a_text(f"清理河道。第 1 页共 5 页下载后可任意编辑修复护栏。{noise}七M(jìn)東部(GMP)"))
    assert cleaned.text.lines == ("清理河道。修复护栏。機構改革，市場，發展，國家，七M東部(GMP)",)
