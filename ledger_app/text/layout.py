"""The layout (版式) a plan gets that did not come as a workbook: the office's usual 工作分工表."""

from collections.abc import Sequence

from ledger_app.domain.plan import FIRST_COLUMN_ONLY, UNIT_FIELDS, Field, HeadingStyle, Layout, PrintedCell
from ledger_app.text.folding import simplified

SHEET_NAME = "工作分工表"
_Columns = tuple[tuple[str, str, Field], ...]  # header word, the same in traditional script, what the column holds
_PLAIN: _Columns = (
    ("序号", "序號", Field.SECTION_NUMBER),
    ("工作内容", "工作內容", Field.TEXT),
    ("工作落实单位", "工作落實單位", Field.UNITS),
)
_NUMBERED: _Columns = (
    ("序号", "序號", Field.SECTION_NUMBER),
    ("工作类别", "工作類別", Field.HEADING),
    ("编号", "編號", Field.NUMBER),
    ("工作内容", "工作內容", Field.TEXT),
    ("工作落实单位", "工作落實單位", Field.UNITS),
)
_WITHOUT_HEADINGS: _Columns = (("序号", "序號", Field.NUMBER), *_PLAIN[1:])
_WIDTHS = {Field.SECTION_NUMBER: 6.0, Field.NUMBER: 8.0, Field.HEADING: 20.0, Field.TEXT: 70.0}
_TITLE_ROWS = 2  # 附件, and the title


def standard_layout(title: str, *, numbered: bool, headings: bool = True) -> Layout:
    """The usual table for a plan in running text, under 附件 and the title.

    序号 | 工作内容 (heading and measure) | 工作落实单位; where the measures have numbers of their own (`numbered`)
    序号 | 工作类别 | 编号 | 工作内容 | 工作落实单位, so that no number is lost between table and ledger."""
    columns = _PLAIN if not numbered else _NUMBERED if headings else _WITHOUT_HEADINGS
    simple = simplified(title) == title
    labels = [label if simple else traditional for label, traditional, _ in columns]
    return layout_with(title, labels, [field for _, _, field in columns])


def layout_with(title: str, labels: Sequence[str], fields: Sequence[Field]) -> Layout:
    """The same for other header words; the words for the work stand over heading and measure.

    Without a column for headings these share the words for the work; where the measures are numbered, and so stand
    in rows under their headings, the headings get rows of their own."""
    across = Field.HEADING not in fields and Field.NUMBER in fields
    shared = Field.HEADING not in fields and not across
    columns: list[Field] = []
    head = []
    for label, field in zip(labels, fields, strict=True):
        spread = 2 if field is Field.TEXT and shared else 1
        head.append(PrintedCell(row=_TITLE_ROWS, column=len(columns), text=label, columns=spread))
        columns += [Field.HEADING] * (spread - 1) + [field]
    return Layout(
        sheet=SHEET_NAME,
        head=(
            PrintedCell(row=0, column=0, text="附件"),
            PrintedCell(row=1, column=0, text=title, columns=len(columns)),
            *head,
        ),
        head_rows=_TITLE_ROWS + 1,
        fields=tuple(columns),
        heading_style=HeadingStyle.ROW if across else HeadingStyle.COLUMN,
        heading_columns=(0, len(columns) - 1) if across else FIRST_COLUMN_ONLY,
        widths=tuple(_WIDTHS.get(field, 28.0 if field in UNIT_FIELDS else 16.0) for field in columns),
    )
