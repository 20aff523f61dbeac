"""Kill the program at random moments and look at what it left: `python tests/drills/kill.py --cycles 1000`.

A child imports, edits, undoes and redoes, and names each act only after its commit. The parent kills it,
opens the ledger and asks: is every act that was named in the journal, is the file sound, did each import happen whole
or not at all? It says nothing of power cuts: a killed process leaves the system's cache in order.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from makers import a_document, a_draft, ids_of

from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger

ROWS_OF_AN_IMPORT = 60


@dataclass
class Tally:
    """What the cycles showed."""

    cycles: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn_imports: int = 0
    unsound: int = 0
    unfinished_commits: int = 0  # a journal of SQLite's was left, and rolled back


def act_without_end(path: Path, seed: int) -> None:
    """The child: one act after another, each named on stdout after its commit."""
    chance = random.Random(seed)
    texts = [f"第{number}项任务，年底前完成。" for number in range(ROWS_OF_AN_IMPORT)]
    with Ledger.open(path, create=True) as ledger:
        while True:
            ids = ids_of(ledger)
            kind = chance.randrange(6) if ids else 0
            if kind == 0:
                draft = a_draft([("一", "标题", [("市住建局牵头，市财政局配合。", texts)])])
                change = ledger.import_plan(draft, a_document(content=str(chance.random()).encode()))
            elif kind == 1:
                change = ledger.undo()
            elif kind == 2 and ledger.redo_label:
                change = ledger.redo()
            elif kind == 3:
                change = ledger.add_progress(chance.choice(ids), on=ledger._today(), done="做了一些", percent=10)
            else:
                change = ledger.set_status(chance.sample(ids, 5), chance.choice(list(Status)))
            if change is not None:
                print(change.head.id, flush=True)


def one_cycle(path: Path, seed: int, tally: Tally) -> None:
    """Start a child, kill it, look."""
    chance = random.Random(seed)
    with subprocess.Popen(
        [sys.executable, __file__, "--act", str(path), "--seed", str(seed)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        named = [child.stdout.readline()]
        time.sleep(chance.uniform(0, 0.06))
        child.kill()
        named += child.stdout.readlines()
    acknowledged = {int(line) for line in named if line.strip().isdigit()}
    tally.unfinished_commits += path.with_name(path.name + "-journal").exists()
    with Ledger.open(path) as ledger:
        kept = {head.id for head in ledger.log(limit=10**9)}
        plans = [row.plan.id for row in ledger.book.rows()]
        tally.unsound += bool(ledger.check())
    tally.cycles += 1
    tally.acknowledged += len(acknowledged)
    tally.lost += len(acknowledged - kept)
    tally.torn_imports += sum(plans.count(plan) != ROWS_OF_AN_IMPORT for plan in set(plans))


def drill(cycles: int, seed: int = 0) -> Tally:
    """So many cycles over ledgers that grow for twenty cycles each."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for cycle in range(cycles):
            one_cycle(Path(folder) / f"{cycle // 20}.ledger", seed + cycle, tally)
    return tally


def main() -> None:
    """The drill from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--act", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.act:
        act_without_end(args.act, args.seed)
    else:
        print(drill(args.cycles, args.seed))


if __name__ == "__main__":
    main()
