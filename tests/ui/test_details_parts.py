"""What is kept beside a measure: 挂牌, targets, periods, evidence, 延期, 退回, its parts, and its original."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ledger_app.domain.evidence import TargetValue, TargetValueId
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Progress, ProgressId
from ledger_app.domain.recurrence import Cadence, Recurrence
from ledger_app.domain.status import Status
from ledger_app.domain.target import Operator, Target, TargetId
from ledger_app.ui.details.periods import periods_of
from ledger_app.ui.details.targets import TargetBar, expected_text, percent_of, reached_text
from ledger_app.ui.dialogs.reasons import ExtensionDialog, SendBackDialog
from ledger_app.ui.views.details import EVIDENCE, HISTORY
from tests.ui.ledger_samples import TODAY
from tests.ui.steps import select, shown

ROW = MeasureId(3)


@pytest.fixture
def details(qtbot, window):
    select(window, ROW)
    qtbot.waitUntil(lambda: window.details.row is not None and window.details.row.measure.id == ROW)
    return window.details


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(widget):
    QApplication.processEvents()  # what was just put in is shown
    said = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return said + [each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)]


def called(widget, name):
    QApplication.processEvents()
    shown_ones = (each for each in widget.findChildren(QWidget) if each.isVisibleTo(widget))
    return next(each for each in shown_ones if each.accessibleName() == name)


# ---- 挂牌, 退回


def test_a_task_is_put_under_supervision_and_taken_off(details, ledger):
    click(details._flag)
    assert ledger.book.measures[ROW].flagged
    assert details._flag.text() == "已挂牌"
    click(details._flag)
    assert not ledger.book.measures[ROW].flagged
    ledger.undo()
    assert details._flag.isChecked()


def test_what_was_not_done_is_sent_back_with_a_reason(details, ledger):
    assert not details._send_back.isVisible()
    ledger.set_status([ROW], Status.DONE)
    assert not details._finish.isVisible()
    click(details._send_back)
    dialog = details.window().findChild(SendBackDialog)
    assert not dialog.act.isEnabled(), "a reason is asked for"
    dialog.reason.setText("现场还有两处没有完工")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isHidden()
    assert ledger.book.measures[ROW].status is Status.UNDER_WAY
    assert ledger.book.progress_of(ROW)[0].problems == "现场还有两处没有完工"


# ---- targets


def a_target(operator=Operator.AT_LEAST, numbers=(28.0,), unit="个"):
    return Target(phrase="不少于28个", operator=operator, numbers=numbers, unit=unit, what="")


def a_value(value, on=TODAY):
    return TargetValue(id=TargetValueId(1), target_id=TargetId(1), on=on, value=value)


@pytest.mark.parametrize(
    ("target", "value", "reached", "percent"),
    [
        (a_target(), None, "未填 / 28个", None),
        (a_target(), 20, "20 / 28个", 71),
        (a_target(numbers=(4.2,), unit="亿元"), 2.1, "2.1 / 4.2亿元", 50),
        (a_target(numbers=(10.0, 20.0), unit="项"), 5, "5 / 10—20项", 50),
        (a_target(Operator.TIMES, (1.0,), "番"), 1, "1 / 1番", None),
    ],
)
def test_what_a_target_has_reached(target, value, reached, percent):
    newest = None if value is None else a_value(value)
    assert reached_text(target, newest) == reached
    assert percent_of(target, newest) == percent


def test_what_a_target_should_have_reached_by_now():
    assert expected_text(a_target(), a_value(20), 89.0) == "应达25个（序时89%），差5个"
    assert expected_text(a_target(), a_value(26), 89.0) == "应达25个（序时89%）"
    assert expected_text(a_target(Operator.AT_MOST), a_value(20), 89.0) == ""
    assert expected_text(a_target(), None, None) == ""


def test_a_target_is_added_filled_in_and_taken_out_again(details, ledger):
    part = details._targets
    click(part.more)
    part.phrase.setText("建成很多个")
    QTest.keyClick(part.phrase, Qt.Key.Key_Return)
    assert "没有读出指标" in part.refusal.text()
    part.phrase.setText("不少于28个")
    QTest.keyClick(part.phrase, Qt.Key.Key_Return)
    assert [each.target.phrase for each in ledger.book.targets_of(ROW)] == ["不少于28个"]
    assert part.phrase.isHidden()
    click(called(part, "填实际值"))
    assert part.value.hasFocus()
    part.value.setText("二十")
    QTest.keyClick(part.value, Qt.Key.Key_Return)
    assert part.refusal.text() == "“二十”不是数字，如 20 或 4.2"
    for odd in ("inf", "nan", "1_000", "1e999"):
        part.value.setText(odd)
        QTest.keyClick(part.value, Qt.Key.Key_Return)
        assert part.refusal.text() == f"“{odd}”不是数字，如 20 或 4.2"
    part.value.setText("9" * 400)
    QTest.keyClick(part.value, Qt.Key.Key_Return)
    assert "不能记作实际值" in part.refusal.text()
    part.on.setDate(QDate(2026, 11, 12))
    part.value.setText("20")
    QTest.keyClick(part.value, Qt.Key.Key_Return)
    target = ledger.book.targets_of(ROW)[0]
    assert [(each.on, each.value) for each in ledger.book.values_of(target.id)] == [(date(2026, 11, 12), 20)]
    assert "20 / 28个  71%" in words(part)
    assert "不少于28个 达到目标的71%" in words(part)
    click(called(part, "删除11月12日的数值"))
    assert ledger.book.values_of(target.id) == ()
    click(called(part, "删指标“不少于28个”"))
    assert ledger.book.targets_of(ROW) == ()
    ledger.undo()
    assert ledger.book.targets_of(ROW) == (target,)


def test_the_bar_draws_a_tick_and_a_line_only_where_there_are_several_values(qtbot):
    values = [a_value(6, date(2026, 3, 1)), a_value(20, date(2026, 11, 12))]
    alone, line = TargetBar(a_target(), values[:1], 50.0), TargetBar(a_target(), values, 50.0)
    for bar in (alone, line):
        qtbot.addWidget(bar)
        bar.resize(200, bar.heightForWidth(200))
    assert line.height() > alone.height()
    image = line.grab().toImage()
    colors = {image.pixelColor(x, 5).name() for x in range(image.width())}
    assert len(colors) >= 3, "reached, left, and the tick of 序时"


# ---- periods


def test_periods_and_what_was_reported_in_each():
    entries = [
        Progress(id=ProgressId(i), measure_id=ROW, on=day, done="…")
        for i, day in enumerate((date(2026, 9, 23), date(2026, 11, 3)))
    ]
    recurrence = Recurrence(cadence=Cadence.MONTHLY, phrase="每月25日前", report_day=25)
    found = periods_of(recurrence, entries, date(2026, 9, 1), TODAY)
    assert [(each.period.label, each.on) for each in found] == [
        ("9月", date(2026, 9, 23)),
        ("10月", None),
        ("11月", date(2026, 11, 3)),
    ]
    assert found[1].due == date(2026, 10, 25)


def test_a_cadence_is_given_and_its_periods_are_told(details, ledger):
    part = details._periods
    part.phrase.setText("有空就报")
    QTest.keyClick(part.phrase, Qt.Key.Key_Return)
    assert "没有读出周期" in part.refusal.text()
    part.phrase.setText("每月25日前报送")
    QTest.keyClick(part.phrase, Qt.Key.Key_Return)
    assert ledger.book.recurrences_of(ROW)[0].recurrence.report_day == 25
    said = words(part)
    assert "本期（11月）未反馈，11月25日前报" in said
    assert "10月 未报" in said
    assert "11月 待报" in said
    ledger.add_progress(ROW, on=TODAY, done="已建成20个。")
    assert "本期（11月）已反馈" in words(part)
    part.phrase.setText("")
    QTest.keyClick(part.phrase, Qt.Key.Key_Return)
    assert ledger.book.recurrences_of(ROW) == ()
    ledger.undo()
    assert part.phrase.text() == ledger.book.recurrences_of(ROW)[0].recurrence.phrase


# ---- evidence


@pytest.fixture
def opened(monkeypatch):
    """What the system would have been asked to open."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(Path(url.toLocalFile())) or True)
    return found


