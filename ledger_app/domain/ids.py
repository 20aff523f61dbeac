"""The ids that several kinds of record refer to; the others stand beside their record."""

from typing import NewType

PlanId = NewType("PlanId", int)
SectionId = NewType("SectionId", int)
MeasureId = NewType("MeasureId", int)
