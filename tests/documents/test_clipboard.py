"""What Excel, WPS, Word and browsers put on the clipboard: the same table from each."""

import time

import pytest

from ledger_app.documents.read import read_clipboard
from ledger_app.domain.document import Grid, Paragraphs, Span

CELLS = (
    ("序号", "工作内容", "责任单位"),
    ("一", "疏浚城东排水渠。", "市水务局牵头，\n市财政局配合"),
    ("", "新建泵站。", ""),
)
MERGES = (Span(top=1, left=0, bottom=2, right=0), Span(top=1, left=2, bottom=2, right=2))
HEADER = (
    "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000002000\r\n"
    "StartFragment:0000000300\r\nEndFragment:0000001900\r\n"
)
EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet>
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {white-space:normal;} --></style>
<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026"/></xml><![endif]--></head>
<body link="#0563C1" vlink="#954F72"><table border=0 cellpadding=0 style='border-collapse:collapse;width:300pt'>
<!--StartFragment--> <col width=64 style='width:48pt'><col width=200 span=2 style='mso-width-source:userset'>
<tr height=19 style='height:14.25pt'>
<td height=19 class=xl65 width=64>序号</td><td class=xl65>工作内容</td><td class=xl65 x:str>责任单位</td></tr>
<tr height=19><td rowspan=2 height=38 class=xl66 style='border-bottom:.5pt solid black'>一</td><td class=xl65>疏浚城东
  排水渠。</td><td rowspan=2 class=xl66>市水务局牵头，<br style='mso-data-placement:same-cell;'> 市财政局配合</td></tr>
<tr height=19><td height=19 class=xl65>新建<font class="font5">泵站</font>。</td></tr>
<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td><td></td><td></td></tr><![endif]>
<!--EndFragment--></table></body></html>"""
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>/* Font Definitions */ @font-face {font-family:仿宋;} p.MsoNormal {margin:0cm;}</style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
<td width=64 valign=top><p class=MsoNormal><span style='font-family:仿宋'>序号
<span lang=EN-US><o:p></o:p></span></span></p></td>
<td><p class=MsoNormal>工作内容<span lang=EN-US><o:p></o:p></span></p></td><td>
<p class=MsoNormal>责任单位<o:p></o:p></p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>一</p></td><td><p class=MsoNormal>疏浚城东<u>排水渠</u>。</p></td>
<td rowspan=2><p class=MsoNormal>市水务局牵头，</p><p class=MsoNormal>市财政局配合</p></td></tr>
<tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'><td><p class=MsoNormal>新建泵站。</p></td></tr>
<![if !supportMisalignedRows]><![endif]></table><!--EndFragment--></body></html>"""
WPS = """<html><head><meta charset="utf-8"><style>.et2{white-space:pre-wrap;mso-protection:locked;}</style></head>
<body>
<!--StartFragment-->
<table width="300" border="0" x:publishsource="Excel" style='width:225pt'><colgroup><col span="3"></colgroup>
<tr height="18"><td class="et2" x:str>序号</td><td class="et2" x:str>工作内容</td><td x:str>责任单位</td></tr>
<tr><td class="et2" rowspan="2" x:str>一</td><td x:str>疏浚城东排水渠。</td>
<td rowspan="2" x:str>市水务局牵头，<br/>市财政局配合</td></tr>
<tr><td x:str>新建泵站。</td></tr></table><!--EndFragment--></body></html>"""
BROWSER = """<html><body><!--StartFragment--><meta charset='utf-8'>
<table style="font-family: Arial; orphans: auto;"><thead>
<tr><th style="padding: 4px">序号</th><th>工作内容</th><th>责任单位</th></tr></thead><tbody><tr><td rowspan="2">一</td>
<td><a href="https://city.example/1">疏浚城东排水渠。</a></td>
<td rowspan="2"><div>市水务局牵头，</div><div>市财政局配合</div></td></tr>
<tr><td><img src="data:image/png;base64,AAAA">新建泵站。</td></tr></tbody></table><!--EndFragment--></body></html>"""


@pytest.mark.parametrize("html", [EXCEL, WORD, WPS, BROWSER], ids=["Excel", "Word", "WPS", "browser"])
@pytest.mark.parametrize("header", [HEADER, ""], ids=["header", "bare"])
def test_a_copied_table(html: str, header: str) -> None:
    (part,) = read_clipboard(header + html, "序号\t工作内容").parts
    assert isinstance(part, Grid)
    assert (part.cells, part.merges, part.notes) == (CELLS, MERGES, ())


def test_cells_copied_as_text_alone() -> None:
    (part,) = read_clipboard(
        "", '序号\t工作内容\t责任单位\r\n一\t疏浚城东排水渠。\t"市水务局牵头，\n市财政局配合"\r\n\t新建泵站。\t\r\n'
    ).parts
    assert isinstance(part, Grid)
    assert part.cells == CELLS


def test_paragraphs_copied_from_word_come_as_their_text() -> None:
    """Its HTML has no table; the text beside it has the printed numbers."""
    html = "<html><body><!--StartFragment--><p class=MsoListParagraph>疏浚。</p><!--EndFragment--></body></html>"
    (part,) = read_clipboard(HEADER + html, "一、疏浚。\r\n二、新建泵站。").parts
    assert isinstance(part, Paragraphs)
    assert part.lines == ("一、疏浚。", "二、新建泵站。")


def test_garbled_cells_of_the_clipboard_are_told() -> None:
    bad = "推进河道保洁".encode().decode("gb18030", "replace")
    (part,) = read_clipboard(f"<table><tr><td>序号<td>工作内容，按季度报送<tr><td>1<td>{bad}</table>", "").parts
    assert "像是乱码" in part.notes[0]


@pytest.mark.slow
def test_ten_megabytes_take_four_times_as_long_as_a_quarter_of_them() -> None:
    def table(rows: int) -> str:
        style = "style='border-top:none;mso-number-format:General;white-space:normal'"
        row = f"<tr height=19>{f'<td class=xl65 {style}>疏浚城东排水渠。</td>' * 4}</tr>\n"
        return f"<table>{row * rows}</table>"

    def seconds(html: str) -> float:
        begin = time.process_time()
        read_clipboard(html, "")
        return time.process_time() - begin

    small, large = table(6_000), table(24_000)
    assert len(large.encode()) > 9_000_000
    assert min(seconds(large) for _ in range(2)) < 8 * min(seconds(small) for _ in range(2))
