"""Random histories against the simplest model: a list of what the rows were after each act."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from makers import Clock, a_document, a_draft, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Book, Ledger

NAMES = st.sampled_from(["市住建局", "市财政局", "市水务局", "各区(县)政府", "市交通局"])
PHRASES = st.sampled_from(["市水务局负责。", "市交通局牵头,市财政局、各区(县)政府配合。", "", "由双方另行商定"])
WHICH = st.integers(0, 50)


class Histories(RuleBasedStateMachine):
    @initialize(doubtful=st.booleans())
    def start(self, doubtful):
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.ledger = self.opened(create=True)
        self.states = [()]
        self.at = 0
        self.act(lambda: self.ledger.import_plan(a_draft(doubtful=doubtful), a_document()))

    def opened(self, *, create=False):
        return Ledger.open(Path(self.folder.name) / "甲.ledger", create=create, now=self.clock, who="王倩")

    def teardown(self):
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()

    def act(self, verb):
        if verb() is not None:
            self.states[self.at + 1 :] = [self.ledger.book.rows()]
            self.at += 1

    def one(self, which):
        ids = ids_of(self.ledger)
        return ids[which % len(ids)]

    def some(self, which, many):
        ids = ids_of(self.ledger)
        start = which % len(ids)
        return ids[start : start + many]

    has_rows = precondition(lambda self: bool(self.ledger.book.measures))

    @has_rows
    @rule(which=WHICH, many=st.integers(1, 4), status=st.sampled_from(Status))
    def set_status(self, which, many, status):
        self.act(lambda: self.ledger.set_status(self.some(which, many), status))

    @has_rows
    @rule(which=WHICH, phrase=st.sampled_from(["2026-10-31", "年底前", "长期坚持", ""]))
    def set_deadline(self, which, phrase):
        self.act(lambda: self.ledger.set_deadline([self.one(which)], phrase))

    @has_rows
    @rule(which=WHICH, text=st.sampled_from(["甲。", "乙。", "丙" * 300]))
    def set_text(self, which, text):
        self.act(lambda: self.ledger.set_text(self.one(which), text))

    @has_rows
    @rule(
        which=WHICH,
        many=st.integers(1, 3),
        named=st.lists(st.tuples(NAMES, st.sampled_from(Role)), max_size=3, unique_by=lambda pair: pair[0]),
    )
    def set_units(self, which, many, named):
        self.act(lambda: self.ledger.set_units(self.some(which, many), named))

    @has_rows
    @rule(which=WHICH, phrase=PHRASES)
    def set_phrase(self, which, phrase):
        self.act(lambda: self.ledger.set_unit_phrase(self.one(which), phrase))

    @has_rows
    @rule(which=WHICH)
    def add(self, which):
        after = self.one(which)
        plan_id = self.ledger.book.row(after).plan.id
        self.act(lambda: self.ledger.add_measure(plan_id=plan_id, after=after, section_id=None, text="新增一项。"))

    @has_rows
    @rule(which=WHICH, many=st.integers(1, 3))
    def remove(self, which, many):
        self.act(lambda: self.ledger.remove_measures(self.some(which, many)))

    @has_rows
    @rule(which=WHICH, percent=st.none() | st.integers(0, 100))
    def report(self, which, percent):
        self.act(
            lambda: self.ledger.add_progress(self.one(which), on=self.ledger._today(), done="做了", percent=percent)
        )

    @rule(choice=st.sampled_from(["市住建局牵头,市财政局配合。", "市交通局负责。", ""]))
    def settle(self, choice):
        for doubt in self.ledger.book.open_doubts():
            self.act(lambda doubt=doubt: self.ledger.settle_doubt(doubt.id, choice))

    @rule()
    def undo(self):
        if self.at == 0:
            with pytest.raises(UserError):
                self.ledger.undo()
        else:
            self.ledger.undo()
            self.at -= 1

    @rule()
    def redo(self):
        if self.at == len(self.states) - 1:
            with pytest.raises(UserError):
                self.ledger.redo()
        else:
            self.ledger.redo()
            self.at += 1

    @rule()
    def reopen(self):
        self.ledger.close()
        self.ledger = self.opened()

    @invariant()
    def the_rows_are_the_models(self):
        if hasattr(self, "ledger"):
            assert self.ledger.book.rows() == self.states[self.at]
            assert Book(self.ledger._store.load()).rows() == self.states[self.at]

    @invariant()
    def every_unit_cell_covers_neighbouring_rows(self):
        if hasattr(self, "ledger"):
            book = self.ledger.book
            for cell_id in book.unit_cells:
                covered = book.covered_by(cell_id)
                assert covered, "a cell that covers nothing"
                order = list(book.measures_of(book.unit_cells[cell_id].plan_id))
                first = order.index(covered[0])
                assert tuple(order[first : first + len(covered)]) == covered


Histories.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
test_histories = Histories.TestCase