def test_evidence_is_dropped_opened_as_a_copy_and_removed(details, ledger, tmp_path, opened):
    file = tmp_path / "验收单.txt"
    file.write_bytes("合格".encode())
    details.show_tab(EVIDENCE)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    at, actions, buttons = QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    details._evidence.dropEvent(QDropEvent(at, actions, mime, buttons, Qt.KeyboardModifier.NoModifier))
    held = ledger.book.attachments_of(ROW)[0]
    assert (held.name, ledger.attached(held.id)) == ("验收单.txt", "合格".encode())
    assert details._tabs[EVIDENCE].text() == "佐证材料 1"
    file.unlink()
    click(called(details._evidence, "打开“验收单.txt”"))
    assert opened[0].read_bytes() == "合格".encode()
    assert opened[0] != file
    click(called(details._evidence, "删除“验收单.txt”"))
    assert ledger.book.attachments_of(ROW) == ()
    assert details._tabs[EVIDENCE].text() == "佐证材料"
    ledger.undo()
    assert ledger.book.attachments_of(ROW) == (held,)


def test_evidence_is_added_and_saved_elsewhere_by_dialogs(details, ledger, tmp_path, monkeypatch):
    file, copy = tmp_path / "照片.jpg", tmp_path / "副本.jpg"
    file.write_bytes(b"\xff\xd8")
    dialog = "ledger_app.ui.details.evidence.QFileDialog"
    monkeypatch.setattr(f"{dialog}.getOpenFileNames", lambda *_: ([str(file)], ""))
    monkeypatch.setattr(f"{dialog}.getSaveFileName", lambda *_: (str(copy), ""))
    details.show_tab(EVIDENCE)
    click(details._evidence.add)
    click(called(details._evidence, "另存为…"))
    assert copy.read_bytes() == b"\xff\xd8"


