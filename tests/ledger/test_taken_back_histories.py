"""Random histories in which any act may be taken back, against a model that plays the other acts again."""

import re
import tempfile
from collections import defaultdict
from dataclasses import fields, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from ledger.test_histories import WHICH, Histories
from makers import FIELDS, Clock, a_document, a_draft

from ledger_app.domain.change import ChangeKind
from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import Measure, Place
from ledger_app.domain.plan import Field, Section
from ledger_app.store.tables import TABLES

MERGED = [("", ""), (None, None), ("", "旧进展"), ("", None), ("", None)]  # 状态 and 进展情况 of the five rows


def records_of(ledger):
    return {(kind, r.id): r for kind in TABLES if kind is not Place for r in ledger.book.table(kind).values()}


def played(acts):
    """What is left when these acts, each as its edits, are done one after the other, cell by cell."""
    rows = {}
    for edits in acts:
        for edit in edits:
            key = (type(edit.record), edit.record.id)
            if isinstance(edit.record, Place):
                continue
            if edit.before is None:
                assert key not in rows
                rows[key] = edit.after
            elif edit.after is None:
                del rows[key]
            else:
                rows[key] = cells_set(rows[key], edit)
    return rows


def cells_set(row, edit):
    changed = {}
    for field in fields(row):
        old, new = getattr(edit.before, field.name), getattr(edit.after, field.name)
        if old != new:
            changed[field.name] = new if field.name != "cells" else columns_set(row.cells, old, new)
    return replace(row, **changed)


def columns_set(held, old, new):
    wide = max(map(len, (held, old, new)))
    held, old, new = ([*cells, *[""] * (wide - len(cells))] for cells in (held, old, new))
    return tuple(b if a != b else c for a, b, c in zip(old, new, held, strict=True))


def comparable(rows):
    """The rows without what may differ: empty cells at the end, and the numbers of their places."""
    told = {}
    for key, row in rows.items():
        if isinstance(row, Measure):
            cells = list(row.cells)
            while cells and cells[-1] == "":
                cells.pop()
            row = replace(row, cells=tuple(cells))
        told[key] = replace(row, position=0) if isinstance(row, (Measure, Section)) else row
    return told


def orders(rows):
    """Of each plan its lines in order; those of one place, of which the ledger moves one, stand together."""
    lines = [row for row in rows.values() if isinstance(row, (Measure, Section))]
    places = defaultdict(set)
    for line in lines:
        places[line.plan_id, line.position].add((type(line), line.id))
    return [places[place] for place in sorted(places)]


def in_order(lines, model):
    """Whether the lines stand in the model's order."""
    at = 0
    for together in model:
        if set().union(*lines[at : at + len(together)]) != together:
            return False
        at += len(together)
    return True


def makes_room(edits):
    """Whether an act moved lines that were there: its taking back may leave them, and the model's numbers err."""
    lines = [edit for edit in edits if isinstance(edit.record, (Measure, Section)) and edit.before and edit.after]
    return any(edit.after.position != edit.before.position for edit in lines)


class TakenBack(Histories):
    """All acts of `Histories`, and the taking back of any of them."""

    @initialize(doubtful=st.booleans(), merged=st.booleans())
    def start(self, doubtful, merged):
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.ledger = self.opened(create=True)
        self.done = {}  # of each act: its edits
        self.taken = {}  # of each act that took one back: which
        self.live = []  # acts that are not undone
        self.undone = []
        self.seen = {}  # by the moment: all records, and all rows
        fields_ = (*FIELDS, Field.STATUS, Field.PROGRESS) if merged else FIELDS
        draft = a_draft(doubtful=doubtful, fields=fields_, cells=MERGED if merged else ())
        self.act(lambda: self.ledger.import_plan(draft, a_document()))

    def teardown(self):
        if hasattr(self, "ledger"):
            self.look_back()
            assert self.ledger.check() == ()
        super().teardown()

    def act(self, verb):
        change = verb()
        if change is not None:
            assert change.head.kind is ChangeKind.DO
            self.done[change.head.id] = change.edits
            self.live.append(change.head.id)
            self.undone.clear()
        return change

    def look_back(self):
        """Every state that was seen is what the ledger says it was at that time."""
        for moment, (records, rows) in self.seen.items():
            book = self.ledger.as_of(moment)
            assert {(kind, r.id): r for kind in TABLES for r in book.table(kind).values()} == records
            assert book.rows() == rows

    @property
    def standing(self):
        """The acts that are in force, the taking back of others left out."""
        gone = set()
        for act in reversed(self.live):
            if act in self.taken and act not in gone:
                gone |= {act, self.taken[act]}
        return [act for act in self.live if act not in gone]

    @precondition(lambda self: bool(self.live))
    @rule()
    def undo(self):
        self.ledger.undo()
        self.undone.append(self.live.pop())

    @precondition(lambda self: bool(self.undone))
    @rule()
    def redo(self):
        self.ledger.redo()
        self.live.append(self.undone.pop())

    @precondition(lambda self: bool(self.done))
    @rule(which=WHICH)
    def take_back(self, which):
        self.tried(list(self.done)[which % len(self.done)])

    @precondition(lambda self: bool(self.done))
    @rule()
    def take_each_back_and_undo_that(self):
        for act in tuple(self.done):
            if self.tried(act):
                self.look()
                self.undo()
                self.look()

    def tried(self, act):
        """Take an act back; whether it could be. If not, the sentence must name why."""
        refused = self.ledger.why_not(act)
        if refused is None:
            change = self.act(lambda: self.ledger.take_back(act))
            self.taken[change.head.id] = act
            return True
        with pytest.raises(UserError, match=re.escape(refused)):
            self.ledger.take_back(act)
        if act not in self.live:
            assert "已经撤销" in refused
        elif "已经取回" in refused:
            assert act in {self.taken[each] for each in self.live if each in self.taken} - set(self.standing)
        else:
            later = [self.ledger._store.head(each) for each in self.live if each > act]
            told = {f"{h.at:%H:%M}王倩的“{h.label.translate({0x201C: '‘', 0x201D: '’'})}”" for h in later}
            assert any(each in refused for each in told), (refused, told)
        return False

    @precondition(lambda self: bool(self.live))
    @rule()
    def the_newest_act_can_always_be_taken_back(self):
        if self.live[-1] in self.standing:
            assert self.ledger.why_not(self.live[-1]) is None

    @invariant()
    def the_rows_are_the_models(self):
        if hasattr(self, "ledger"):
            self.look()

    def look(self):
        now = records_of(self.ledger)
        if self.ledger.log(1):
            self.seen[self.ledger.log(1)[0].at] = now, self.ledger.book.rows()
        model = played(self.done[act] for act in self.standing)
        assert comparable(now) == comparable(model)
        if not any(makes_room(edits) for edits in self.done.values()):
            assert in_order(orders(now), orders(model))
        stored = self.ledger._store.load()
        assert {(kind, r.id): r for kind, rs in stored.items() for r in rs} == now

    @invariant()
    def no_two_rows_share_a_place(self):
        if hasattr(self, "ledger"):
            book = self.ledger.book
            lines = [(m.plan_id, m.position) for m in (*book.measures.values(), *book.sections.values())]
            assert len(lines) == len(set(lines))


TakenBack.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
test_taken_back = TakenBack.TestCase
