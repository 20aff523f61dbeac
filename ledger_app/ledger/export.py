"""Writing workbooks: a job over frozen values, for the window's worker and the command line alike."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_app.domain.errors import UserError
from ledger_app.domain.row import Annex

if TYPE_CHECKING:
    from ledger_app.documents.workbook_out import Written

LAYOUTS = {"annex": "分工表（原样）", "annex-print": "分工表（打印）", "tracking": "跟踪表"}


def export_workbook(
    annexes: Sequence[Annex],
    layout: str,
    path: Path,
    *,
    today: date,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> "Written":
    """Write one sheet for each annex, re-read and compare, then replace `path`.

    Raises UserError where the target is the trouble (the old file is as it was), CancelledError if so wished.
    """
    from ledger_app.documents.annex_out import lay_out_annex, lay_out_annex_print
    from ledger_app.documents.tracking_out import lay_out_tracking
    from ledger_app.documents.workbook_out import write_workbook

    if not any(annex.lines for annex in annexes):
        raise UserError("没有可以导出的任务", "先导入文件，或换一个文件再导出")
    if layout == "annex":
        sheets = [lay_out_annex(annex) for annex in annexes]
    elif layout == "annex-print":
        sheets = [lay_out_annex_print(annex) for annex in annexes]
    elif layout == "tracking":
        sheets = [lay_out_tracking(annex, today) for annex in annexes]
    else:
        raise ValueError(layout)
    return write_workbook(path, sheets, on_progress=on_progress, cancelled=cancelled)
