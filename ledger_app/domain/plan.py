"""A plan (文件), its headings, and how its division-of-labour table (工作分工表) is laid out."""

from datetime import date
from enum import Enum

from ledger_app.domain.ids import PlanId, SectionId
from ledger_app.domain.record import record

FIRST_COLUMN_ONLY = (0, 0)


class Field(Enum):
    """What a column of the annex holds. The value is what the ledger file stores."""

    SECTION_NUMBER = "section_number"  # 序号 of the heading, one cell for all its rows
    NUMBER = "number"  # 序号 of the measure itself; a heading row's number stands here too
    HEADING = "heading"  # 大类, one cell for all its rows
    TEXT = "text"  # 工作内容, 措施
    UNITS = "units"  # 工作落实单位: the phrase tells the roles
    LEAD = "lead"  # 牵头单位
    RESPONSIBLE = "responsible"  # 责任单位
    SUPPORT = "support"  # 配合单位
    DEADLINE = "deadline"  # 完成时限
    STATUS = "status"  # 状态
    PROGRESS = "progress"  # 进展情况
    OTHER = "other"  # 备注, 责任人 and whatever else: kept as printed


UNIT_FIELDS = frozenset({Field.UNITS, Field.LEAD, Field.RESPONSIBLE, Field.SUPPORT})


class HeadingStyle(Enum):
    """Where the headings of an annex stand."""

    COLUMN = "column"  # in a column of their own, merged down over their measures
    ROW = "row"  # in a row of their own above their measures
    NONE = "none"  # no headings


@record
class PrintedCell:
    """A cell above the table's body or below it, kept as printed. Rows count from the first row of its block."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@record
class Layout:
    """The shape of the annex a plan came from: what an `annex` export repeats."""

    sheet: str
    head: tuple[PrintedCell, ...]  # title rows and header words
    head_rows: int
    fields: tuple[Field, ...]  # one for each column, left to right
    heading_style: HeadingStyle
    heading_columns: tuple[int, int] = FIRST_COLUMN_ONLY  # ROW: first and last column that the heading's cell spans
    merged: bool = True  # COLUMN: the heading's cells are merged down (else only the first row carries them)
    foot: tuple[PrintedCell, ...] = ()  # notes under the table (注：…)
    foot_rows: int = 0
    widths: tuple[float, ...] = ()  # column widths in characters where the source told them


@record
class Plan:
    """A source document (文件): what it is called, who issued it and when, and the original it was read from."""

    id: PlanId
    position: int
    title: str
    layout: Layout
    doc_number: str | None = None  # 文号
    issuer: str | None = None
    issued: date | None = None
    source_name: str = ""  # file name of the original
    source_hash: str = ""  # SHA-256 of the original, which the ledger keeps
    archived: bool = False  # 归档: out of the lists, still in the ledger


@record
class Section:
    """A heading (大类、标题). Sections and measures of one plan share one sequence of positions."""

    id: SectionId
    plan_id: PlanId
    parent_id: SectionId | None
    position: int
    number: str | None  # as printed: 一、 (一) 十二; None where it has none
    title: str

    @property
    def printed(self) -> str:
        """Number and title in one line: 一、加强标准化工作."""
        return numbered(self.number, self.title)


def numbered(number: str | None, text: str) -> str:
    """A number and what it numbers in one line; a bare 十二 gets its 、."""
    if not number:
        return text
    bare = number[-1] not in "、.．)）章条篇节 　是"
    return f"{number}{'、' if bare else ''}{text}"
