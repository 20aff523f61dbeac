"""Web pages and clipboard HTML: what a browser prints, as grids and paragraphs."""

from pathlib import Path

import pytest

from ledger_app.documents.html_in import read_html, read_html_text
from ledger_app.documents.read import read_document
from ledger_app.domain.document import Grid, Paragraphs, Part, Span
from ledger_app.domain.errors import UserError

HEAD = "<tr><th>序号<th>内容</tr>"


def parts(html: str) -> tuple[Part, ...]:
    return read_html_text(html, "网页.html")


def grid(html: str) -> Grid:
    (part,) = parts(html)
    assert isinstance(part, Grid)
    return part


def lines(html: str) -> tuple[str, ...]:
    (part,) = parts(html)
    assert isinstance(part, Paragraphs)
    return part.lines


# ---- tables


def test_cells_over_several_rows_and_columns() -> None:
    made = grid(
        """<table><tr><th>序号</th><th colspan=2>内容</th><th>单位</th></tr>
        <tr><td rowspan="2">一</td><td>甲</td><td>乙</td><td rowspan='2'>市林业局</td></tr>
        <tr><td>丙</td><td>丁</td></tr></table>"""
    )
    assert made.cells == (("序号", "内容", "", "单位"), ("一", "甲", "乙", "市林业局"), ("", "丙", "丁", ""))
    assert made.merges == (
        Span(top=0, left=1, bottom=0, right=2),
        Span(top=1, left=0, bottom=2, right=0),
        Span(top=1, left=3, bottom=2, right=3),
    )


def test_a_cell_never_lies_on_another() -> None:
    made = grid("<table><tr><td>1<td rowspan=3>2<td>3<tr><td colspan=3>4<tr><td>5<td>6</table>")
    assert made.cells == (("1", "2", "3"), ("4", "", ""), ("5", "", "6"))
    assert made.merges == (Span(top=0, left=1, bottom=2, right=1),)


@pytest.mark.parametrize("rows", ["0", "65534", "999999999999"])
def test_a_span_ends_with_the_table(rows: str) -> None:
    made = grid(f"<table><tr><td rowspan={rows}>一<td>甲<tr><td>乙</table>")
    assert made.merges == (Span(top=0, left=0, bottom=1, right=0),)


@pytest.mark.parametrize("columns", ["x", "-2", "0", "", "²", "1"])
def test_a_span_of_nonsense_is_one_column(columns: str) -> None:
    assert grid(f'<table><tr><td colspan="{columns}">甲<td>乙<tr><td>丙<td>丁</table>').merges == ()


def test_lines_in_a_cell() -> None:
    cell = "<p>甲段，\n  仍是甲段</p><p> 乙段<br>丙&nbsp;&amp;&lt;丁&gt;</p><div></div>"
    assert grid(f"<table>{HEAD}<tr><td>1<td>{cell}</table>").cells[1] == ("1", "甲段，仍是甲段\n乙段\n丙\xa0&<丁>")


def test_words_of_latin_letters_keep_the_blank_of_a_line_end() -> None:
    assert lines("<p>使用 Excel\n  2019 版</p>") == ("使用 Excel 2019 版",)


def test_forgotten_end_tags_rows_and_cells() -> None:
    assert grid("<table><td>甲<td>乙<tr></tr><tr><td>丙<td>丁").cells == (("甲", "乙"), ("丙", "丁"))


def test_a_table_within_a_cell_is_read_line_by_line() -> None:
    inner = "本年度按季度分段实施：<table><tr><td>一季度<td>摸底<tr><td>二季度<td>实施</table>"
    made = grid(f"<table>{HEAD}<tr><td>1<td>{inner}</table>")
    assert made.cells[1] == ("1", "本年度按季度分段实施：\n一季度 摸底\n二季度 实施")
    assert made.notes == ("有1个单元格里还套着表格，已按行读作文字",)


def test_tables_that_only_lay_out_the_page_are_opened() -> None:
    inner = f"<table>{HEAD}<tr><td>1<td>补种行道树。</table>"
    made = parts(
        f"<table><tr><td>首页<td>公开</tr><tr><td>导航<td><table><tr><td><p>各区县：</p>{inner}</table></table>"
    )
    assert [part.name for part in made] == ["正文", "表1"]
    assert isinstance(made[0], Paragraphs)
    assert isinstance(made[1], Grid)
    assert made[0].lines == ("首页", "公开", "导航", "各区县：")
    assert made[1].cells == (("序号", "内容"), ("1", "补种行道树。"))


def test_tables_nested_beyond_reason_are_text() -> None:
    deep = "<table><tr><td>甲<td>乙" * 3000
    assert "甲" in str(parts(deep + "</table>" * 2000))


def test_headings_and_a_caption_are_the_tables_title() -> None:
    text, made = parts(f"<p>附注<h1>绿化方案</h1><h3>分工表</h3><table><caption>表一</caption>{HEAD}{HEAD}</table>")
    assert isinstance(text, Paragraphs)
    assert isinstance(made, Grid)
    assert text.lines == ("附注",)
    assert [row[0] for row in made.cells] == ["绿化方案", "分工表", "表一", "序号", "序号"]
    assert made.merges[0] == Span(top=0, left=0, bottom=0, right=1)


# ---- text


def test_paragraphs_in_order_and_nothing_that_is_not_printed() -> None:
    page = """<!DOCTYPE html><html><head><title>网站</title><style>p{}</style></head><body>
      <!-- 注释 <p>不见</p> --><script>document.write("<p>不见</p>")</script>
      <![if !vml]><?xml:namespace prefix = o /><h2>一、绿化</h2>补种<b>行道</b>树。<p>市林业局负责。
      <select><option>字号</select><noscript>请开启</noscript><div>完</div></body></html>"""
    assert lines(page) == ("一、绿化", "补种行道树。", "市林业局负责。", "完")


