"""The fault list of reading, as a table: each fault and the tests that show what becomes of it.

A fault is a file: refused in one sentence, the ledger untouched, or read with the matter told."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ledger_app.cli.main import run
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.ledger import Ledger
from ledger_app.ledger.intake import read_copied_plan, read_plan
from tests.documents.fault_files import CANAL, FAULTS, GOOD, PLAN, Fault, deadlines
from tests.documents.sheet_maker import a_book, a_table, merges, texts

HERE = "tests/documents/test_fault_list.py"
SPOILT = "tests/documents/test_spoilt_inputs.py::test_a_spoilt_file_is_read_or_refused"
ELSEWHERE = {  # what one file of the table in fault_files.py cannot show
    "W5": f"{HERE}::test_bombs_cost_neither_time_nor_memory",
    "W6": f"{HERE}::test_bombs_cost_neither_time_nor_memory",
    "W12": SPOILT,
    "W14": f"{HERE}::test_bombs_cost_neither_time_nor_memory",
    "W22": f"{HERE}::test_days_are_counted_from_the_workbooks_own_beginning",
    "W26": f"{HERE}::test_rare_characters_come_back_as_they_were",
    "W27": f"{HERE}::test_a_long_cell_is_never_cut",
    "W28": f"{HERE}::test_headers_of_every_shape_are_found_or_the_file_is_refused",
    "W31": f"{HERE}::test_a_file_that_another_program_holds",
    "W32": f"{HERE}::test_a_file_that_changes_while_it_is_read",
    "W34": "tests/cli/test_commands.py::test_import_makes_the_ledger_and_the_same_file_again_changes_nothing",
    "W35": f"{HERE}::test_ten_thousand_rows_and_a_change_of_mind",
    "T4": f"{HERE}::test_digits_of_other_kinds",
    "T5": f"{HERE}::test_bombs_cost_neither_time_nor_memory",
    "T6": "tests/documents/test_word_in.py::test_refused_in_one_sentence_that_names_the_file",
    "T7": "tests/documents/test_word_in.py::test_tracked_changes_are_taken_as_accepted_and_told",
    "T9": f"{HERE}::test_halves_of_characters_are_taken_out_of_what_is_pasted",
    "T10": f"{HERE}::test_names_of_any_kind_are_stored_as_they_are",
}
FOREIGN = re.compile(r"Traceback|Error|Exception|0x[0-9a-f]+|\bNone\b")


def ids(faults: list[Fault]) -> list[str]:
    return [f"{fault.id}-{fault.name}" for fault in faults]


REFUSED = [fault for fault in FAULTS if not fault.measures]
READ = [fault for fault in FAULTS if fault.measures]


def test_every_fault_has_its_test() -> None:
    wanted = {f"W{at}" for at in range(1, 36)} | {f"T{at}" for at in range(1, 11)}
    assert {fault.id for fault in FAULTS} | set(ELSEWHERE) == wanted
    root = Path(__file__).parents[2]
    for place in ELSEWHERE.values():
        file, _, name = place.partition("::")
        assert f"def {name}(" in (root / file).read_text(encoding="utf-8"), place


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with a plan in it, alone in its folder."""
    folder = tmp_path / "台账"
    folder.mkdir()
    (tmp_path / "好.xlsx").write_bytes(GOOD)
    path = folder / "甲.ledger"
    with Ledger.open(path, create=True) as opened:
        opened.import_plan(*read_plan(tmp_path / "好.xlsx"))
    return path


