"""How well and how fast documents are read: scores against hand-labelled plans, and ratios to plain reading."""

import argparse
import gc
import importlib.util
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import docx
from lxml import etree
from python_calamine import CalamineWorkbook

from benchmarks.annex_data import make_annex
from ledger_app.documents.annex_out import lay_out_annex
from ledger_app.documents.read import read_document
from ledger_app.documents.workbook_out import write_workbook
from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Section
from ledger_app.ledger.as_json import parsed_json
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.intake import read_plan

_SHARED = Path(__file__).parents[2] / "shared" / "intake"
_SIZES = {"text": 100_000, "rows": 10_000, "word": 2_000, "paragraph": 10_000_000, "lines": 1_000_000}  # bytes or rows


# ---- scores


def scores(shared: Path) -> None:
    """One line for each labelled document and one for all, then what is left to argue about."""
    if not (shared / "score.py").is_file():
        print(f"scores: skipped, no labelled documents in {shared}\n")
        return
    judge = judge_of(shared / "score.py")
    pool = {metric: [0, 0, 0] for metric in judge.METRICS}
    remaining = []
    print("F1".ljust(10), *(metric.rjust(10) for metric in judge.METRICS))
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        name = gold.name.split(".")[0]
        (document,) = (shared / "documents").glob(f"{name}_*")
        result, errors = judge.score(judge.json.loads(gold.read_text("utf-8")), parsed(document))
        print(name.ljust(10), *(f"{result[metric]['f1']:10.4f}" for metric in judge.METRICS))
        for metric, found in result.items():
            pool[metric] = [had + found[kind] for had, kind in zip(pool[metric], ("tp", "fp", "fn"), strict=True)]
        remaining += [f"{name}: {error}" for error in errors]
    print("pooled".ljust(10), *(f"{judge.prf(*pool[metric])['f1']:10.4f}" for metric in judge.METRICS))
    print(f"\n{len(remaining)} disagreements", *remaining, sep="\n  ")
    print()


def judge_of(path: Path) -> Any:
    """The labelled documents' own scoring, as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(path: Path) -> dict[str, Any]:
    """What the command line's `parse --json` prints."""
    draft, document = read_plan(path)
    return parsed_json(draft, Draft(draft, document).book)


# ---- documents of any size


