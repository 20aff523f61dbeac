"""Newer versions of a plan for tests, and the ledger's plan as one reads it."""

from makers import a_document, a_review

from ledger_app.domain.ids import PlanId
from ledger_app.domain.plan import Field, Section

PLAN = PlanId(1)
NEW_FILE = a_document("新.xlsx", b"newer")
HOUSES, ROADS, WATER = "完善老旧小区改造。", "改善农村道路。", "治理河道。"
LED = "市住建局牵头,市财政局配合。"
FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.STATUS, Field.PROGRESS, Field.OTHER)


def houses(*texts):
    return ("一", HOUSES, [(LED, list(texts))])


def roads(*texts):
    return ("二", ROADS, [("市交通局负责。", list(texts))])


def lines(ledger):
    return [
        line.printed if isinstance(line, Section) else f"{line.measure.id} {line.measure.text}{line.unit_text}"
        for line in ledger.book.annex(PLAN).lines
    ]


def choose(ledger, draft, kind, choice):
    """The draft compared, reviewed, and every doubt of that kind settled so."""
    review = a_review(ledger.compared(PLAN, draft))
    for doubt in [doubt for doubt in review.doubts if doubt.kind is kind]:
        review.settle_doubt(doubt.id, choice)
    return review.result()