@pytest.mark.parametrize("fault", REFUSED, ids=ids(REFUSED))
def test_refused(fault: Fault, tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One Chinese sentence that names the file and what to do; nothing else happens."""
    path = tmp_path / fault.name
    path.write_bytes(fault.make())
    before = ledger.read_bytes(), path.read_bytes(), sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError) as trouble:
        read_plan(path)
    assert trouble.value.hint
    code = run(["import", str(path), "--ledger", str(ledger)], open_window=lambda _: 70, self_test=lambda: 71)
    said = capsys.readouterr()
    assert (code, said.out, said.err) == (1, "", f"{trouble.value}。\n")
    assert f"“{fault.name}”" in said.err
    assert FOREIGN.search(said.err.replace(fault.name, "")) is None
    assert [word for word in fault.words if word not in said.err] == []
    assert (ledger.read_bytes(), path.read_bytes(), sorted(tmp_path.rglob("*"))) == before


@pytest.mark.parametrize("fault", READ, ids=ids(READ))
def test_read_and_told(fault: Fault, tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / fault.name
    path.write_bytes(fault.make())
    draft, _ = read_plan(path)
    said = messages(draft)
    assert (len(draft.measures), [word for word in fault.words if word not in said]) == (fault.measures, [])
    assert FOREIGN.search(said) is None
    code = run(["import", str(path), "--ledger", str(ledger)], open_window=lambda _: 70, self_test=lambda: 71)
    assert (code, f"导入{fault.measures}项" in capsys.readouterr().out) == (0, True)


def messages(draft: PlanDraft) -> str:
    return "\n".join(doubt.message for doubt in draft.doubts)


# ---- time and memory

CHILD = """
import json, re, resource, sys, time
from pathlib import Path
from ledger_app.documents import read, word_in, workbook_in
from ledger_app.domain.errors import UserError

def most():  # kilobytes; what getrusage tells begins with the parent's
    return int(re.search("VmHWM:[^0-9]*([0-9]+)", Path("/proc/self/status").read_text())[1])

resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
path = Path(sys.argv[1])
before = most()
begin = time.process_time()
try:
    said = "；".join(str(len(part.notes)) for part in read.read_document(path).parts)
except UserError as trouble:
    said = str(trouble)
told = {"seconds": time.process_time() - begin, "megabytes": (most() - before) / 1024, "said": said}
print(json.dumps(told))
"""
BOMBS = {  # what it holds; words that refuse it, '' where it is read; seconds; megabytes
    "W5-炸弹.xlsx": (lambda: a_book(a_table(CANAL), after=" " * 200_000_000), "解压后大得不正常", 1, 200),
    "W6-图片.xlsx": (lambda: a_book(a_table(CANAL), parts={"xl/media/a.bin": bytes(300_000_000)}), "", 1, 200),
    "W14-空行.xlsx": (lambda: a_book(a_table(CANAL) + empty_rows()), "", 2, 200),
    "W14-空格.xlsx": (lambda: a_book(a_table(CANAL) + empty_cells(), formats=("0%",)), "", 3, 250),
    "W16-合并.xlsx": (lambda: a_book(a_table(CANAL), after=merges("B1:XFD1048576")), "", 1, 200),
    "W27-长格.xlsx": (lambda: a_book(a_table(texts(2, "1", long_text(10_000_000), "市水务局"))), "", 2, 200),
    "T5-一段.txt": (lambda: ("一、疏浚渠道，" + "加强巡查，" * 660_000).encode(), "", 5, 200),
    "T5-百万行.txt": (lambda: (PLAN + "清理河道。\n" * 1_000_000).encode(), "超过20000行", 5, 400),
}  # fmt: skip


def empty_rows() -> str:
    return "".join(f'<row r="{at}" s="0" customFormat="1"/>' for at in range(3, 1_048_577))


def empty_cells() -> str:
    return "".join(f'<row r="{at}"><c r="A{at}" s="1"/><c r="D{at}" s="1"/></row>' for at in range(3, 1_048_577))


def long_text(length: int) -> str:
    return "".join(chr(0x4E00 + at * 7919 % 20_000) for at in range(length))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells and limits a process's memory so")
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_cost_neither_time_nor_memory(name: str, tmp_path: Path) -> None:
    """In a process of its own, whose memory is limited: what would exhaust it would end it."""
    make, words, seconds, megabytes = BOMBS[name]
    path = tmp_path / name
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert words in told["said"]
    assert told["seconds"] < 3 * seconds  # bounds of a free machine; tests share theirs
    assert told["megabytes"] < megabytes


# ---- what a file of the table cannot show


def drafted(path: Path, content: bytes) -> PlanDraft:
    path.write_bytes(content)
    return read_plan(path)[0]


def test_days_are_counted_from_the_workbooks_own_beginning(tmp_path: Path) -> None:
    (fault,) = [each for each in FAULTS if each.name == "纪元.xlsx"]
    draft = drafted(tmp_path / fault.name, fault.make())
    assert [str(measure.deadline and measure.deadline.last_day) for measure in draft.measures] == ["2027-03-16", "None"]


def test_an_error_is_no_blank_that_a_unit_is_guessed_for(tmp_path: Path) -> None:
    """Read as a blank, #REF! would take the unit of the row above."""
    (fault,) = [each for each in FAULTS if each.name == "错值.xlsx"]
    draft = drafted(tmp_path / fault.name, fault.make())
    assert [cell.text for cell in draft.unit_cells] == ["市水务局", "#REF!"]
    assert not [duty for duty in draft.assignments if duty.inherited]


@pytest.mark.parametrize("text", ["疏浚𠮷水河。", "整治\ue863村。", "修缮㐂庙。", "巡查䶮塘。"])
@pytest.mark.parametrize("suffix", [".xlsx", ".txt", ".csv"])
def test_rare_characters_come_back_as_they_were(text: str, suffix: str, tmp_path: Path) -> None:
    content = {
        ".xlsx": a_book(a_table(texts(2, "1", text, "市水务局"))),
        ".txt": f"一、{text}（市水务局负责）".encode("gb18030"),
        ".csv": f"序号,工作内容,责任单位\n1,{text},市水务局\n".encode("gb18030"),
    }
    draft = drafted(tmp_path / f"僻字{suffix}", content[suffix])
    assert [measure.text for measure in draft.measures] == [text]


@pytest.mark.parametrize("length", [32_767, 32_768, 200_000])
def test_a_long_cell_is_never_cut(length: int, tmp_path: Path) -> None:
    text = long_text(length)
    draft = drafted(tmp_path / "长.xlsx", a_book(a_table(texts(2, "1", text, "市水务局"))))
    assert [measure.text for measure in draft.measures] == [text]


WORK = "疏浚城东排水渠。"
HEADERS = {
    "题目在上": texts(1, "云河市任务表") + texts(2, "序号", "任务", "责任单位") + texts(3, "1", WORK, "市水务局"),
    "改了名": texts(1, "编号", "重点工作", "承担单位") + texts(2, "1", WORK, "市水务局"),
    "换了位": texts(1, "责任单位", "工作内容", "序号") + texts(2, "市水务局", WORK, "1"),
    "没有": texts(1, "1", WORK, "市水务局") + texts(2, "2", "改造老旧管网。", "市住建局"),
}


@pytest.mark.parametrize("rows", HEADERS.values(), ids=HEADERS)
def test_headers_of_every_shape_are_found_or_the_file_is_refused(rows: str, tmp_path: Path) -> None:
    draft = drafted(tmp_path / "表.xlsx", a_book(rows))
    assert draft.measures[0].text == WORK
    assert draft.units[0].name == "市水务局"


def test_a_header_that_is_missing_is_told_with_what_the_columns_are_taken_for(tmp_path: Path) -> None:
    told = messages(drafted(tmp_path / "表.xlsx", a_book(HEADERS["没有"])))
    assert "没有认得的表头，按内容推定第1列是序号、第2列是工作内容、第3列是落实单位，请核对" in told
    assert "表头" not in messages(drafted(tmp_path / "表2.xlsx", a_book(HEADERS["换了位"])))


def test_numbers_and_measures_printed_twice_are_told_with_their_rows(tmp_path: Path) -> None:
    rows = (
        texts(at, number, text, "市水务局") for at, number, text in ((2, "1", WORK), (3, "1", "种树。"), (4, "2", WORK))
    )
    draft = drafted(tmp_path / "表.xlsx", a_book(a_table(*rows)))
    assert len(draft.measures) == 3
    assert "第2项与原文第2行的措施内容相同，两条都读入" in messages(draft)


@pytest.mark.parametrize("lines", [20_001, 30_000])
def test_a_text_longer_than_any_plan_is_refused_and_blank_lines_do_not_count(lines: int, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=f"“长.txt”有{lines + 2}行文字，超过20000行，没有打开"):
        drafted(tmp_path / "长.txt", (PLAN + "清理河道。\n" * lines).encode())
    assert len(drafted(tmp_path / "空.txt", (PLAN + "\n" * lines).encode()).measures) == 2


def test_a_table_of_nothing_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="未识别到措施"):
        drafted(tmp_path / "表.xlsx", a_book(texts(1, "甲", "乙") + texts(2, "红", "绿")))


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows reports it; a real lock of Excel's needs Windows."""
    path = tmp_path / "占用.xlsx"
    path.write_bytes(GOOD)

    def held(_: Path) -> bytes:
        raise PermissionError(13, "The process cannot access the file", str(path))

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(UserError, match=r"“占用\.xlsx”打不开，请先在 Excel、Word 或 WPS 中关闭它"):
        read_plan(path)


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows refuses to share a file that is open")
def test_a_file_that_is_open_without_sharing(tmp_path: Path) -> None:
    import ctypes

    path = tmp_path / "占用.xlsx"
    path.write_bytes(GOOD)
    handle = ctypes.windll.kernel32.CreateFileW(str(path), 0x80000000, 0, None, 3, 0x80, None)
    try:
        with pytest.raises(UserError, match="打不开"):
            read_plan(path)
    finally:
        ctypes.windll.kernel32.CloseHandle(handle)


