"""Files spoilt at random: a document or one sentence for the clerk, nothing else."""

import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from ledger_app.documents.html_in import read_html_text
from ledger_app.documents.read import read_document
from ledger_app.domain.errors import UserError
from tests.documents.test_every_form import ods, page, word, xls, xlsx
from tests.documents.word_maker import a_list, a_word_file, numbered, p, tbl, tc, tr

SPOILT = 100  # of each form
MARKUP = [
    b"<",
    b">",
    b'"',
    b"</",
    b"<w:tc>",
    b"<td>",
    b"</table>",
    b"<table>",
    b"&#",
    b"-1",
    b"99999999999",
    b"<!--",
    b"\x00",
]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The same with a few bytes changed, taken out, put in or doubled."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) + 1)
        length = chance.choice([1, 3, 40])
        match chance.randrange(4):
            case 0:
                content[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[place : place + length]
            case 2:
                content[place:place] = chance.choice(MARKUP)
            case _:
                content[place:place] = content[place : place + length]
    return bytes(content)


def with_a_part_spoilt(data: bytes, chance: random.Random) -> bytes:
    """The archive with one part spoilt inside, so that more than the zip's own check is tried."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        names = source.namelist()
        chosen = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            archive.writestr(name, spoilt(source.read(name), chance) if name == chosen else source.read(name))
    return target.getvalue()


def a_list_of_numbers() -> bytes:
    body = numbered("总则") + numbered("目的", 1) + tbl(tr(tc("甲"), tc("乙"))) + p("完")
    return a_word_file(body, numbering=a_list(("chineseCounting", "%1、"), ("decimal", "%1.%2")))


FORMS: dict[str, tuple[Callable[[], bytes], Callable[[bytes, random.Random], bytes]]] = {
    "字节.docx": (word, spoilt),
    "部件.docx": (word, with_a_part_spoilt),
    "编号.docx": (a_list_of_numbers, with_a_part_spoilt),
    "部件.xlsx": (xlsx, with_a_part_spoilt),
    "字节.xls": (xls, spoilt),
    "部件.ods": (ods, with_a_part_spoilt),
    "网页.html": (page, spoilt),
    "网页.xls": (page, spoilt),
    "表格.csv": (lambda: '序号,内容\n1,"甲\n乙"\n'.encode("gb18030") * 20, spoilt),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_spoilt_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    make, spoil = FORMS[name]
    good, chance, path = make(), random.Random(name), tmp_path / name
    documents, refusals = [], []
    for _ in range(SPOILT):
        path.write_bytes(spoil(good, chance))
        try:
            documents.append(read_document(path))
        except UserError as trouble:
            refusals.append(str(trouble))
    assert len(documents) + len(refusals) == SPOILT
    assert [words for words in refusals if f"“{name}”" not in words] == []
    assert [each for each in documents if not each.parts] == []


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<",
        "<a ",
        "<a b='",
        "<table><tr><td>",
        "<td>",
        "</td>",
        "<p style='display:none'>",
        "&",
        "<![",
        "<pre>",
        "<script>",
        " ",
        "<li>",
    ],
)
def test_no_markup_takes_forever(piece: str) -> None:
    """A hundred thousand pieces: where time grew with the square of them this would not end."""
    for html in (f"<p>正文</p>{piece * 100_000}", f"<p>正文</p>{piece * 100_000}>"):
        with suppress(UserError):
            assert read_html_text(html, "长.html")
