"""The layout (版式) a plan gets that did not come as a workbook: the office's usual 工作分工表."""

from collections.abc import Sequence

from ledger_app.domain.plan import UNIT_FIELDS, Field, HeadingStyle, Layout, PrintedCell
from ledger_app.text.folding import simplified

SHEET_NAME = "工作分工表"
_LABELS = ("序号", "工作内容", "工作落实单位")
_TRADITIONAL_LABELS = ("序號", "工作內容", "工作落實單位")
_FIELDS = (Field.NUMBER, Field.TEXT, Field.UNITS)
_WIDTHS = {Field.SECTION_NUMBER: 6.0, Field.NUMBER: 6.0, Field.HEADING: 20.0, Field.TEXT: 70.0}
_TITLE_ROWS = 2  # 附件, and the title


def standard_layout(title: str) -> Layout:
    """序号 | 工作内容 (heading and measure) | 工作落实单位, under 附件 and the title."""
    labels = _LABELS if simplified(title) == title else _TRADITIONAL_LABELS
    return layout_with(title, labels, _FIELDS)


def layout_with(title: str, labels: Sequence[str], fields: Sequence[Field]) -> Layout:
    """The same for other header words; the words for the work stand over heading and measure."""
    columns: list[Field] = []
    head = []
    for label, field in zip(labels, fields, strict=True):
        spread = 2 if field is Field.TEXT else 1
        head.append(PrintedCell(row=_TITLE_ROWS, column=len(columns), text=label, columns=spread))
        if field is Field.TEXT:
            columns.append(Field.HEADING)
        columns.append(Field.SECTION_NUMBER if field is Field.NUMBER else field)
    return Layout(
        sheet=SHEET_NAME,
        head=(
            PrintedCell(row=0, column=0, text="附件"),
            PrintedCell(row=1, column=0, text=title, columns=len(columns)),
            *head,
        ),
        head_rows=_TITLE_ROWS + 1,
        fields=tuple(columns),
        heading_style=HeadingStyle.COLUMN,
        widths=tuple(_WIDTHS.get(field, 28.0 if field in UNIT_FIELDS else 16.0) for field in columns),
    )
