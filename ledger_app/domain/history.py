"""What one asks of the history: kinds of acts (操作), what became of them, and a query."""

from datetime import date
from enum import Enum

from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.record import record
from ledger_app.domain.unit import UnitId


class ActKind(Enum):
    """What an act is about, as the history is filtered. The value is the word clerks read."""

    IMPORT = "导入"
    ROWS = "增删和移动"
    TEXT = "文字"
    STATUS = "状态"
    DEADLINE = "时限"
    UNITS = "责任单位"
    PROGRESS = "进展"
    TARGETS = "指标和周期"
    EVIDENCE = "佐证材料"
    DOUBTS = "疑点"
    DIRECTORY = "单位名录"
    PLANS = "文件"
    SETTINGS = "设置"
    OTHER = "其他"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return self.value


_LABELS: dict[ActKind, tuple[str, ...]] = {
    ActKind.IMPORT: ("导入", "更新文件"),
    ActKind.ROWS: (
        *("新增任务", "拆分任务", "合并任务", "改为标题", "改为任务", "删除任务", "删除标题", "新增标题"),
        *("移动任务", "移动标题", "分解任务"),
    ),
    ActKind.TEXT: ("修改工作内容", "修改序号", "修改标题", "粘贴", "向下填充"),
    ActKind.STATUS: ("修改状态", "退回", "挂牌", "摘牌"),
    ActKind.DEADLINE: ("修改完成时限", "延期"),
    ActKind.UNITS: ("修改责任单位", "修改落实单位栏"),
    ActKind.PROGRESS: ("记进展", "修改进展", "删除进展"),
    ActKind.TARGETS: ("修改指标", "填报指标", "删除指标数值", "修改报送周期"),
    ActKind.EVIDENCE: ("添加佐证材料", "删除佐证材料"),
    ActKind.DOUBTS: ("核定疑点", "采用推定", "保留台账现值"),
    ActKind.DIRECTORY: (
        *("修改单位名称", "并为同一单位", "修改单位资料", "为单位改名", "添加单位别名", "修改单位别名"),
        *("删除单位别名", "修改集体单位成员"),
    ),
    ActKind.PLANS: ("修改文件标题", "删除文件", "归档文件", "取消归档", "结转未完成任务"),
    ActKind.SETTINGS: ("修改亮灯规则", "修改工作日", "保存视图", "改视图名", "删除视图"),
}
_KIND_OF = {label: kind for kind, labels in _LABELS.items() for label in labels}
ACT_LABELS = tuple(_KIND_OF)  # verbs, all of them: the window tells 已{label}


def act_kind(label: str) -> ActKind:
    """What an act of that label is about; the taking back of an act is about the same."""
    return _KIND_OF.get(label.replace("取回", "").strip("“‘’”"), ActKind.OTHER)


class Fate(Enum):
    """What became of an act. The value is the word clerks read, "" where there is nothing to say."""

    STANDS = ""
    UNDONE = "已撤销"
    TAKEN_BACK = "已取回"
    REVERSAL = "撤销"  # the line is itself an undo

    @property
    def label(self) -> str:
        """The word clerks read."""
        return self.value


@record
class HistoryQuery:
    """Which acts the history shows; what is empty or None does not narrow it."""

    words: tuple[str, ...] = ()  # each must occur in what the act is called, who did it, or what it changed
    kinds: frozenset[ActKind] = frozenset()
    measure_id: MeasureId | None = None
    plan_id: PlanId | None = None
    unit_id: UnitId | None = None
    who: str | None = None
    first: date | None = None  # inclusive
    last: date | None = None  # inclusive
