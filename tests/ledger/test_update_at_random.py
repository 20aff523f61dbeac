"""Random plans, randomly edited: what stayed keeps its id, and the ledger stays whole."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from makers import a_draft, a_ledger

from ledger_app.documents.annex_out import lay_out_annex
from ledger_app.domain.comparison import KEEP_ROW, REMOVE_ROW
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Section
from tests.ledger.version_maker import HOUSES, NEW_FILE, PLAN, ROADS, WATER, choose

WORK = [
    *("打捞河面漂浮物", "拆除两岸违章建筑", "补种行道树三千株", "修复人行道护栏", "清运建筑垃圾", "疏浚城区沟渠"),
    *("检修排涝泵站", "安装水位监测仪", "公示河长名单", "关停小散作坊", "铺设雨污管网", "改建农贸市场"),
]
UNITS = ["市水务局负责", "市城管局牵头,市公安局配合。", "各区(县)政府负责", ""]


@st.composite
def plans(draw):
    """Rows of a plan: (heading, text, unit phrase), under headings in order."""
    texts = draw(st.lists(st.sampled_from(WORK), min_size=1, max_size=9, unique=True))
    headings = sorted(draw(st.lists(st.integers(0, 2), min_size=len(texts), max_size=len(texts))))
    phrases = draw(st.lists(st.sampled_from(UNITS), min_size=len(texts), max_size=len(texts)))
    return list(zip(headings, texts, phrases, strict=True))


@st.composite
def edited_plans(draw):
    """A plan, what it is edited to, and which of its texts were not reworded."""
    old = draw(plans())
    new, reworded = [], set()
    for heading, text, phrase in old:
        act = draw(st.sampled_from(["keep", "keep", "drop", "reword", "units", "insert", "move"]))
        if act == "insert":
            new.append((heading, f"{text[2:]}另行组织验收并通报{len(new)}批", draw(st.sampled_from(UNITS))))
        if act == "reword":
            reworded.add(text)
            text = f"{text}并逐月通报"
        if act != "drop":
            row = (draw(st.integers(0, 2)) if act == "move" else heading, text, phrase)
            new.append((row[0], row[1], draw(st.sampled_from(UNITS))) if act == "units" else row)
    new.sort(key=lambda row: row[0])
    return old, new, reworded


def groups_of(rows):
    groups = []
    for heading, text, phrase in rows:
        title = (HOUSES, ROADS, WATER)[heading]
        if not groups or groups[-1][1] != title:
            groups.append(("一二三"[heading], title, []))
        cells = groups[-1][2]
        if cells and cells[-1][0] == phrase:
            cells[-1][1].append(text)
        else:
            cells.append((phrase, [text]))
    return groups


def annex_cells(ledger):
    return lay_out_annex(ledger.book.annex(PLAN))


def assert_whole(ledger):
    """What must hold in every ledger: cells cover neighbours, rows stand under their headings, the file is sound."""
    book = ledger.book
    order = list(book.measures_of(PLAN))
    for cell_id in book.unit_cells:
        covered = sorted(order.index(id_) for id_ in book.covered_by(cell_id))
        assert covered, "a cell that covers nothing"
        assert covered == list(range(covered[0], covered[0] + len(covered)))
    under = None
    for line in book.annex(PLAN).lines:
        under = line.id if isinstance(line, Section) else under
        assert isinstance(line, Section) or line.measure.section_id == under
    assert ledger.check() == ()


@settings(max_examples=60)
@given(edit=edited_plans(), remove=st.booleans())
def test_random_edits_keep_the_ids_of_what_stayed(edit, remove):
    old, new, reworded = edit
    with (
        tempfile.TemporaryDirectory() as folder,
        a_ledger(Path(folder) / "甲.ledger", a_draft(groups_of(old))) as ledger,
    ):
        before, ids = ledger.book.rows(), {row.measure.text: row.measure.id for row in ledger.book.rows()}
        draft = a_draft(groups_of(new))
        draft = choose(ledger, draft, DoubtKind.ROW_GONE, REMOVE_ROW if remove else KEEP_ROW)
        ledger.update_plan(PLAN, draft, NEW_FILE)
        assert_whole(ledger)
        now = {row.measure.text: row.measure.id for row in ledger.book.rows()}
        for text, measure_id in ids.items():
            if text in now:
                assert now[text] == measure_id
            if text in reworded:
                assert now[f"{text}并逐月通报"] == measure_id
        if remove:
            with a_ledger(Path(folder) / "乙.ledger", a_draft(groups_of(new))) as fresh:
                assert annex_cells(ledger) == annex_cells(fresh)
        else:
            assert set(ids.values()) <= set(now.values())
        ledger.undo()
        assert ledger.book.rows() == before
        assert_whole(ledger)
