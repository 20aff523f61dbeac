"""Faulty files, each by the fault it shows: W of workbooks, T of texts. All content is invented."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from tests.documents.old_workbook_maker import a_stream, an_old_workbook, label, number
from tests.documents.sheet_maker import BOOK, MAIN, SHEET, a_book, a_table, merges, n, row, s, texts
from tests.documents.test_read_refusals import an_archive, an_ole_file, with_part, without_part
from tests.documents.word_maker import a_word_file, p, r, tbl, tc, tr

Make = Callable[[], bytes]


class Fault(NamedTuple):
    """A faulty file: refused with these words, or read with as many measures and these words among the doubts."""

    id: str
    name: str
    make: Make
    words: tuple[str, ...]
    measures: int = 0  # 0: refused


CANAL = texts(2, "1", "疏浚城东排水渠。", "市水务局", "2027年6月")
PIPES = texts(3, "2", "改造老旧管网。", "市住建局", "2027年底前")
GOOD = a_book(a_table(CANAL, PIPES))
PLAN = "一、疏浚城东排水渠。（市水务局牵头，市财政局配合）\n二、改造老旧管网。（市住建局负责）\n"
LINES = "".join(texts(at, str(at), f"疏浚第{at}条渠。", "市水务局") for at in range(2, 9))
LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(10)
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def strings(text: str, before: str = "") -> dict[str, bytes]:
    """The part of shared texts, holding one."""
    return {"xl/sharedStrings.xml": f'{before}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'.encode()}


def rows_of(*cells: str) -> bytes:
    """A good row, and one whose cells are these."""
    return a_book(a_table(CANAL, row(3, s("A3", "2"), *cells)))


def refused(id_: str, name: str, make: Make, *words: str) -> Fault:
    return Fault(id_, name, make, words)


def told(id_: str, name: str, make: Make, measures: int, *words: str) -> Fault:
    return Fault(id_, name, make, words, measures)


def twice_the_sheet() -> bytes:
    target = BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        item = zipfile.ZipInfo("xl/worksheets/sheeT1.xml")
        archive.writestr(item, b"<a/>")
    return target.getvalue().replace(b"sheeT1", b"sheet1")


def a_changed_byte() -> bytes:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        item = archive.getinfo(SHEET)
    at = item.header_offset + 30 + len(SHEET) + item.compress_size // 2
    return GOOD[:at] + bytes([GOOD[at] ^ 0x55]) + GOOD[at + 1 :]


def an_xls() -> bytes:
    head = [label(0, at, text) for at, text in enumerate(["序号", "工作内容", "责任单位"])]
    return an_old_workbook(a_stream(*head, number(1, 0, 1), label(1, 1, "疏浚城东排水渠。"), label(1, 2, "市水务局")))


def garbled(text: str) -> str:
    """UTF-8 that somebody read as GBK and stored so."""
    return text.encode().decode("gb18030", "replace")


def days_from_1904() -> bytes:
    rows = [
        row(at, s(f"A{at}", str(at)), s(f"B{at}", f"疏浚第{at}条渠。"), s(f"C{at}", "市水务局"), n(f"D{at}", serial, 1))
        for at, serial in ((2, "45000"), (3, "99999999999"))
    ]
    return a_book(a_table(*rows), formats=(14,), book='<workbookPr date1904="1"/>')


def deadlines(*phrases: str) -> bytes:
    return a_book(
        a_table(*[texts(2 + at, str(at + 1), f"疏浚第{at}条渠。", "市水务局", each) for at, each in enumerate(phrases)])
    )


def a_box() -> str:
    content = f"<w:txbxContent>{p('内部资料')}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def tracked() -> bytes:
    added = f'<w:ins w:id="1">{r("补种行道树。（市林业局负责）")}</w:ins>'
    gone = '<w:del w:id="2"><w:r><w:delText>旧文</w:delText></w:r></w:del>'
    return a_word_file(p(r("一、") + added + gone + a_box()))


def a_table_in_a_cell() -> bytes:
    inner = p("分两段：") + tbl(tr(tc("一月"), tc("摸底")), tr(tc("二月"), tc("实施"))) + p()
    head = tr(tc("序号"), tc("工作内容"), tc("责任单位"))
    body = tr(tc("1"), tc("本年度疏浚城东排水渠并新建泵站一座，改造沿线老旧闸门。"), tc("市水务局"))
    return a_word_file(
        tbl(head, body, tr(tc("2"), tc(p("改造老旧管网，分片实施，先急后缓，逐年推进。") + inner), tc("市住建局")))
    )


FAULTS = (
    refused("W1", "空.xlsx", lambda: b"", "是空文件"),
    refused("W1", "文字.xls", PLAN.encode, "不是 Excel 工作簿（实际是文本文件）"),
    told(
        "W1",
        "网页.xls",
        lambda: "<table><tr><td>序号<td>工作内容<td>责任单位<tr><td>1<td>疏浚。<td>市水务局".encode("gbk"),
        1,
    ),
    told("W1", "制表符.xls", lambda: "序号\t工作内容\t责任单位\n1\t疏浚。\t市水务局\n".encode("gbk"), 1, "GB18030"),
    refused("W2", "半截.xlsx", lambda: GOOD[: len(GOOD) // 2], "不完整或已损坏", "重新拷贝"),
    refused("W2", "缺尾.xlsx", lambda: GOOD[:-22], "不完整或已损坏", "重新拷贝"),
    refused("W3", "加密.xlsx", lambda: an_ole_file("EncryptedPackage"), "有打开密码", "取消密码"),
    told("W4", "旧表.xls", an_xls, 1),
    refused(
        "W4",
        "乱.xls",
        lambda: GOOD[:0] + an_ole_file("Workbook") + random.Random(4).randbytes(9_000),
        "不完整或已损坏",
        "Excel",
    ),
    refused("W4", "不明.xls", lambda: an_ole_file("Something"), "不是 Excel 工作簿", "另存为"),
    refused("W6", "散件.xlsx", lambda: a_book(CANAL, parts={f"xl/media/{at}": b"" for at in range(20_000)}), "个部件"),
    refused("W7", "笑.xlsx", lambda: a_book(a_table(CANAL), parts=strings("&k;", LAUGHS + "]>")), "DOCTYPE"),
    refused(
        "W7",
        "平方.xlsx",
        lambda: a_book(a_table(CANAL), parts=strings("&a;" * 50_000, f"<!DOCTYPE a [<!ENTITY a '{'甲' * 50_000}'>]>")),
        "DOCTYPE",
    ),
    refused("W8", "外部.xlsx", lambda: a_book(a_table(CANAL), parts=strings("&e;", OUTSIDE.decode())), "DOCTYPE"),
    refused("W8", "外部簿.xlsx", lambda: with_part(GOOD, BOOK, lambda xml: OUTSIDE + xml), "DOCTYPE"),
    told("W9", "无类型.xlsx", lambda: without_part(GOOD, "[Content_Types].xml"), 2),
    told(
        "W9",
        "错类型.xlsx",
        lambda: with_part(GOOD, "[Content_Types].xml", lambda xml: xml.replace(b"sheet.main", b"x")),
        2,
    ),
    refused(
        "W9", "改名.xlsx", lambda: an_archive(["[Content_Types].xml", "word/document.xml"]), "实际是Word 文档", ".docx"
    ),
    refused("W10", "缺页.xlsx", lambda: without_part(GOOD, SHEET), "缺少工作表“分工表”"),
    refused("W10", "双份.xlsx", twice_the_sheet, "重名"),
    refused("W11", "越界.xlsx", lambda: a_book(CANAL, parts={"xl/../../evil.xml": b"<a/>"}), "越出文件的路径"),
    refused(
        "W12",
        "断开.xlsx",
        lambda: with_part(GOOD, SHEET, lambda xml: xml.replace(b"</row>", b"</rov>", 1)),
        f"部件 {SHEET} 第1行",
    ),
    refused("W12", "坏字节.xlsx", a_changed_byte, "损坏"),
    told("W13", "宏.xlsm", lambda: a_book(a_table(CANAL), parts={"xl/vbaProject.bin": b"x"}), 1, "宏没有运行"),
    refused(
        "W15", "远处.xlsx", lambda: a_book(a_table(CANAL) + row(1_048_576, n("XFD1048576", "1"))), "一直用到 XFD1048576"
    ),
    told("W15", "远处空.xlsx", lambda: a_book(a_table(CANAL) + row(1_048_576, '<c r="XFD1048576" s="0"/>')), 1),
    told(
        "W16",
        "整列.xlsx",
        lambda: a_book(a_table(CANAL, PIPES), after=merges("C1:C1048576")),
        2,
        "合并单元格C1:C1048576",
        "没有合并",
    ),
    told(
        "W16",
        "整表.xlsx",
        lambda: a_book(a_table(CANAL, PIPES), after=merges("A1:XFD1048576")),
        2,
        "合并单元格A1:XFD1048576",
    ),
    told(
        "W16",
        "下半列.xlsx",
        lambda: a_book(a_table(CANAL, texts(3, "2", "改造老旧管网。")), after=merges("C2:C1048576")),
        2,
        "截取",
    ),
    refused(
        "W17",
        "重叠.xlsx",
        lambda: a_book(texts(1, "序号", "工作内容", "责任单位") + LINES, after=merges("A2:A5", "A4:B8")),
        "A2:A5 与 A4:B8 重叠",
        "取消",
    ),
    told("W18", "盖住.xlsx", lambda: a_book(a_table(CANAL, PIPES), after=merges("C2:C3")), 2, "C3被合并单元格盖住"),
    told(
        "W19",
        "未算.xlsx",
        lambda: rows_of('<c r="B3"><f>A1</f></c>', s("C3", "市住建局")),
        2,
        "B3是公式但没有计算结果",
        "在 Excel 中打开并保存",
    ),
    told(
        "W20",
        "错值.xlsx",
        lambda: rows_of(s("B3", "改造管网。"), '<c r="C3" t="e"><v>#REF!</v></c>', '<c r="D3" t="e"><v>#N/A</v></c>'),
        2,
        "C3、D3是错误值（#REF!、#N/A）",
    ),
    told(
        "W20",
        "错文.xlsx",
        lambda: rows_of('<c r="B3" t="e"><f>甲</f><v>#NAME?</v></c>', s("C3", "市住建局")),
        2,
        "B3是错误值（#NAME?）",
    ),
    told(
        "W21",
        "日期.xlsx",
        lambda: deadlines("2027年2月30日", "2027.13.1", "长期", "2027-13-45"),
        4,
        "第1项的完成时限没有读懂",
        "第2项的完成时限",
        "第4项的完成时限",
    ),
    told("W22", "纪元.xlsx", days_from_1904, 2, "D3设成了日期格式，但里面的数字不是日期"),
    refused("W23", "坏串.xlsx", lambda: rows_of('<c r="B3" t="s"><v>77</v></c>'), "工作表“分工表”读不通"),
    told("W23", "坏样.xlsx", lambda: rows_of('<c r="B3" s="77"><v>3</v></c>', s("C3", "市住建局")), 2),
    refused("W23", "坏址.xlsx", lambda: rows_of('<c r="AAAA0"><v>3</v></c>'), "写法不合规范"),
    refused("W23", "坏数.xlsx", lambda: rows_of('<c r="B3" t="n"><v>abc</v></c>'), "工作表“分工表”读不通"),
    refused(
        "W24",
        "控制符.xlsx",
        lambda: with_part(GOOD, SHEET, lambda xml: xml.replace("疏浚".encode(), b"&#x1;")),
        "读不通",
    ),
    told(
        "W24",
        "转义符.xlsx",
        lambda: rows_of(s("B3", "改_x0000_造_x0001_。"), s("C3", "市住建局")),
        2,
        "去掉了2个不能显示的控制字符",
    ),
    told(
        "W25",
        "隐形.xlsx",
        lambda: rows_of(s("B3", "改造\u200b管网。"), s("C3", "市\u202e住建局")),
        2,
        "B3、C3里有看不见的字符",
    ),
    told(
        "W29",
        "空行小计.xlsx",
        lambda: a_book(a_table(CANAL, row(3), texts(4, "小计", "1项"), texts(5, "2", "改造管网。", "市住建局"))),
        2,
        "第3、4行",
    ),
    told(
        "W30",
        "隐藏.xlsx",
        lambda: a_book(
            a_table(CANAL, PIPES.replace('r="3"', 'r="3" hidden="1"', 1)),
            before='<cols><col min="4" max="4" width="9" hidden="1"/></cols>',
        ),
        2,
        "有1行、1列是隐藏的",
    ),
    told(
        "W30",
        "筛选.xlsx",
        lambda: a_book(a_table(CANAL, PIPES), after='<autoFilter ref="A1:D3"><filterColumn colId="2"/></autoFilter>'),
        2,
        "正在筛选",
    ),
    told(
        "W33",
        "深.xlsx",
        lambda: with_part(
            GOOD,
            SHEET,
            lambda xml: xml.replace(b"</worksheet>", b"<x>" * 200_000 + b"</x>" * 200_000 + b"</worksheet>"),
        ),
        2,
    ),
    refused(
        "W33",
        "宽字.xlsx",
        lambda: with_part(GOOD, SHEET, lambda xml: xml.decode().encode("utf-16")),
        "写法不合规范",
        "另存为",
    ),
    told("T1", "国标.txt", lambda: PLAN.encode("gb18030"), 2, "按 GB18030 编码读取"),
    told(
        "T1",
        "国标.csv",
        lambda: "序号,工作内容,责任单位\n1,疏浚。,市水务局\n".encode("gb18030"),
        1,
        "按 GB18030 编码读取",
    ),
    refused("T2", "乱码.txt", lambda: garbled(PLAN).encode(), "是乱码"),
    told(
        "T2",
        "半乱.txt",
        lambda: (PLAN + f"三、{garbled('推进河道保洁')}。（市水务局负责）").encode(),
        3,
        "第3段“三、鎺ㄨ繘娌抽亾”像是乱码",
    ),
    told("T3", "混合.txt", lambda: PLAN.replace("\n", "\r", 1).encode("utf-16"), 2),
    refused("T3", "断字.txt", lambda: b"\xff\xfe" + PLAN.encode("utf-16-le")[:-1], "个字节起不是完整的文字"),
    refused("T3", "空字.txt", lambda: PLAN.encode() + b"\x00\x00", f"从第{len(PLAN.encode()) + 1}个字节起不是文字"),
    refused(
        "T3", "坏字.txt", lambda: PLAN.encode()[:30] + b"\xff\xfe\xff" + PLAN.encode()[30:], "从第31个字节起不是文字"
    ),
    told("T4", "全角.xlsx", lambda: deadlines("２０２７年１２月底前", "2027年⑥月底", "20²7年6月"), 3),
    refused("T6", "文字.docx", PLAN.encode, "实际是文本文件"),
    refused(
        "T6",
        "外部.docx",
        lambda: with_part(tracked(), "word/document.xml", lambda xml: OUTSIDE + xml.partition(b"?>")[2]),
        "DOCTYPE",
    ),
    told("T7", "修订.docx", tracked, 1, "修订痕迹", "1个文本框没有读入（“内部资料”"),
    told("T7", "套表.docx", a_table_in_a_cell, 2, "单元格里还套着表格"),
    refused("T8", "空白.txt", lambda: b" \n\n ", "未识别到措施"),
    refused("T8", "诗.txt", "春天来了。".encode, "未识别到措施"),
)
