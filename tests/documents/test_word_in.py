"""Word files: the table's raw grid, the printed numbers, and what is told beside them."""

import subprocess
import sys
from pathlib import Path

import docx
import pytest

from ledger_app.documents.read import read_document
from ledger_app.documents.word_in import read_word
from ledger_app.domain.document import Grid, Paragraphs, Span
from ledger_app.domain.errors import UserError
from tests.documents.test_read_refusals import with_part, without_part
from tests.documents.word_maker import DOWN, ON, a_list, a_word_file, in_control, numbered, p, r, span, tbl, tc, tr, use


def lines(body: str, **more: str) -> tuple[str, ...]:
    (part,) = read_word(a_word_file(body, **more), "计划.docx")
    assert isinstance(part, Paragraphs)
    return part.lines


def grid(body: str, **more: str) -> Grid:
    (part,) = read_word(a_word_file(body, **more), "分工表.docx")
    assert isinstance(part, Grid)
    return part


TABLE = tbl(tr(tc("序号"), tc("内容")), tr(tc("1"), tc("补种。")))
CENTRED = '<w:jc w:val="center"/>'


# ---- tables


def test_a_table_that_a_person_made_in_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件1")
    document.add_paragraph("云河市绿化工作分工表")
    table = document.add_table(4, 3)
    for row, texts in enumerate(
        [("序号", "工作内容", "责任单位"), ("一", "补种。", "市林业局"), ("", "养护。", ""), ("二", "巡查。", "")]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(3, 2))
    path = tmp_path / "分工表.docx"
    document.save(str(path))
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    assert part.cells == (
        ("附件1", "", ""),
        ("云河市绿化工作分工表", "", ""),
        ("序号", "工作内容", "责任单位"),
        ("一", "补种。", "市林业局"),
        ("", "养护。", ""),
        ("二", "巡查。", ""),
    )
    assert part.merges == (
        Span(top=1, left=0, bottom=1, right=2),
        Span(top=3, left=0, bottom=4, right=0),
        Span(top=3, left=2, bottom=5, right=2),
    )
    assert part.first_row == -1  # row 1 is the table's own first row


def test_cells_over_several_columns_and_rows_that_begin_late() -> None:
    before = '<w:gridBefore w:val="1"/>'
    made = grid(
        tbl(
            tr(tc("序号"), tc("内容", span(2)), tc("单位")),
            tr(tc("1"), tc("甲"), tc("乙"), tc("市林业局")),
            tr(tc("丙"), tc("丁"), tc("市水务局"), properties=before),
        )
    )
    assert made.cells == (("序号", "内容", "", "单位"), ("1", "甲", "乙", "市林业局"), ("", "丙", "丁", "市水务局"))
    assert made.merges == (Span(top=0, left=1, bottom=0, right=2),)


def test_a_block_of_rows_and_columns_in_one_cell() -> None:
    made = grid(
        tbl(
            tr(tc("甲", span(2) + DOWN), tc("1")),
            tr(tc("", span(2) + ON), tc("2")),
            tr(tc("乙"), tc("丙"), tc("3")),
        )
    )
    assert made.merges == (Span(top=0, left=0, bottom=1, right=1),)


def test_a_continuation_of_nothing_is_a_cell_of_its_own() -> None:
    """The upper half of the table was cut away with the page above."""
    made = grid(tbl(tr(tc("甲", ON), tc("1")), tr(tc("", ON), tc("2"))))
    assert made.cells == (("甲", "1"), ("", "2"))
    assert made.merges == (Span(top=0, left=0, bottom=1, right=0),)