def test_a_file_that_is_gone_and_a_program_are_told_in_words(details, ledger, tmp_path, opened):
    details.show_tab(EVIDENCE)
    assert not details._evidence.add_files([tmp_path / "没有.pdf"])
    assert "读不到“没有.pdf”" in details._evidence.refusal.text()
    (tmp_path / "工具.exe").write_bytes(b"MZ")
    assert details._evidence.add_files([tmp_path / "工具.exe"])
    click(called(details._evidence, "打开“工具.exe”"))
    assert "是程序" in details._evidence.refusal.text()
    assert opened == []


# ---- 延期


def test_a_deadline_is_put_off_with_a_reason(details, ledger):
    click(details._deadline.extend)
    dialog = details.window().findChild(ExtensionDialog)
    assert "现在的时限：11月15日" in words(dialog)[0]
    dialog.phrase.setText("12月31日")
    QTest.keyClick(dialog.phrase, Qt.Key.Key_Return)
    assert dialog.isVisible(), "a reason is asked for"
    dialog.reason.setText("场地产权未理清")
    dialog.approver.setText("李望")
    QTest.keyClick(dialog.approver, Qt.Key.Key_Return)
    assert dialog.isHidden()
    assert ledger.book.measures[ROW].deadline.last_day == date(2026, 12, 31)
    assert "11月21日延期：11月15日 → 12月31日，场地产权未理清，李望批准" in words(details._deadline)
    ledger.undo()
    assert ledger.book.extensions_of(ROW) == ()
    assert details._deadline.editor.text() == "11月15日"


def test_a_deadline_that_cannot_be_read_is_told_at_the_field(details, ledger):
    details._deadline.editor.setText("13月45日")
    QTest.keyClick(details._deadline.editor, Qt.Key.Key_Return)
    assert details._deadline.refusal.isVisible()
    assert details._deadline.editor.text() == "13月45日"
    QTest.keyClick(details._deadline.editor, Qt.Key.Key_Escape)
    assert details._deadline.editor.text() == "11月15日"
    assert details._deadline.refusal.isHidden()


def test_the_calendar_marks_holidays_and_working_weekends(details, ledger):
    details._deadline.editor.open_calendar()
    popup = details._deadline.editor._calendar
    assert popup.calendar.mark_of(date(2026, 10, 1)) == "休"
    assert popup.calendar.mark_of(date(2026, 10, 10)) == "班"
    assert popup.calendar.mark_of(date(2026, 11, 20)) == ""
    assert popup._legend.text().startswith("休 放假")
    popup.calendar.setCurrentPage(2031, 5)
    assert popup._legend.text() == "2031年的节假日还没有设"
    assert popup.calendar.month_words == "2031年5月"
    popup.grab()  # draws the cells
    popup.calendar.clicked.emit(QDate(2026, 12, 20))
    assert ledger.book.measures[ROW].deadline.last_day == date(2026, 12, 20)


