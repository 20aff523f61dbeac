"""What every reader of a plan hands over, whatever its form: headings and measures in order, units as printed."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Layout
from ledger_app.domain.stage import Stage
from ledger_app.domain.unit import Role
from ledger_app.text.duty_phrase import Convention


class Basis(Enum):
    """Where the units of a measure stand printed."""

    OWN = "own"  # in its own cell, or one merged over it
    ABOVE = "above"  # taken from the row above
    BELOW = "below"  # taken from the row below, across a page break
    NOWHERE = "nowhere"  # not printed, and no row beside it may lend its own


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a measure stands in the original: row or paragraph from 1, column or character from 0."""

    part: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A doubt as a reader raises it; `message` may begin with {row}, which the name of the row replaces."""

    kind: DoubtKind
    message: str
    proposal: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedUnits:
    """A unit cell as printed."""

    column: int
    text: str
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingLine:
    """A heading; `level` 0 is the outermost."""

    level: int
    number: str | None
    title: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure; `units` are places in the outline's list of unit cells."""

    text: str
    number: str | None = None
    units: tuple[int, ...] = ()
    basis: Basis = Basis.OWN
    cells: tuple[str | None, ...] = ()
    deadline: str | None = None  # what its 完成时限 cell says
    heading_deadline: str | None = None  # what the heading over it says, for a measure that names no time
    common_deadline: str | None = None  # what is said once for all measures, for one that names no other
    by_convention: bool = True  # False: it is printed before the words that state the plan's convention
    status: str | None = None  # what its 状态 cell says
    aims: str = ""  # what its 目标 cells say
    joining: str = ""  # what its 备注 cell says of further units: 会同市甲局
    spots: tuple[Spot, ...] = ()
    remarks: tuple[Remark, ...] = ()
    closes: int | None = None  # the headings of this level and deeper end above it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A plan as read, before units, dates and ids are worked out."""

    title: str
    layout: Layout
    lines: tuple[HeadingLine | MeasureLine, ...]
    unit_cells: tuple[PrintedUnits, ...] = ()
    remarks: tuple[Remark, ...] = ()  # on the plan as a whole
    doc_number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    year: int | None = None  # the one its text speaks of, for phrases without a year
    assumed_year: int | None = None  # that of the import, where no year stands anywhere in the file
    names_units: bool = True  # False: a plan that leaves open who does what
    convention: Convention | None = None
    stages: tuple[Stage, ...] = ()