def test_old_merges_across() -> None:
    made = grid(tbl(tr(tc("标题", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")), tr(tc("甲"), tc("乙"))))
    assert made.merges == (Span(top=0, left=0, bottom=0, right=1),)


def test_rows_and_cells_in_content_controls() -> None:
    row = in_control(tr(tc("1"), in_control(tc("甲"))))
    assert grid(tbl(tr(tc("序号"), tc("内容")), row)).cells == (("序号", "内容"), ("1", "甲"))


def test_columns_that_no_cell_begins_in_are_none() -> None:
    assert grid(tbl(tr(tc("甲", span(3)), tc("乙")), tr(tc("丙", span(3)), tc("丁")))).cells == (
        ("甲", "乙"),
        ("丙", "丁"),
    )


def test_lines_of_a_cell_and_a_table_in_it() -> None:
    inner = p("甲段") + p("乙段") + tbl(tr(tc("一月"), tc("二月"))) + p()
    made = grid(tbl(tr(tc("序号"), tc("内容")), tr(tc("1"), tc(inner))))
    assert made.cells[1] == ("1", "甲段\n乙段\n一月 二月")
    assert made.notes == ("有1个单元格里还套着表格，已按行读作文字",)


def test_a_table_that_only_frames_the_page_is_no_table() -> None:
    inner = tbl(tr(tc("序号"), tc("内容")), tr(tc("1"), tc("补种行道树。")))
    parts = read_word(a_word_file(tbl(tr(tc(p("各区县：请遵照执行。") + inner + p()))) + p()), "框.docx")
    assert [part.name for part in parts] == ["正文", "表1"]
    assert isinstance(parts[1], Grid)
    assert parts[1].cells == (("序号", "内容"), ("1", "补种行道树。"))


def test_the_text_around_tables_is_one_text_and_each_table_a_grid() -> None:
    """A small table in the middle of a plan must not cut the plan in two."""
    body = p("一、总则。") + TABLE + p("二、分工。") + TABLE + p("三、附则。")
    parts = read_word(a_word_file(body), "多表.docx")
    assert [part.name for part in parts] == ["正文", "表1", "表2"]
    assert isinstance(parts[0], Paragraphs)
    assert parts[0].lines == ("一、总则。", "", "二、分工。", "", "三、附则。")


def test_a_table_of_one_row_is_text() -> None:
    """印发 lines and red heads are set as such tables."""
    assert lines(tbl(tr(tc("云河市政府办公室"), tc("2026年3月5日印发")))) == ("云河市政府办公室", "2026年3月5日印发")


# ---- the title above a table


@pytest.mark.parametrize(
    ("above", "title", "left"),
    [
        (p("附件2") + p() + p("分工表") + p(), ["附件2", "分工表"], ()),
        (p("请认真执行。") + p("分工表"), ["分工表"], ("请认真执行。",)),
        (p("请认真执行。") + p("市政府") + p("附件：") + p("分工表"), ["附件：", "分工表"], ("请认真执行。", "市政府")),
        (p("导航") + p("分工表", CENTRED) + p("填报日期"), ["分工表", "填报日期"], ("导航",)),
        (p("关于绿化的", CENTRED) + p("分工表", CENTRED), ["关于绿化的", "分工表"], ()),
        (p("二、任务分工"), [], ("二、任务分工",)),
        (p("分工如下："), [], ("分工如下：",)),
        (p("分工表", CENTRED) + p("填报单位："), ["分工表", "填报单位："], ()),
        (p("甲") + p("乙") + p("丙") + p("丁"), ["乙", "丙", "丁"], ("甲",)),
    ],
)
def test_what_stands_right_above_a_table_is_its_title(above: str, title: list[str], left: tuple[str, ...]) -> None:
    parts = read_word(a_word_file(above + TABLE), "表.docx")
    table, text = parts[-1], parts[:-1]
    assert isinstance(table, Grid)
    assert [row[0] for row in table.cells[:-2]] == title
    assert [part.lines for part in text if isinstance(part, Paragraphs)] == ([left] if left else [])


# ---- numbers


def test_numbers_as_word_prints_them() -> None:
    levels = a_list(
        ("chineseCountingThousand", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    )
    body = numbered("总则") + numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 3)
    body += numbered("分工") + numbered("戊", 1) + p("没有编号")
    assert lines(body, numbering=levels) == (
        "一、总则",
        "（一）甲",
        "（二）乙",
        "1.丙",
        "①丁",
        "二、分工",
        "（一）戊",
        "没有编号",
    )


def test_a_pattern_of_several_levels_and_in_digits() -> None:
    levels = a_list(("chineseCounting", "第%1章"), ("decimal", "%1.%2"), extra={1: "<w:isLgl/>"})
    assert lines(numbered("总则") + numbered("目的", 1), numbering=levels) == ("第一章 总则", "1.1 目的")


def test_start_values_and_lists_that_begin_again() -> None:
    levels = a_list(("decimal", "%1."))
    levels = levels.replace('<w:start w:val="1"/>', '<w:start w:val="3"/>')
    again = use(2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    body = numbered("甲") + numbered("乙") + numbered("丙", list_id=2) + numbered("丁", list_id=3)
    assert lines(body, numbering=levels + again + use(3)) == ("3.甲", "4.乙", "1.丙", "2.丁")


def test_a_level_that_is_never_restarted() -> None:
    levels = a_list(("chineseCounting", "%1、"), ("decimal", "%2."), extra={1: '<w:lvlRestart w:val="0"/>'})
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    assert lines(body, numbering=levels) == ("一、甲", "1.乙", "二、丙", "2.丁")


def test_bullets_and_numbering_taken_off_print_nothing() -> None:
    levels = a_list(("bullet", "\uf0b7"))
    assert lines(numbered("甲") + numbered("乙", list_id=0), numbering=levels) == ("甲", "乙")


def test_numbers_that_come_with_a_style() -> None:
    levels = a_list(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), extra={1: '<w:pStyle w:val="Two"/>'})
    style = (
        '<w:style w:type="paragraph" w:styleId="{}">{}<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    derived = '<w:style w:type="paragraph" w:styleId="Three"><w:basedOn w:val="One"/></w:style>'
    body = (
        p("甲", '<w:pStyle w:val="One"/>') + p("乙", '<w:pStyle w:val="Two"/>') + p("丙", '<w:pStyle w:val="Three"/>')
    )
    found = lines(body, numbering=levels, styles=style.format("One", "") + style.format("Two", "") + derived)
    assert found == ("一、甲", "（一）乙", "二、丙")


def test_a_column_of_automatic_numbers() -> None:
    levels = a_list(("decimal", "%1"))
    made = grid(tbl(*(tr(tc(numbered("")), tc(text)) for text in ("甲", "乙"))), numbering=levels)
    assert [row[0].strip() for row in made.cells] == ["1", "2"]


# ---- what stands in a paragraph


def test_the_table_of_contents_is_left_out_and_told() -> None:
    style = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    (part,) = read_word(a_word_file(p("总则 1", '<w:pStyle w:val="T1"/>') + p("总则"), styles=style), "目录.docx")
    assert isinstance(part, Paragraphs)
    assert part.lines == ("总则",)
    assert part.notes == ("目录的1行没有读入",)


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    body = p(
        r("由")
        + f'<w:ins w:id="1">{r("市林业局")}</w:ins>'
        + '<w:del w:id="2"><w:r><w:delText>市园林局</w:delText></w:r></w:del>'
        + r("负责。")
    )
    (part,) = read_word(a_word_file(body), "修订.docx")
    assert isinstance(part, Paragraphs)
    assert part.lines == ("由市林业局负责。",)
    assert part.notes == ("文件里有修订痕迹，已按接受修订读入（插入1处，删除1处）",)


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    assert lines(p("前半，", '<w:rPr><w:del w:id="1"/></w:rPr>') + p("后半。")) == ("前半，后半。",)


def test_a_deleted_row_is_left_out() -> None:
    made = grid(
        tbl(tr(tc("甲"), tc("乙")), tr(tc("戊"), tc("己")), tr(tc("丙"), tc("丁"), properties='<w:del w:id="1"/>'))
    )
    assert made.cells == (("甲", "乙"), ("戊", "己"))


def test_text_boxes_and_footnotes_are_told() -> None:
    content = f"<w:txbxContent>{p('内部资料 注意保存')}</w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    box = f"<w:r>{shape}</w:r>"
    choices = f"<mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>"
    twice = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    (part,) = read_word(a_word_file(p(r("补种。") + box + twice + note)), "框.docx")
    assert isinstance(part, Paragraphs)
    assert part.lines == ("补种。",)
    assert part.notes == ("有2个文本框没有读入（“内部资料 注意保存”等）", "有1条脚注没有读入")


def test_line_breaks_tabs_pinyin_symbols_and_hidden_text() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('lì')}</w:rt><w:rubyBase>{r('立')}</w:rubyBase></w:ruby></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="F001"/></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿</w:t></w:r>"
    body = p(r("甲") + "<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>" + ruby + symbol + hidden)
    (part,) = read_word(a_word_file(body), "字.docx")
    assert isinstance(part, Paragraphs)
    assert part.lines == ("甲", "乙\t丙立☑□")
    assert part.notes == ("有2个隐藏的字没有读入", "有1个符号字体里的字符认不出来，显示为□")


def test_struck_out_text_is_read_and_told() -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>旧文</w:t></w:r>"
    kept = '<w:r><w:rPr><w:dstrike w:val="0"/></w:rPr><w:t>新文</w:t></w:r>'
    (part,) = read_word(a_word_file(p(struck + kept)), "划.docx")
    assert isinstance(part, Paragraphs)
    assert (part.lines, part.notes) == (("旧文新文",), ("有2个字带删除线，也已读入",))


def test_links_fields_and_formulas_are_text() -> None:
    link = f"<w:hyperlink>{r('见附件')}</w:hyperlink>"
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    field = '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE">' + r("3月") + "</w:fldSimple>"
    assert lines(p(link + formula + field)) == ("见附件x+13月",)


def test_a_document_without_text_is_named() -> None:
    with pytest.raises(UserError, match=r"“图\.docx”里没有文字内容"):
        read_word(a_word_file(p()), "图.docx")


# ---- files that are refused, or nearly


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    found = with_part(data, part, lambda xml: xml.replace(old, new))
    assert found != data
    return found


DOCUMENT = "word/document.xml"
PLAIN = a_word_file(p("补种行道树。"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed(PLAIN, DOCUMENT, b"<w:body>", b"<w:body>" + b" " * 60_000_000), "解压后大得不正常"),
        (changed(PLAIN, DOCUMENT, "补种".encode(), "补".encode() * 3_400_000), "有一段文字超过1000万字节"),
        (changed(PLAIN, DOCUMENT, b"<w:document", b'<!DOCTYPE a [<!ENTITY e "x">]><w:document'), "DOCTYPE"),
        (changed(PLAIN, DOCUMENT, b"</w:body>", b"</w:bodi>"), "部件 word/document.xml 第"),
        (changed(PLAIN, DOCUMENT, b"encoding='UTF-8'", b"encoding='UF-8'"), "读不通"),
        (changed(PLAIN, DOCUMENT, b"w:body", b"w:corpus"), "不完整或已损坏"),
        (changed(PLAIN, DOCUMENT, b"<w:body>", b"<w:body>" + b"<w:p>" * 300 + b"</w:p>" * 300), "不完整或已损坏"),
        (without_part(PLAIN, "_rels/.rels"), "不完整或已损坏"),
        (without_part(PLAIN, "[Content_Types].xml"), "不完整或已损坏"),
        (without_part(PLAIN, DOCUMENT), "不完整或已损坏"),
        (PLAIN[: len(PLAIN) // 2], "不完整或已损坏"),
    ],
)
def test_refused_in_one_sentence_that_names_the_file(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as trouble:
        read_document(path)
    assert "“坏.docx”" in str(trouble.value)
    assert "Excel" not in str(trouble.value)


def test_the_strict_form_is_named() -> None:
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with pytest.raises(UserError, match="Strict Open XML"):
        read_word(changed(PLAIN, DOCUMENT, main, strict), "严格.docx")


def test_a_file_with_macros_is_read_as_any_other() -> None:
    types = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    (part,) = read_word(changed(PLAIN, "[Content_Types].xml", types, macros), "宏.docm")
    assert isinstance(part, Paragraphs)
    assert part.lines == ("补种行道树。",)


def test_the_libraries_load_only_for_the_files_that_need_them() -> None:
    script = "import ledger_app.documents.read, sys; print(*sys.modules)"
    loaded = set(subprocess.check_output([sys.executable, "-c", script], text=True).split())
    assert not loaded & {"docx", "lxml", "python_calamine"}
