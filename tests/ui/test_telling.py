"""What the window says after an act."""

import re
from datetime import UTC, datetime

import pytest

from ledger_app.domain.change import Change, ChangeHead, ChangeId, ChangeKind
from ledger_app.domain.history import ACT_LABELS, ActKind, act_kind
from ledger_app.ui.telling import change_words
from tests.ui.ledger_samples import TODAY

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

# What clerks say they have done: 已新增, 已记, 已并为 … A label that begins with a thing makes 已单位改名.
VERB = re.compile(
    "导入|更新|新增|拆分|合并|改|删除|移动|分解|修改|粘贴|向下填充|退回|挂牌|摘牌|延期|记|填报|添加|核定|采用|保留|并为|"
    "为单位改名|归档|取消归档|结转|保存"
)


def a_change(label, kind=ChangeKind.DO):
    head = ChangeHead(id=ChangeId(1), kind=kind, of_change=None, label=label, at=NOW, who="", edit_count=0)
    return Change(head=head, edits=())


@pytest.mark.parametrize("label", ACT_LABELS)
def test_what_was_done_reads_as_a_sentence(label):
    assert VERB.match(label)
    assert change_words(a_change(label), 1) == f"已{label}"
    count = "" if act_kind(label) in (ActKind.DIRECTORY, ActKind.SETTINGS) else "（3项）"
    assert change_words(a_change(label), 3) == f"已{label}{count}"
    assert change_words(a_change(label, ChangeKind.UNDO), 1) == f"已撤销“{label}”"


def test_a_reform_is_told_as_one_says_it(window, ledger):
    """已单位改名: nobody says that."""
    unit = ledger.book.unit_named("市财政局")
    ledger.reform_unit(unit.id, "市财政和资产局", until=TODAY)
    assert window.pages.tell_bar.words == "已为单位改名"
