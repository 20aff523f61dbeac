"""How long an `annex` export takes, its re-read included, against XlsxWriter writing the same cells and merges."""

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import xlsxwriter

from benchmarks.annex_data import make_annex
from ledger_app.documents.annex_out import lay_out_annex
from ledger_app.documents.sheet import Sheet
from ledger_app.documents.workbook_out import Formats, write_workbook
from ledger_app.domain.row import Annex

_BOUND = 1.8


def raw(path: Path, sheet: Sheet) -> None:
    """The bare library: the same cells, merges, formats, widths and heights by its public calls."""
    workbook = xlsxwriter.Workbook(str(path))
    worksheet = workbook.add_worksheet(sheet.name)
    formats = Formats(workbook)
    for column, width in enumerate(sheet.widths):
        worksheet.set_column_pixels(column, column, round(width * 7))
    for row, height in enumerate(sheet.heights):
        worksheet.set_row(row, height)
    for cell in sheet.cells:
        cell_format = formats.of(cell, sheet.body_points)
        if cell.rows == 1 and cell.columns == 1:
            worksheet.write_string(cell.row, cell.column, cell.text, cell_format)
        else:
            bottom, right = cell.row + cell.rows - 1, cell.column + cell.columns - 1
            worksheet.merge_range(cell.row, cell.column, bottom, right, cell.text, cell_format)
    workbook.close()


def ours(path: Path, annex: Annex) -> None:
    """The product's export: lay out, write, flush, read back, compare, replace."""
    write_workbook(path, [lay_out_annex(annex)])


def timed(act: Callable[[], None]) -> tuple[float, float]:
    """CPU and wall seconds of one run."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    annex = make_annex(arguments.rows)
    sheet = lay_out_annex(annex)
    merges = sum(cell.rows > 1 or cell.columns > 1 for cell in sheet.cells)
    mean = statistics.mean(len(line.measure.text) for line in annex.lines if hasattr(line, "measure"))
    print(f"{sheet.measures} measures, {merges} merges, mean text {mean:.0f} characters, {arguments.rounds} rounds")
    raw_times, our_times = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(arguments.rounds):
            raw_times.append(timed(lambda: raw(Path(folder) / "raw.xlsx", sheet)))
            our_times.append(timed(lambda: ours(Path(folder) / "ours.xlsx", annex)))
    ratios = []
    for name, index in (("CPU", 0), ("wall", 1)):
        raw_median = statistics.median(times[index] for times in raw_times)
        our_median = statistics.median(times[index] for times in our_times)
        best = min(times[index] for times in our_times) / min(times[index] for times in raw_times)
        ratios.append(our_median / raw_median)
        print(
            f"{name}: XlsxWriter {raw_median:.3f} s, export {our_median:.3f} s, "
            f"ratio of medians {ratios[-1]:.2f}, of bests {best:.2f} (bound {_BOUND})"
        )
    return 0 if ratios[0] <= _BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
