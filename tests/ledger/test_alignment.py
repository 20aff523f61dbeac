"""Which row of a newer version is which row of the older."""

import time

from ledger_app.ledger.alignment import Line, align


def lines(*texts, heading="河道"):
    return [Line(text=text, number="", heading=heading) for text in texts]


def test_equal_texts_are_one_row_wherever_they_stand():
    old = lines("打捞漂浮物", "拆除违章建筑", "补种行道树")
    new = lines("补种行道树", "打捞漂浮物")
    assert align(old, new) == [2, 0]


def test_of_equal_texts_those_under_the_same_heading_are_one():
    old = [*lines("加强领导", heading="甲"), *lines("加强领导", heading="乙")]
    new = [*lines("加强领导", heading="乙"), *lines("加强领导", heading="甲")]
    assert align(old, new) == [1, 0]


def test_a_text_printed_twice_pairs_in_order():
    assert align(lines("加强领导", "加强领导"), lines("加强领导", "加强领导", "加强领导")) == [0, 1, None]


def test_a_reworded_row_is_found_though_rows_came_before_it():
    old = lines("打捞河面漂浮物并及时清运上岸", "拆除两岸违章建筑", "补种行道树三千株")
    new = lines("新设巡查岗亭", "另配巡查船只两艘", "补种行道树五千株", "打捞河面漂浮物并当日清运上岸")
    assert align(old, new) == [None, None, 2, 0]


def test_what_has_nothing_in_common_is_no_version_though_it_bears_the_same_number():
    old = [Line(text="打捞河面漂浮物", number="3", heading="河道")]
    new = [Line(text="安装监测设备", number="3", heading="河道")]
    assert align(old, new) == [None]


def test_a_row_half_reworded_is_the_one_with_its_number_under_its_heading():
    old = [Line(text="打捞河面漂浮物并及时清运", number="3", heading="河道")]
    text = "打捞河面漂浮物由各区分段负责逐日登记上墙公示"
    assert align(old, [Line(text=text, number="3", heading="河道")]) == [0]
    assert align(old, [Line(text=text, number="4", heading="道路")]) == [None]


def test_of_rows_equally_alike_the_one_in_its_old_place_is_taken():
    old = lines(*(f"完成第{at}号桥检修" for at in range(1, 10)))
    new = lines(*(f"完成第{at}号桥大修" for at in range(1, 10)))
    assert align(old, new) == list(range(9))


def test_ten_thousand_rows_all_reworded_take_seconds_not_minutes():
    """Comparing every row with every other would take a quarter of an hour here."""
    words = ["打捞漂浮物", "拆除违章建筑", "补种行道树", "修复护栏", "清运垃圾", "疏浚沟渠", "检修泵站"]
    old = lines(*(f"{words[at % 7]}{at * 7919 % 10007}处{words[at // 7 % 7]}并于每月上报" for at in range(10_000)))
    new = [Line(text=line.text.replace("每月", "每季度"), number="", heading="河道") for line in old]
    start = time.perf_counter()
    found = align(old, new)
    assert time.perf_counter() - start < 60
    assert sum(at == other for at, other in enumerate(found)) > 9_900