def a_text(path: Path, size: int) -> Path:
    """A plan in prose of about so many bytes: headings, measures, brackets that name the units."""
    lines, length = ["云河市提升城市治理水平三年行动方案"], 0
    for line in make_annex(max(size // 250, 5)).lines:
        is_heading = isinstance(line, Section)
        text = line.printed if is_heading else f"{line.measure.text}（{line.unit_text.rstrip('。')}）"
        lines.append(text)
        length += len(text.encode()) + 1
        if length > size:
            break
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def a_workbook(path: Path, rows: int) -> Path:
    """The annex as the program itself exports it."""
    write_workbook(path, [lay_out_annex(make_annex(rows))])
    return path


def a_word_table(path: Path, rows: int) -> Path:
    """A table of four columns, none of its cells merged."""
    document = docx.Document()
    table = document.add_table(0, 4)
    body = table._tbl
    texts = [line for line in make_annex(rows).lines if not isinstance(line, Section)]
    content = [("序号", "工作内容", "责任单位", "完成时限")]
    content += [(str(at), line.measure.text, line.unit_text, "2027年底前") for at, line in enumerate(texts, 1)]
    for cells in content:
        row = etree.SubElement(body, docx.oxml.ns.qn("w:tr"))
        for text in cells:
            cell = etree.SubElement(row, docx.oxml.ns.qn("w:tc"))
            run = etree.SubElement(etree.SubElement(cell, docx.oxml.ns.qn("w:p")), docx.oxml.ns.qn("w:r"))
            etree.SubElement(run, docx.oxml.ns.qn("w:t")).text = text
    document.save(str(path))
    return path


def a_paragraph(path: Path, size: int) -> Path:
    """One paragraph of so many bytes."""
    piece = "建立健全工作机制，明确责任分工，做到事事有人管。"
    path.write_text(f"一、{piece * (size // len(piece.encode()))}（市水务局牵头，市财政局配合）", encoding="utf-8")
    return path


def many_lines(path: Path, lines: int) -> Path:
    """So many short lines under one measure."""
    path.write_text("一、清理河道。（市水务局负责）\n" + "打捞漂浮物。\n" * lines, encoding="utf-8")
    return path


# ---- times


def seconds(act: Callable[[], object]) -> float:
    """CPU seconds of one run; the file stands in the system's memory, and the machine may be busy."""
    gc.collect()
    start = time.process_time()
    act()
    return time.process_time() - start


def understood(path: Path) -> None:
    """Read a plan; what is too long, or holds no measure, is refused after it has been looked through."""
    try:
        read_plan(path)
    except UserError as trouble:
        print(f"  {path.name}: {trouble}")


def compare(name: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int, told: str = "") -> None:
    """One line of the table: medians of interleaved runs."""
    times = [(seconds(bare), seconds(ours)) for _ in range(rounds)]
    base, own = statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)
    print(f"{name:52} {own:9.3f} {base:9.4f} {own / max(base, 1e-6):9.1f}  {told}")


def growth(name: str, make: Callable[[Path, int], Path], folder: Path, size: int, rounds: int) -> None:
    """How the time of a plan four times as long compares; 4 is linear."""
    small, large = (make(folder / f"{at}-{make.__name__}{suffix_of(make)}", at) for at in (size // 4, size))
    times = [(seconds(lambda: understood(small)), seconds(lambda: understood(large))) for _ in range(rounds)]
    ratio = statistics.median(t[1] for t in times) / statistics.median(t[0] for t in times)
    print(f"{name:52} {ratio:9.2f}")


def suffix_of(make: Callable[[Path, int], Path]) -> str:
    """The extension of what a maker makes."""
    return {a_workbook: ".xlsx", a_word_table: ".docx"}.get(make, ".txt")


def split(path: Path) -> list[str]:
    """A text read plainly."""
    return path.read_text(encoding="utf-8").split("\n")


def cells(path: Path) -> list[list[Any]]:
    """A sheet read plainly."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def markup(path: Path) -> object:
    """A Word file's body parsed plainly."""
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def times(folder: Path, rounds: int, *, long: bool) -> None:
    """The table of times, then of growth."""
    print(f"{'':52} {'seconds':>9} {'baseline':>9} {'ratio':>9}")
    text = a_text(folder / "文.txt", _SIZES["text"])
    kilobytes = text.stat().st_size / 1000
    compare(
        f"plan of {kilobytes:.0f} KB / read and split",
        lambda: understood(text),
        lambda: split(text),
        rounds,
        "bound 0.3 s",
    )
    per_kilobyte = statistics.median(seconds(lambda: understood(text)) for _ in range(rounds)) / kilobytes
    print(f"  that is {per_kilobyte * 1000:.2f} ms a KB")
    book = a_workbook(folder / "表.xlsx", _SIZES["rows"])
    compare(
        f"{_SIZES['rows']} rows .xlsx, read / calamine",
        lambda: read_document(book),
        lambda: cells(book),
        rounds,
        "bound 3",
    )
    compare(
        f"{_SIZES['rows']} rows .xlsx, understood / calamine", lambda: understood(book), lambda: cells(book), rounds
    )
    word = a_word_table(folder / "表.docx", _SIZES["word"])
    compare(f"{_SIZES['word']} rows .docx, read / lxml", lambda: read_document(word), lambda: markup(word), rounds)
    compare(f"{_SIZES['word']} rows .docx, understood / lxml", lambda: understood(word), lambda: markup(word), rounds)
    if long:
        for name, make in (("paragraph", a_paragraph), ("lines", many_lines)):
            path = make(folder / f"{name}.txt", _SIZES[name])
            megabytes = path.stat().st_size / 1e6
            compare(
                f"{name}, {megabytes:.0f} MB, understood or refused / read and split",
                lambda p=path: understood(p),
                lambda p=path: split(p),
                1,
                "bound 5 s",
            )
    print(f"\n{'four times as long takes … times as long':52} {'ratio':>9}")
    growth("plan of 25 and 100 KB", a_text, folder, _SIZES["text"], rounds)
    growth("2,500 and 10,000 rows .xlsx", a_workbook, folder, _SIZES["rows"], rounds)
    growth("500 and 2,000 rows .docx", a_word_table, folder, _SIZES["word"], rounds)
    growth("paragraph of 0.25 and 1 MB", a_paragraph, folder, 1_000_000, rounds)
    growth("5,000 and 20,000 lines", many_lines, folder, 19_999, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="without the 10 MB paragraph and the million lines")
    parser.add_argument("--shared", type=Path, default=_SHARED, help="folder of the labelled documents")
    arguments = parser.parse_args()
    scores(arguments.shared)
    with tempfile.TemporaryDirectory() as folder:
        times(Path(folder), arguments.rounds, long=not arguments.quick)


if __name__ == "__main__":
    main()
