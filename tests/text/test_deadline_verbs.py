"""Times that only the word behind them makes a deadline, and cells whose first words are no date."""

from datetime import date

import pytest

from ledger_app.text.deadlines import is_time, read_cell, read_in_text

ISSUED = date(2026, 3, 1)

SENTENCES = {
    date(2026, 5, 20): ("护栏5月中旬完成更换",),
    date(2026, 5, 31): ("清理林带，5月末完成", "补种灌木，2026年5月公示名单"),
    date(2026, 6, 30): (
        "2026.6.30完成清淤",
        "2026/6/30完成清淤",
        "2026年Q2完成清淤",
        "Q2完成清淤",
        "修编河道蓝线（2026—2028年），上半年拿出初稿并完成论证",
        "修编河道蓝线（2024-2028年），二季度报审",
    ),
    date(2026, 8, 31): (
        "今年8月份通过市级验收",
        "二○二六年八月底前完成",
        "8月维修资金到位",
        "8月送审河道蓝线",
        "护河站8月底移交",
        "护河站8月挂牌，9名护河员到岗",
    ),
    date(2026, 10, 31): ("5月1日至10月31日全天值班", "5月1日—10月31日值守泵站"),
    date(2027, 6, 30): ("明年二季度提交材料",),
    date(2028, 12, 31): ("清淤率2028年提高到90%", "河道保洁率2028年达到90%"),
}
NONE = (
    "8月省里通过认定的护河站",
    "落实市里8月公布的河道名录",
    "5月1日至10月31日为禁渔期",
    "5月至10月的水位",
    "2028年全市河道名录",
    "全年财政公开情况",
)

CELLS = {
    "立行立改，2026年9月底前完成": date(2026, 9, 30),
    "立行立改，年底完成": date(2026, 12, 31),
    "长期坚持，年底完成": date(2026, 12, 31),
    "按季度推进，年底完成": date(2026, 12, 31),
    "根据水情推进，11月底前完成": date(2026, 11, 30),
    "按照省厅要求，10月底前完成": date(2026, 10, 31),
    "每周不少于2场 / 11月20日前完成全年任务": date(2026, 11, 20),
    "每周不少于2场/11月20日前完成全年任务": date(2026, 11, 20),
    "2026年7月（汛前）": date(2026, 7, 31),
    "2026年Q3": date(2026, 9, 30),
    "2026Q3": date(2026, 9, 30),
    "Q3": date(2026, 9, 30),
    "6月底前公示，动态更新": date(2026, 6, 30),
}


@pytest.mark.parametrize(("text", "day"), [(text, day) for day, texts in SENTENCES.items() for text in texts])
def test_the_word_behind_a_time_makes_it_a_deadline(text: str, day: date) -> None:
    reading = read_in_text(text, issued=ISSUED, plan_title="")
    assert reading is not None
    assert reading.deadline.last_day == day


@pytest.mark.parametrize("text", NONE)
def test_the_word_behind_a_time_makes_it_none(text: str) -> None:
    assert read_in_text(text, issued=ISSUED, plan_title="") is None


@pytest.mark.parametrize(("text", "day"), CELLS.items())
def test_a_cell_may_begin_with_other_words(text: str, day: date) -> None:
    assert read_cell(text, issued=ISSUED, plan_title="").deadline.last_day == day


@pytest.mark.parametrize("text", ["立行立改，长期坚持", "按要求推进，动态更新", "根据水情，适时推进", "动态调整"])
def test_a_cell_without_a_date_has_no_day(text: str) -> None:
    assert read_cell(text, issued=ISSUED, plan_title="").deadline.last_day is None


def test_what_a_quarter_is_not() -> None:
    assert not any(map(is_time, ("FAQ3", "Q35", "Q5")))
    assert read_in_text("编写FAQ3完成", issued=ISSUED, plan_title="") is None
