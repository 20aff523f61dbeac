"""A ledger: the verbs on one file. Everything that changes it goes through `_do`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_app.domain.change import Change, ChangeHead, ChangeId, ChangeKind
from ledger_app.domain.errors import UserError
from ledger_app.domain.evidence import Attachment, AttachmentId
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Measure, Place
from ledger_app.domain.plan import Plan
from ledger_app.ledger.book import Book
from ledger_app.ledger.committing import Committing
from ledger_app.store.store import Store

if TYPE_CHECKING:
    from ledger_app.domain.document import Document
    from ledger_app.domain.draft import PlanDraft
    from ledger_app.domain.history import HistoryQuery
    from ledger_app.ledger.bin import BinEntry
    from ledger_app.ledger.history import History
    from ledger_app.ledger.past import Rewind


def _now() -> datetime:
    return datetime.now().astimezone()


def _login() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


def check_file(path: Path) -> tuple[tuple[str, ...], int]:
    """What is wrong with a ledger file, and how many measures it holds; also where it is too damaged to be opened.

    Raises UserError if it is no ledger at all.
    """
    from ledger_app.store import proof

    return proof.check_file(path)


class Ledger(Committing):
    """One ledger file, open. Written by one thread at a time; listeners are told after each commit."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        now: Callable[[], datetime] = _now,
        who: str | None = None,
    ) -> "Ledger":
        """Open a ledger; with `create`, make it if nothing is there.

        Raises LedgerLockedError if another program is writing to it, UserError for all else that is wrong with it.
        """
        store = Store(path, create=create, read_only=read_only, now=now())
        try:
            return cls(path, store, read_only=read_only, now=now, who=_login() if who is None else who)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Close the file; the ledger is of no use afterwards."""
        self._store.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- import

    def already_imported(self, document: "Document", draft: "PlanDraft | None" = None) -> Plan | None:
        """The plan that came from the very same file, if the ledger has it; with a draft, from the same part of it."""
        from ledger_app.ledger.versions import is_same_part

        same = (plan for plan in self.book.plans.values() if plan.source_hash == document.sha256)
        return next((p for p in same if draft is None or is_same_part(self.book, p.id, draft, self.places_of)), None)

    def import_plan(self, draft: "PlanDraft", document: "Document") -> Change:
        """Store a draft as one plan, and its document as the original. Raises UserError if it is there already."""
        from ledger_app.ledger.adoption import adopt

        known = self.already_imported(document, draft)
        if known is not None:
            raise UserError(f"“{document.name}”已经导入过，就是文件“{known.title}”")
        pending = self._pending()
        plan = replace(draft.plan, source_name=document.name, source_hash=document.sha256)
        adopt(replace(draft, plan=plan), self.book, pending)
        self._check_writable()
        return self._commit(ChangeKind.DO, None, "导入", pending.edits, [(document.name, document.original)])

    def earlier_version(self, draft: "PlanDraft") -> Plan | None:
        """The plan that a draft is a newer version of, if the ledger has it."""
        from ledger_app.ledger.versions import earlier_version

        found = earlier_version(self.book, draft)
        return None if found is None else self.book.plans[found]

    def compared(self, plan_id: PlanId, draft: "PlanDraft") -> "PlanDraft":
        """The draft as a newer version of that plan: its differences are doubts, `comparison` pairs the rows.

        What the clerk has changed in the ledger and the file has not is kept; reads the plan's original again.
        """
        from ledger_app.ledger.comparison import with_differences
        from ledger_app.ledger.rereading import reread

        try:
            base = reread(self.original(plan_id), self.book, plan_id, self.places_of)
        except KeyError:  # the plan has no original
            base = None
        return with_differences(draft, self.book, plan_id, base)

    def update_plan(self, plan_id: PlanId, draft: "PlanDraft", document: "Document") -> Change | None:
        """Let a newer version take a plan's place: rows that stay keep id, status and progress; one that is gone stays
        unless its doubt was settled otherwise. Raises UserError if the document is another plan's."""
        from ledger_app.ledger.update import update

        known = self.already_imported(document, draft)
        if known is not None and known.id != plan_id:
            raise UserError(f"“{document.name}”已经导入过，就是文件“{known.title}”")
        if draft.comparison is None or draft.comparison.plan_id != plan_id:
            draft = self.compared(plan_id, draft)
        pending = self._pending()
        plan = replace(draft.plan, source_name=document.name, source_hash=document.sha256)
        update(replace(draft, plan=plan), plan_id, self.book, pending, self.places_of)
        self._check_writable()
        if not pending.edits:
            return None
        return self._commit(ChangeKind.DO, None, "更新文件", pending.edits, [(document.name, document.original)])

    # ---- undo and redo

    def undo(self) -> Change:
        """Take the newest act back; it may be one of an earlier day. Raises UserError if there is none."""
        self._check_writable()
        return self._invert(self._store.undoable(), ChangeKind.UNDO, "没有可撤销的操作")

    def redo(self) -> Change:
        """Do again what was taken back last. Raises UserError if there is nothing."""
        self._check_writable()
        return self._invert(self._store.redoable(), ChangeKind.REDO, "没有可重做的操作")

    def _invert(self, head: ChangeHead | None, kind: ChangeKind, nothing: str) -> Change:
        if head is None:
            raise UserError(nothing)
        return self._commit(kind, head.id, head.label, self._store.inverse_edits(head.id))

    # ---- taking one act back

    def take_back(self, change_id: ChangeId) -> Change:
        """Take one act of the past back, whatever was done since. Raises UserError where a later act is in the way."""
        from ledger_app.ledger.taking_back import label_of_taking_back, taking_back

        self._check_writable()
        with taking_back(self.book, self._store, [change_id], self._now()) as past:
            refused = past.why_not(change_id)
            head, edits = past.act(change_id), () if refused else past.edits(change_id)
        if refused:
            raise UserError(refused)
        label = label_of_taking_back(head.label)
        return self._commit(ChangeKind.DO, None, label, edits, takes_back=head.id)

    def why_not(self, change_id: ChangeId) -> str | None:
        """Why an act of the past cannot be taken back now, in one sentence; None if it can."""
        from ledger_app.ledger.taking_back import taking_back

        if self.read_only:
            return self._read_only_sentence
        with taking_back(self.book, self._store, [change_id], self._now()) as past:
            return past.why_not(change_id)

    def is_quickly_told(self, change_id: ChangeId) -> bool:
        """Whether `why_not` knows at once; else only `take_back` looks through all that was done since."""
        from ledger_app.ledger.taking_back import may_be_told

        return may_be_told(self._store, change_id)

    def bin(self) -> "tuple[BinEntry, ...]":
        """The recycle bin, newest first: what acts took out; `take_back` brings it back."""
        from ledger_app.ledger.bin import bin_of

        frozen = self._read_only_sentence if self.read_only else None
        return bin_of(self.book, self._store, self._now(), frozen)

    # ---- the past

    def log(self, limit: int | None = 200, query: "HistoryQuery | None" = None) -> tuple[ChangeHead, ...]:
        """The newest acts, newest first, of those that a query asks for; no limit: all."""
        return self._store.heads(limit) if query is None else self.history().heads(query, limit)

    def history(self) -> "History":
        """The acts and what they changed, to be asked again and again."""
        from ledger_app.ledger.history import History

        return History(self, self._store, self._now().tzinfo)

    def as_of(self, moment: datetime | date) -> Book:
        """The ledger as it stood at a moment, or at the end of a day; reads the journal backwards."""
        from ledger_app.ledger.past import as_of

        return as_of(self.book, self._store, moment, self._now().tzinfo)

    def rewind(self) -> "Rewind":
        """The ledger's records, to be taken back day by day."""
        from ledger_app.ledger.past import Rewind

        return Rewind(self.book, self._store, self._now().tzinfo)

    def history_of(self, measure_id: MeasureId) -> tuple[ChangeHead, ...]:
        """The acts that touched a measure or what belongs or belonged to it, newest first; it may be gone itself."""
        return self._store.heads(None, among=self._store.changes_about(Measure, measure_id))

    def updated_days(self) -> dict[MeasureId, date]:
        """The day of the last act on each measure, or on what belongs to it; reads the whole journal."""
        from ledger_app.ledger.updates import updated_days

        return updated_days(self.book, self._store)

    def original(self, plan_id: PlanId) -> bytes:
        """The document a plan was imported from. Raises KeyError if the plan has none."""
        return self._store.original(self.book.plans[plan_id].source_hash)

    def attached(self, attachment_id: AttachmentId) -> bytes:
        """The content of a piece of evidence. Raises KeyError if it is gone."""
        return self._store.original(self.book.table(Attachment)[attachment_id].sha256)

    def places_of(self, measure_id: MeasureId) -> tuple[Place, ...]:
        """Where a measure stands in its plan's original."""
        return self._store.places_of(measure_id)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, one Chinese sentence each; empty when it is sound."""
        return self._store.check()
