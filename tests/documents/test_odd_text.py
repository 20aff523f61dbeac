"""Garbled text is told, genuine text of any kind is not."""

import pytest

from ledger_app.documents.odd_text import is_garbled, with_odd_text_told
from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.errors import UserError

GENUINE = "一、疏浚城东排水渠，新建泵站2座（市水务局牵头，市财政局配合）。"
WRONG = [("utf-8", "gb18030"), ("gb18030", "latin-1"), ("gb18030", "cp1252"), ("utf-8", "latin-1")]


@pytest.mark.parametrize(("written", "read"), WRONG)
def test_text_read_in_a_wrong_encoding(written: str, read: str) -> None:
    assert is_garbled(GENUINE.encode(written).decode(read, "replace"))


@pytest.mark.parametrize(
    "text",
    [
        GENUINE,
        "涓涓细流汇入鄱阳湖，浜河、鍜甸村整治",
        "進(jìn)一步強化監(jiān)督管理，工業(yè)出口產(chǎn)品",
        "Café à Genève, größere Straße",
        "±5×10²·μ",
        "鏈條、鐵路、鎮區",
        "",
    ],
)
def test_genuine_text_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


def test_a_garbled_cell_is_named() -> None:
    bad = "推进河道保洁".encode().decode("gb18030", "replace")
    grid = Grid(name="表", cells=(("序号", GENUINE), ("1", bad)), first_row=3)
    (part,) = with_odd_text_told([grid], "表.xlsx")
    assert part.notes == (f"B4“{bad[:8]}”像是乱码，请对照原件",)


def test_many_places_are_counted() -> None:
    bad = "推进河道保洁".encode().decode("gb18030", "replace")
    (part,) = with_odd_text_told([Paragraphs(name="正文", lines=(GENUINE * 9, *[bad] * 5))], "文.txt")
    assert part.notes[0].startswith("第2段“")
    assert part.notes[0].endswith("等5处像是乱码，请对照原件")


def test_what_is_garbled_for_the_most_part_is_refused() -> None:
    bad = GENUINE.encode().decode("gb18030", "replace")
    with pytest.raises(UserError, match=r"“文\.txt”里的文字是乱码"):
        with_odd_text_told([Paragraphs(name="正文", lines=(bad,) * 3)], "文.txt")