def test_an_extension_takes_its_day_from_the_calendar_and_then_asks_for_the_reason(details):
    details._deadline.open_extension()
    dialog = details.window().findChild(ExtensionDialog)
    dialog.phrase.open_calendar()
    QApplication.processEvents()
    calendar = dialog.phrase._calendar
    assert calendar.calendar.mark_of(date(2026, 10, 1)) == "休"
    assert dialog.rect().contains(calendar.geometry()), "all of it is seen"
    calendar.calendar.clicked.emit(QDate(2026, 12, 31))
    assert dialog.isVisible()
    assert dialog.phrase.text() == "2026年12月31日"
    assert dialog.focusWidget() is dialog.reason


# ---- parts, the original, the past


def test_a_task_is_broken_down_and_its_parts_lead_there_and_back(window, details, ledger):
    click(details._subs.more)
    details._subs.text.setText("完成北岸街道场地确认。")
    QTest.keyClick(details._subs.text, Qt.Key.Key_Return)
    sub = ledger.book.sub_measures_of(ROW)[0].measure
    assert sub.text == "完成北岸街道场地确认。"
    click(called(details._subs, "完成北岸街道场地确认。 未启动"))
    QApplication.processEvents()
    assert window.details.row.measure.id == sub.id
    parent = next(w for w in details._subs.findChildren(QWidget) if w.accessibleName().startswith("属于：建成15分钟"))
    click(parent)
    QApplication.processEvents()
    assert window.details.row.measure.id == ROW
    assert sub.id in shown(window)


def test_the_original_is_opened_as_a_copy(details, ledger, opened):
    click(details._original.link)
    assert opened[0].name == "方案.xlsx"
    assert opened[0].read_bytes() == b"original"


def test_an_act_is_taken_back_in_the_history_of_the_task(details, ledger):
    ledger.set_status([ROW], Status.CLOSED)
    ledger.set_deadline([ROW], "12月20日")
    details.show_tab(HISTORY)
    click(called(details._history, "取回“修改状态”，别的操作不动"))
    assert ledger.book.measures[ROW].status is Status.UNDER_WAY
    assert ledger.book.measures[ROW].deadline.phrase == "12月20日"


def test_why_an_act_cannot_be_taken_back_is_told_below_it(details, ledger):
    ledger.set_deadline([ROW], "12月20日")
    first = ledger.log(1)[0]
    ledger.set_deadline([ROW], "12月25日")
    details.show_tab(HISTORY)
    backs = [w for w in details._history.findChildren(QWidget) if w.accessibleName().startswith("取回“修改完成时限")]
    click(backs[1])
    assert ledger.why_not(first.id) in words(details._history)


def test_a_read_only_ledger_only_shows(qtbot, make_window, ledger):
    from ledger_app.ledger import Ledger

    ledger.set_targets(ROW, ["不少于28个"])
    ledger.close()
    with Ledger.open(ledger.path, read_only=True) as fixed:
        window = make_window(fixed)
        select(window, ROW)
        qtbot.waitUntil(lambda: window.details.row is not None)
        details = window.details
        assert not details._flag.isEnabled()
        for part in (details._targets.more, details._subs.more, details._deadline.extend):
            assert not part.isVisible()
        assert details._periods.phrase.isReadOnly()
        window.close()


def test_the_form_of_a_value_stands_below_its_own_target(details, ledger):
    ledger.set_targets(ROW, ["不少于28个", "不少于5家"])
    first, second = ledger.book.targets_of(ROW)
    section = details._targets
    section._open_form(first)
    QApplication.processEvents()
    assert section._parts[first.id].geometry().bottom() <= section._form.geometry().top()
    assert section._form.geometry().bottom() <= section._parts[second.id].geometry().top()
    section.value.setText("20")
    click(section.take)
    assert [value.value for value in ledger.book.values_of(first.id)] == [20]
    assert section._form.isHidden()
    section._open_form(second)
    QApplication.processEvents()
    assert section._form.geometry().top() >= section._parts[second.id].geometry().bottom()
