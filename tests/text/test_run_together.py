"""A plan in one paragraph, its line breaks and most of its punctuation lost."""

from ledger_app.text.run_together import split_run_together
from tests.text.tables import a_draft, a_text, outline

PLAN = (
    "云河市创建工作安排。各科室要落实责任。清洁街道工作(一)清运垃圾。责任部门:环卫科牵头领导:李四副局长"
    "(二)清洗护栏责任部门:市政科第 1 页共 3 页下载后可任意编辑美化公园工作(一)补种花木责任部门:园林科"
    "(二)更换座椅配合领导:王五副局长配合部门:园林科、后勤科"
)


def test_items_labels_and_headings_are_told_apart() -> None:
    assert outline(a_draft(a_text(PLAN))) == [
        "清洁街道工作",
        "  (一)清运垃圾。 | 环卫科负责",
        "  (二)清洗护栏 | 市政科负责",
        "美化公园工作",
        "  (一)补种花木 | 园林科负责",
        "  (二)更换座椅 | 园林科配合 后勤科配合",
    ]


def test_the_parts_make_up_the_paragraph() -> None:
    parts = split_run_together(PLAN)
    assert "".join(part for _, part in parts) == PLAN
    assert all(PLAN[start:].startswith(part) for start, part in parts)
    assert len(parts) > 5


def test_an_ordinary_paragraph_is_itself() -> None:
    text = "（一）清运垃圾。责任部门：环卫科。完成时限：6月。（二）清洗护栏，做到每周一次，不留死角。责任部门：市政科。"
    assert split_run_together(text) == [(0, text)]