def test_numbers_of_ordered_lists_are_printed() -> None:
    page = "<ol start=3><li>甲<li>乙<ul><li>点</ul><li value=9>丙<li>（四）丁</ol><ul><li>戊</ul>"
    assert lines(page) == ("3.甲", "4.乙", "点", "9.丙", "（四）丁", "戊")


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<pre>甲\n  乙</pre>") == ("甲", "  乙")


def test_hidden_text_is_left_out_and_told() -> None:
    page = f"""<div style="DISPLAY : none">底稿<div>二</div></div><p hidden>三<p>正文。</p>
      <table>{HEAD}<tr style='display:none'><td>0<td>旧<tr><td>1<td>新<span style="mso-hide:all">四</span></table>"""
    text, table = parts(page)
    assert isinstance(text, Paragraphs)
    assert isinstance(table, Grid)
    assert text.lines == ("正文。",)
    assert table.cells == (("序号", "内容"), ("1", "新"))
    assert table.notes == ("网页里隐藏的7个字没有读入",)


def test_a_merged_cell_over_a_hidden_row() -> None:
    made = grid("<table><tr><td rowspan=3>一<td>甲<tr hidden><td>乙<tr><td>丙<tr><td>二<td>丁</table>")
    assert made.cells == (("一", "甲"), ("", "丙"), ("二", "丁"))
    assert made.merges == (Span(top=0, left=0, bottom=1, right=0),)


@pytest.mark.parametrize("open_end", ["<!-- ", "<script>", "<p title='", "<!", "<?", "<select>"])
def test_what_is_never_closed_ends_with_the_page(open_end: str) -> None:
    assert lines(f"<p>正文。</p>{open_end}尾巴")[0] == "正文。"


def test_a_list_box_without_end_does_not_swallow_text_in_silence() -> None:
    (part,) = parts("<p>正文。</p><select><option>甲</select><select><option>乙<p>市林业局负责。")
    assert isinstance(part, Paragraphs)
    assert (part.lines, part.notes) == (("正文。",), ("网页里隐藏的8个字没有读入",))


def test_pinyin_over_characters_is_no_text() -> None:
    assert lines("<p><ruby>云<rt>yún<rb>河<rt>hé</ruby>市</p>") == ("云河市",)


def test_control_characters_are_dropped() -> None:
    assert lines("<p>甲\x01乙&#x2;&#xD800;丙</p>") == ("甲乙\ufffd丙",)


def test_a_page_without_text_is_named() -> None:
    with pytest.raises(UserError, match=r"“网页\.html”里没有文字内容"):
        parts("<html><frameset><frame src=a.htm></frameset></html>")


# ---- from the clipboard


def test_the_clipboards_own_header_is_no_text() -> None:
    header = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000500\r\nStartFragment:0000000200\r\n"
    html = f"{header}<html><body><table><!--StartFragment-->{HEAD}<tr><td>1<td>甲</tr><!--EndFragment--></table>"
    assert grid(html).cells == (("序号", "内容"), ("1", "甲"))


# ---- files

PAGE = f"<html><head>%s</head><body><p>关于绿化</p><table>{HEAD}<tr><td>1<td>补种。</table></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset='gb2312'>", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gbk"),
        ("", "gb18030"),
        ("<meta charset=gb2312>", "utf-8"),  # saved anew by a browser
        ("<meta charset=base64>", "gb18030"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=utf-8>", "gb18030"),
    ],
)
def test_encodings(declared: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "页.htm"
    path.write_bytes((PAGE % declared).encode(encoding))
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    assert part.cells == (("关于绿化", ""), ("序号", "内容"), ("1", "补种。"))
    assert part.notes == ()


def test_traditional_pages_in_big5() -> None:
    page = "<meta charset=big5><p>關於綠化，推動產業發展。</p>".encode("big5")
    (part,) = read_html(page, "頁.html")
    assert isinstance(part, Paragraphs)
    assert part.lines == ("關於綠化，推動產業發展。",)


def test_a_spoilt_byte_costs_one_character_and_is_told() -> None:
    page = ("<meta charset=utf-8>" + "<p>补种行道树。</p>" * 40).encode()
    (part,) = read_html(page.replace("补".encode(), b"\xff", 1), "坏.html")
    assert isinstance(part, Paragraphs)
    assert part.lines[:2] == ("\ufffd种行道树。", "补种行道树。")
    assert part.notes == ("有1个字符读不出来，显示为\ufffd",)


def test_a_spoilt_byte_in_a_page_that_declares_nothing() -> None:
    page = ("<p>补种行道树。</p>" * 400).encode("gb18030")
    (part,) = read_html(page.replace("补".encode("gb18030"), b"\xff", 1), "坏.html")
    assert isinstance(part, Paragraphs)
    assert part.lines[1:] == ("补种行道树。",) * 399


def test_a_page_of_spoilt_bytes_is_refused() -> None:
    with pytest.raises(UserError, match=r"“坏\.html”不是可以读的文本文件"):
        read_html(b"<p>" + b"\xff\x80" * 400 + b"</p>", "坏.html")


@pytest.mark.parametrize("name", ["导出.xls", "导出.xlsx", "通知.doc"])
def test_a_page_under_another_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(("<!-- saved from url=(0022) -->\r\n" + PAGE % "").encode("gb18030"))
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    assert part.cells[2] == ("1", "补种。")


def test_a_table_too_large_is_refused_by_name() -> None:
    with pytest.raises(UserError, match=r"“网页\.html”里的表格太大"):
        parts("<table>" + "<tr><td colspan=1000>甲" * 8001)
