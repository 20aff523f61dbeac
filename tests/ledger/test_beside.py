"""A job that holds the ledger: written in another thread, shown when it ends, nothing changed when it is cancelled."""

import threading

import pytest
from makers import a_draft, a_ledger, ids_of

from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.domain.status import Status


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "台账.ledger", a_draft()) as made:
        yield made


def in_a_thread(job, *, cancelled=lambda: False, steps=None):
    """Run a job as a worker does; what it raised, if anything."""
    raised = []

    def run():
        try:
            job(lambda done, total: steps.append((done, total)) if steps is not None else None, cancelled)
        except (CancelledError, UserError) as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return raised


def test_the_book_follows_when_the_job_ends(ledger):
    told = []
    ledger.subscribe(told.append)
    ids, book, steps = ids_of(ledger), ledger.book, []
    job = ledger.beside(lambda **_: ledger.set_status(ids, Status.DONE))
    assert in_a_thread(job, steps=steps) == []
    assert ledger.book is book
    assert not told
    assert Status.DONE not in {m.status for m in book.measures.values()}
    job.end()
    assert {m.status for m in ledger.book.measures.values()} == {Status.DONE}
    assert [change.head.label for change in told] == [ledger.undo_label] == ["修改状态"]
    assert (steps[0], steps[-1]) == ((0, len(ids)), (len(ids), len(ids)))
    assert ledger.check() == ()


def test_a_book_made_beside_is_the_book_of_the_file(ledger, tmp_path):
    ids = ids_of(ledger)
    for verb in (lambda: ledger.remove_measures(ids[:2]), ledger.undo, ledger.redo):
        job = ledger.beside(lambda verb=verb, **_: verb())
        in_a_thread(job)
        job.end()
        with type(ledger).open(ledger.path, read_only=True) as read:
            assert read.book.rows() == ledger.book.rows()


def test_cancelled_nothing_is_written(ledger):
    ids, acts = ids_of(ledger), ledger.log()
    job = ledger.beside(lambda **_: ledger.remove_measures(ids))
    raised = in_a_thread(job, cancelled=lambda: True)
    job.end()
    assert [type(error) for error in raised] == [CancelledError]
    assert ids_of(ledger) == ids
    assert ledger.log() == acts
    assert ledger.set_status(ids, Status.DONE) is not None


def test_who_is_beside_it_waits(ledger):
    ids = ids_of(ledger)
    job = ledger.beside(lambda **_: ledger.set_status(ids, Status.DONE))
    for act in (lambda: ledger.set_text(ids[0], "别的"), ledger.undo, lambda: ledger.beside(print)):
        with pytest.raises(UserError, match="上一步还在进行"):
            act()
    job.end()
    assert ledger.set_text(ids[0], "别的") is not None


def test_a_read_only_ledger_can_be_held_for_reading(ledger):
    with type(ledger).open(ledger.path, read_only=True) as reader:
        job = reader.beside(lambda **_: len(reader.book.measures))
        assert in_a_thread(job) == []
        job.end()


def test_how_much_undo_and_redo_would_write(ledger):
    ids = ids_of(ledger)
    ledger.set_status(ids, Status.DONE)
    size = ledger.undo_size
    assert size >= len(ids)
    ledger.undo()
    assert ledger.redo_size == size
    with type(ledger).open(ledger.path, read_only=True) as reader:
        assert (reader.undo_size, reader.redo_size) == (ledger.undo_size, ledger.redo_size)


def test_the_edits_of_an_act_are_not_kept_in_memory(ledger):
    """An import of 100,000 rows would double what the ledger needs."""
    ids = ids_of(ledger)
    change = ledger.set_status(ids, Status.DONE)
    assert ledger.book._touched == (None, frozenset())
    assert ledger.book.touched(change.edits) == set(ids)
