"""Random histories against the simplest model: a list of what the rows were after each act."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from makers import Clock, a_document, a_draft, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import UNIT_FIELDS, Field, Section
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Book, Ledger
from ledger_app.ledger.paste import preview_paste

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

    @has_rows
    @rule(which=WHICH, many=st.integers(1, 3), where=WHICH, into=st.none() | WHICH)
    def move(self, which, many, where, into):
        sections = sorted(self.ledger.book.sections)
        ids = self.of_one_plan(self.some(which, many))
        if into is not None and sections:
            section_id = sections[into % len(sections)]
            if self.ledger.book.sections[section_id].plan_id != self.ledger.book.measures[ids[0]].plan_id:
                return
            self.act(lambda: self.ledger.move_measures(ids, section_id=section_id, after=None))
        else:
            after = self.one(where)
            if self.of_one_plan([ids[0], after]) == [ids[0], after]:
                self.act(lambda: self.ledger.move_measures(ids, section_id=None, after=after))

    @rule(which=WHICH, where=st.none() | WHICH)
    def move_section(self, which, where):
        sections = sorted(self.ledger.book.sections)
        if sections:
            moved = self.ledger.book.sections[sections[which % len(sections)]]
            level = [s.id for s in self.ledger.book.sections.values() if self.beside(s, moved)]
            after = level[where % len(level)] if where is not None and level else None
            self.act(lambda: self.ledger.move_section(moved.id, after=after))

    def beside(self, section, other):
        return section.id != other.id and (section.plan_id, section.parent_id) == (other.plan_id, other.parent_id)

    @has_rows
    @rule(which=WHICH, title=st.sampled_from(["新标题", "另一标题"]), above=st.booleans())
    def add_section(self, which, title, above):
        measure = self.ledger.book.measures[self.one(which)]
        place = {"above": measure.id} if above else {"after": measure.section_id}
        self.act(lambda: self.ledger.add_section(measure.plan_id, number="九", title=title, **place))

    @has_rows
    @rule(which=WHICH)
    def break_down(self, which):
        measure = self.ledger.book.measures[self.one(which)]
        if measure.parent_id is None:
            self.act(lambda: self.ledger.add_sub_measure(measure.id, "分解一项。"))
        else:
            with pytest.raises(UserError):
                self.ledger.add_sub_measure(measure.id, "分解一项。")

    @has_rows
    @rule(which=WHICH, many=st.integers(1, 4), at=st.integers(0, 3))
    def reshape(self, which, many, at):
        measure_id = self.one(which)
        acts = (
            lambda: self.ledger.split_measure(measure_id, 2),
            lambda: self.ledger.merge_measures(self.some(which, many)),
            lambda: self.ledger.promote(measure_id),
            lambda: self.ledger.demote(self.ledger.book.measures[measure_id].section_id),
        )
        with suppress(UserError):  # not neighbours, or reported on: then nothing has changed, as the model says
            if at < 3 or self.ledger.book.measures[measure_id].section_id is not None:
                self.act(acts[at])

    @has_rows
    @rule(
        which=WHICH,
        many=st.integers(2, 4),
        field=st.sampled_from([Field.STATUS, Field.DEADLINE, Field.UNITS, Field.TEXT]),
    )
    def fill_down(self, which, many, field):
        self.act(lambda: self.ledger.fill_down(self.some(which, many), field))

    @has_rows
    @rule(
        which=WHICH,
        many=st.integers(1, 2),
        lines=st.lists(
            st.tuples(
                st.sampled_from(["丁。", "戊。", ""]),
                PHRASES,
                st.sampled_from(["年底前", "2026-10-31", "某日", ""]),
                st.sampled_from(["进行中", "已销号", "好了"]),
                st.sampled_from(["做了一半", ""]),
            ),
            min_size=1,
            max_size=4,
        ),
    )
    def paste(self, which, many, lines):
        columns = (Field.TEXT, Field.UNITS, Field.DEADLINE, Field.STATUS, Field.PROGRESS)
        at = self.of_one_plan(self.some(which, many))
        plan = preview_paste(self.ledger.book, tuple(lines), at, columns, today=self.ledger._today())
        self.act(lambda: self.ledger.paste(plan))

    @has_rows
    @rule(which=WHICH, archive=st.booleans())
    def carry_over(self, which, archive):
        plan_id = self.ledger.book.measures[self.one(which)].plan_id
        with suppress(UserError):  # all is finished
            self.act(lambda: self.ledger.carry_over(plan_id, "下一年的分工表", archive=archive))

    def of_one_plan(self, ids):
        plan_id = self.ledger.book.measures[ids[0]].plan_id
        return [id_ for id_ in ids if self.ledger.book.measures[id_].plan_id == plan_id]

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
        assert self.ledger.check() == ()
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

    @invariant()
    def every_row_has_one_cell_in_each_unit_column(self):
        if hasattr(self, "ledger"):
            for row in self.ledger.book.rows():
                columns = [at for at, field in enumerate(row.plan.layout.fields) if field in UNIT_FIELDS]
                assert [cell.column for cell in row.unit_cells] == columns

    @invariant()
    def families_stand_together_under_one_heading(self):
        if hasattr(self, "ledger"):
            above = None
            for row in self.ledger.book.rows():
                measure = row.measure
                if measure.parent_id is not None:
                    assert above is not None
                    assert measure.parent_id in (above.id, above.parent_id)
                    assert self.ledger.book.measures[measure.parent_id].parent_id is None
                    assert (measure.plan_id, measure.section_id) == (above.plan_id, above.section_id)
                above = measure

    @invariant()
    def rows_stand_below_their_own_heading(self):
        if hasattr(self, "ledger"):
            for plan_id in self.ledger.book.plans:
                heading = None
                for line in self.ledger.book.annex(plan_id).lines:
                    if isinstance(line, Section):
                        heading = line.id
                    else:
                        assert line.measure.section_id == heading


Histories.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
test_histories = Histories.TestCase
