"""A plan's layout as JSON, and back. Keys are part of the file format."""

import json
from typing import Any

from ledger_app.domain.plan import Field, HeadingStyle, Layout, PrintedCell


def encode_layout(layout: Layout) -> str:
    """The layout as canonical JSON."""
    return json.dumps(
        {
            "sheet": layout.sheet,
            "head": [_encode_cell(cell) for cell in layout.head],
            "head_rows": layout.head_rows,
            "fields": [field.value for field in layout.fields],
            "heading_style": layout.heading_style.value,
            "heading_columns": list(layout.heading_columns),
            "merged": layout.merged,
            "foot": [_encode_cell(cell) for cell in layout.foot],
            "foot_rows": layout.foot_rows,
            "widths": list(layout.widths),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode_layout(text: str) -> Layout:
    """The layout that `encode_layout` wrote."""
    data = json.loads(text)
    left, right = data["heading_columns"]
    return Layout(
        sheet=data["sheet"],
        head=tuple(_decode_cell(cell) for cell in data["head"]),
        head_rows=data["head_rows"],
        fields=tuple(Field(field) for field in data["fields"]),
        heading_style=HeadingStyle(data["heading_style"]),
        heading_columns=(left, right),
        merged=data["merged"],
        foot=tuple(_decode_cell(cell) for cell in data["foot"]),
        foot_rows=data["foot_rows"],
        widths=tuple(data["widths"]),
    )


def _encode_cell(cell: PrintedCell) -> list[Any]:
    return [cell.row, cell.column, cell.rows, cell.columns, cell.text]


def _decode_cell(item: list[Any]) -> PrintedCell:
    row, column, rows, columns, text = item
    return PrintedCell(row=row, column=column, rows=rows, columns=columns, text=text)
