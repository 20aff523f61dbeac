"""How a target and a recurrence are said to a clerk. No Qt here."""

from ledger_app.domain.recurrence import Recurrence
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.target import Operator, Target

SOFT = "力争"  # the word for a target that is aimed at, not promised
_SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤"}


def target_text(target: Target) -> str:
    """A target in a word: ≥80%, 4.2亿元; as printed where it is no single number."""
    if len(target.numbers) != 1 or target.operator is Operator.TIMES:
        return target.phrase
    return f"{_SIGNS.get(target.operator, '')}{_number(target.numbers[0])}{target.unit}"


def target_sentence(target: Target) -> str:
    """A target in full: 绿地面积 达到42公顷."""
    single = len(target.numbers) == 1 and target.operator is not Operator.TIMES
    said = f"{target.operator.label}{_number(target.numbers[0])}{target.unit}" if single else target.phrase
    return f"{target.what} {said}".strip() + (f"（{SOFT}，不是硬指标）" if target.soft else "")


def targets_text(row: MeasureRow) -> str:
    """All targets of a row, for who hears or hovers over it."""
    return "；".join(target_sentence(target) for target in row.targets)


def recurrence_text(recurrence: Recurrence) -> str:
    """How often, and by which day to report: 每月，25日前报."""
    day = f"，{recurrence.report_day}日前报" if recurrence.report_day else ""
    return f"{recurrence.cadence.label}{day}"


def recurrences_text(row: MeasureRow) -> str:
    """All recurrences of a row."""
    return "、".join(recurrence_text(recurrence) for recurrence in row.recurrences)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