@pytest.mark.parametrize("change", [b"x", None])
def test_a_file_that_changes_while_it_is_read(
    change: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "变.xlsx"
    path.write_bytes(GOOD)
    read = Path.read_bytes

    def changed(self: Path) -> bytes:
        data = read(self)
        if change is None:
            self.unlink()
        else:
            self.write_bytes(data + change)
        return data

    monkeypatch.setattr(Path, "read_bytes", changed)
    with pytest.raises(UserError, match="“变.xlsx”" if change is None else "“变.xlsx”正在被其他程序改动，没有读入"):
        read_plan(path)


@pytest.mark.slow
def test_ten_thousand_rows_and_a_change_of_mind(tmp_path: Path, ledger: Path) -> None:
    rows = [
        texts(at, str(at - 1), f"疏浚第{at}条渠，加固堤防{at}米。", "市水务局牵头，市财政局配合")
        for at in range(2, 10_002)
    ]
    path = tmp_path / "大表.xlsx"
    path.write_bytes(a_book(a_table(*rows)))
    before = ledger.read_bytes()
    answers = iter([False, True])
    with pytest.raises(CancelledError):
        read_plan(path, cancelled=lambda: next(answers))
    assert ledger.read_bytes() == before
    done: list[tuple[int, int]] = []
    draft, document = read_plan(path, on_progress=lambda *at: done.append(at))
    assert (len(draft.measures), done) == (10_000, [(1, 2), (2, 2)])
    with Ledger.open(ledger) as opened:
        opened.import_plan(draft, document)
        assert len(opened.book.measures) == 10_002


def test_digits_of_other_kinds(tmp_path: Path) -> None:
    draft = drafted(
        tmp_path / "数.xlsx",
        deadlines("２０２７年１２月底前", "二〇二七年六月", "20²7年6月", "2027年⑥月底", "2027年㈥月"),
    )
    days = [measure.deadline and measure.deadline.last_day for measure in draft.measures]
    assert [str(day) for day in days] == ["2027-12-31", "2027-06-30", "None", "2027-06-30", "2027-06-30"]
    assert "第3项的完成时限没有读懂" in messages(draft)


def test_halves_of_characters_are_taken_out_of_what_is_pasted(tmp_path: Path, ledger: Path) -> None:
    draft, document = read_copied_plan("", "一、疏浚\ud83d城东排水渠。（市水务局负责）")
    assert draft.measures[0].text == "疏浚城东排水渠。"
    assert "去掉了1个不能显示的控制字符" in messages(draft)
    with Ledger.open(ledger) as opened:
        opened.import_plan(draft, document)
    with Ledger.open(ledger, read_only=True) as opened:
        assert "疏浚城东排水渠。" in [measure.text for measure in opened.book.measures.values()]


NAMES = ["市" + "甲" * 498 + "局", "市'; DROP TABLE unit局", '市"名“城”局', "市\n水务局"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind_are_stored_as_they_are(name: str, tmp_path: Path) -> None:
    content = a_book(a_table(texts(2, "1", "疏浚城东排水渠。", name)))
    draft = drafted(tmp_path / "名.xlsx", content)
    path = tmp_path / "名.ledger"
    with Ledger.open(path, create=True) as opened:
        opened.import_plan(draft, read_plan(tmp_path / "名.xlsx")[1])
    with Ledger.open(path, read_only=True) as opened:
        assert [cell.text for cell in opened.book.unit_cells.values()] == [name]
