"""Unit phrases: every notation of plans read, and written again so that it reads the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_app.domain.unit import Role
from ledger_app.text.duty_phrase import Convention, convention_of
from ledger_app.text.unit_names import looks_like_unit
from ledger_app.text.units import is_collective, led_by_convention, parse_units, render_units

LEAD, RESPONSIBLE, SUPPORT = Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT


def read(phrase: str, role: Role | None = None) -> list[str]:
    """The units of a phrase as 名称/牵头."""
    return [f"{name}/{role.label}" for name, role in parse_units(phrase, role=role).assigned]


READ = {
    "市城管局负责": ["市城管局/负责"],
    "市城管局牵头,市水务局配合。": ["市城管局/牵头", "市水务局/配合"],
    "市城管局、澄江海关负责。": ["市城管局/负责", "澄江海关/负责"],
    "市城管局负责,各区(县)政府、市有关部门配合。": ["市城管局/负责", "各区(县)政府/配合", "市有关部门/配合"],
    "市城管局牵头,各区(县)政府及市有关部门配合。": ["市城管局/牵头", "各区(县)政府/配合", "市有关部门/配合"],
    "市城管局牵头,市水务局配合、各县（市、区）政府配合。": [
        "市城管局/牵头",
        "市水务局/配合",
        "各县（市、区）政府/配合",
    ],
    "市城管局牵头会市水务局、林业局等单位负责": ["市城管局/牵头", "市水务局/配合", "市林业局/配合"],
    "市城管局、林業局牽頭會市水務局等單位負責": ["市城管局/牵头", "市林業局/牵头", "市水務局/配合"],
    "市水務局、林業局、編辦等單位負責": ["市水務局/负责", "市林業局/负责", "市編辦/负责"],
    "市水务局会同市林业局负责": ["市水务局/负责", "市林业局/配合"],
    "由市水务局牵头，会市林业局、市财政局配合": ["市水务局/牵头", "市林业局/配合", "市财政局/配合"],
    "区水务局牵头联系,与市环保部门联合行动": ["区水务局/牵头", "市环保部门/配合"],
    "区水务局牵头负责、区林业局配合": ["区水务局/牵头", "区林业局/配合"],
    "牵头单位：市水务局；配合单位：市财政局、教育局": ["市水务局/牵头", "市财政局/配合", "市教育局/配合"],
    "责任单位:市水务局、各镇（街道）": ["市水务局/负责", "各镇（街道）/负责"],
    "市水务局、市财政局按职责分工负责": ["市水务局/负责", "市财政局/负责"],
    "市人力资源和社会保障局、市住房和城乡建设局和市水务局负责": [
        "市人力资源和社会保障局/负责",
        "市住房和城乡建设局/负责",
        "市水务局/负责",
    ],
    "市水务局、市场监管局、市政园林局负责": ["市水务局/负责", "市市场监管局/负责", "市市政园林局/负责"],
    "市场监管局、市政府办公室、市民政局负责": ["市场监管局/负责", "市政府办公室/负责", "市民政局/负责"],
    "市水务局牵头，林业局配合": ["市水务局/牵头", "市林业局/配合"],
    "市水务局牵头，澄江海关、海事局配合": ["市水务局/牵头", "澄江海关/配合", "海事局/配合"],
    "市水务局、市河长办成员单位负责": ["市水务局/负责", "市河长办成员单位/负责"],
    "市水务局\n市林业局": ["市水务局/负责", "市林业局/负责"],
    "市水务局": ["市水务局/负责"],
    "市水务局牵头，各有关部门和单位按职责分工负责": ["市水务局/牵头", "各有关部门和单位/负责"],
    "市水务局牵头，市有关部门和单位及各地区负责": ["市水务局/牵头", "市有关部门和单位/负责", "各地区/负责"],
    "市总工会等和各区政府负责": ["市总工会/负责", "各区政府/负责"],
    "市税务局等市直相关部门及各地区按职责分工负责": ["市税务局/负责", "各地区/负责"],
    "市水务局、市气象局等；各区政府负责": ["市水务局/负责", "市气象局/负责", "各区政府/负责"],
    "省水利厅，各市（地）、县（市、区）政府（行署）": ["省水利厅/负责", "各市（地）、县（市、区）政府（行署）/负责"],
    "市水务局牵头，各县、区人民政府（管委会）配合": ["市水务局/牵头", "各县、区人民政府（管委会）/配合"],
    "各镇（街道）党（工）委、政府（办事处）负责": ["各镇（街道）党（工）委、政府（办事处）/负责"],
    "市水务局、各项目牵头单位配合": ["市水务局/配合", "各项目牵头单位/配合"],
    "市水务局为牵头单位，市城管局、林业局为配合单位": ["市水务局/牵头", "市城管局/配合", "市林业局/配合"],
    "王某副市长、李某副秘书长负责，市水务局牵头，市城管局配合": ["市水务局/牵头", "市城管局/配合"],
    "分管市领导：王某；部门分工：市水务局牵头，市委网信办，市城管局、林业局，市气象局等配合": [
        "市水务局/牵头",
        "市委网信办/配合",
        "市城管局/配合",
        "市林业局/配合",
        "市气象局/配合",
    ],
    "省水利厅，各市州、县市区人民政府按职责落实": ["省水利厅/负责", "各市州、县市区人民政府/负责"],
    "市水务局、各区（市）县政府、管委会": ["市水务局/负责", "各区（市）县政府、管委会/负责"],
    "市水务局；各县（市、区）党委和政府、各功能区党工委和管委会落实": [
        "市水务局/负责",
        "各县（市、区）党委和政府/负责",
        "各功能区党工委和管委会/负责",
    ],
    "市水务局、市城管局（按职责分工负责）": ["市水务局/负责", "市城管局/负责"],
    "云河水务集团、云河燃气公司等公用企业负责": ["云河水务集团/负责", "云河燃气公司/负责"],
    "市水务局、市城管局按分工负责": ["市水务局/负责", "市城管局/负责"],
    "市水务局牵头，市防指成员单位各负其责": ["市水务局/牵头", "市防指成员单位/负责"],
    "市河长办统筹，市水务局、各区政府落实": ["市河长办/牵头", "市水务局/负责", "各区政府/负责"],
    "责任单位为市水务局、市城管局": ["市水务局/负责", "市城管局/负责"],
    "各镇政府负责，市水务局指导": ["各镇政府/负责", "市水务局/配合"],
    "市水务局、市城管局指导": ["市水务局/负责", "市城管局/负责"],
    "市水务局牵头督导，市城管局参与": ["市水务局/牵头", "市城管局/配合"],
    "市水务局会同市有关部门落实": ["市水务局/负责", "市有关部门/配合"],
    "市委办、市政协办公室，市纪委监委机关": ["市委办/负责", "市政协办公室/负责", "市纪委监委机关/负责"],
    "区委组织部、宣传部，区教体局、公安分局、民政局": [
        "区委组织部/负责",
        "区委宣传部/负责",
        "区教体局/负责",
        "区公安分局/负责",
        "区民政局/负责",
    ],
    "市发改委、团市委、妇联": ["市发改委/负责", "团市委/负责", "市妇联/负责"],
    "责任单位：★市水务局、市城管局": ["市水务局/牵头", "市城管局/负责"],
    "责任单位：市水务局、市城管局（排在首位的为牵头单位，下同）": ["市水务局/负责", "市城管局/负责"],
    "": [],
    "—": [],
}


@pytest.mark.parametrize("phrase", READ)
def test_units_and_roles_of_a_phrase(phrase: str) -> None:
    parsed = parse_units(phrase)
    assert [f"{name}/{role.label}" for name, role in parsed.assigned] == READ[phrase]
    assert parsed.unread == ""


def test_the_columns_header_gives_bare_names_their_role() -> None:
    assert read("市水务局、林业局", LEAD) == ["市水务局/牵头", "市林业局/牵头"]
    assert read("市水务局牵头，市林业局配合", RESPONSIBLE) == ["市水务局/牵头", "市林业局/配合"]
    assert read("李家河村", SUPPORT) == ["李家河村/配合"]


@pytest.mark.parametrize(
    "phrase", ["市法制局等有关部门配合", "市水务局等单位负责", "市水务局等按职责分工负责", "市水务局等"]
)
def test_an_open_list_is_told(phrase: str) -> None:
    assert parse_units(phrase).open_list
    assert len(parse_units(phrase).assigned) == 1


def test_what_is_no_unit_is_left_unread() -> None:
    assert parse_units("详见附件二").assigned == ()
    assert parse_units("详见附件二").unread == "详见附件二"
    assert parse_units("市水务局牵头，另行通知").unread == "另行通知"


def test_units_behind_a_leading_one_without_a_word_for_their_role_are_taken_for_supporting_ones() -> None:
    phrase = parse_units("市水务局牵头，市林业局、财政局")
    assert phrase.assigned[1:] == (("市林业局", SUPPORT), ("市财政局", SUPPORT))
    assert phrase.guessed == "市林业局、市财政局"


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("市水务局（牵头）、市林业局(配合)", ["市水务局/牵头", "市林业局/配合"]),
        ("牵头：市水务局，配合：市林业局", ["市水务局/牵头", "市林业局/配合"]),
        ("主办：市水务局  协办：市林业局", ["市水务局/牵头", "市林业局/配合"]),
        ("责任单位:市水务局 市林业局", ["市水务局/负责", "市林业局/负责"]),
        ("主要责任单位：市水务局，配合单位：市林业局", ["市水务局/负责", "市林业局/配合"]),
        ("各县（市、区）党委、政府，市水务局", ["各县（市、区）党委、政府/负责", "市水务局/负责"]),
        ("市水务局牵头，各区政府按职责分工落实", ["市水务局/牵头", "各区政府/负责"]),
        ("市水务局总牵头，市林业局协助", ["市水务局/牵头", "市林业局/配合"]),
        ("各有关部门按职责分工负责", ["各有关部门/负责"]),
        ("省水利厅等部门和各市（州）政府按职责分工负责", ["省水利厅/负责", "各市（州）政府/负责"]),
        ("由市水务局牵头，会同市林业局、财政局等部门制定", ["市水务局/牵头", "市林业局/配合", "市财政局/配合"]),
        ("以上三项由市水务局牵头，各区政府配合", ["市水务局/牵头", "各区政府/配合"]),
        ("责任领导：李四；责任单位：市水务局；完成时限：2027年底", ["市水务局/负责"]),
        ("市水务局负责，2027年6月底前完成", ["市水务局/负责"]),
        ("责任单位：市水务局、团市委，各镇配合", ["市水务局/负责", "团市委/负责", "各镇/配合"]),
        ("市水务局，各镇配合", ["市水务局/负责", "各镇/配合"]),
    ],
)
def test_notations_of_other_offices(phrase: str, wanted: list[str]) -> None:
    assert read(phrase) == wanted
    assert parse_units(phrase).unread == ""


def test_the_same_unit_may_lead_and_support_but_not_twice_the_same() -> None:
    assert read("市水务局牵头，市水务局、市水务局配合") == ["市水务局/牵头", "市水务局/配合"]


@pytest.mark.parametrize(
    "name", ["各区(县)政府", "市有关部门", "各成员单位", "市政府质量奖评审委员会成员单位", "有关单位", "全市各单位"]
)
def test_collective_units(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["市水务局", "澄江海关", "市住房和城乡建设局", "中心城区政府"])
def test_single_units_are_not_collective(name: str) -> None:
    assert not is_collective(name)


WRITTEN = [
    ("市甲局牵头，市乙局配合。", [("市丙局", LEAD), ("市丁局", SUPPORT)], "市丙局牵头，市丁局配合。"),
    ("市甲局牵头,市乙局配合", [("市丙局", LEAD), ("市丁局", SUPPORT)], "市丙局牵头,市丁局配合"),
    ("市甲局牽頭會市乙局等單位負責", [("市丙局", LEAD), ("市丁局", SUPPORT)], "市丙局牽頭會市丁局等單位負責"),
    ("市甲局等单位负责", [("市丙局", RESPONSIBLE)], "市丙局等单位负责"),
    ("市甲局、市乙局", [("市丙局", RESPONSIBLE)], "市丙局"),
    ("牵头单位：市甲局", [("市丙局", LEAD), ("市丁局", SUPPORT)], "牵头单位：市丙局；配合单位：市丁局"),
    ("责任单位:市甲局", [("市丙局", RESPONSIBLE)], "责任单位:市丙局"),
    ("", [("市丙局", LEAD), ("市丁局", SUPPORT)], "市丙局牵头，市丁局配合"),
    ("市甲局负责。", [], ""),
]


@pytest.mark.parametrize(("like", "assigned", "phrase"), WRITTEN)
def test_written_in_the_notation_of_the_source(like: str, assigned: list[tuple[str, Role]], phrase: str) -> None:
    assert render_units(assigned, like) == phrase


def test_in_a_column_of_leads_names_stand_bare() -> None:
    assert render_units([("市甲局", LEAD), ("市乙局", LEAD)], "市丙局", role=LEAD) == "市甲局、市乙局"
    assert render_units([("市甲局", LEAD), ("市乙局", SUPPORT)], "市丙局", role=LEAD) == "市甲局牵头，市乙局配合"


def test_a_name_without_its_level_is_not_given_one_by_its_neighbour() -> None:
    """市甲局、林业局 would read as 市林业局: they are set apart."""
    assigned = [("市甲局", SUPPORT), ("林业局", SUPPORT)]
    phrase = render_units(assigned, "市甲局负责。")
    assert list(parse_units(phrase).assigned) == assigned


STEMS = st.text("甲乙丙丁水农林财科教民安工商场政", min_size=1, max_size=4)
KNOWN = [
    "各区(县)政府",
    "各县（市、区）政府",
    "市有关部门",
    "市住房和城乡建设局",
    "市卫生和计划生育委员会",
    "澄江海关",
    "海事局",
]
LEVELS = st.sampled_from(["市", "省", "区", "县", "澄江", ""])
BODIES = st.sampled_from(["局", "委", "办", "厅", "中心", "分局", "领导小组", "公司", ""])
NAMES = st.tuples(LEVELS, STEMS, BODIES).map("".join) | st.sampled_from(KNOWN)
DUTIES = st.lists(st.tuples(NAMES, st.sampled_from(list(Role))), max_size=6, unique=True)
LIKES = st.sampled_from([*READ, *(like for like, _, _ in WRITTEN), "详见附件二"])


@given(DUTIES, LIKES, st.sampled_from([None, *Role]))
def test_what_is_written_reads_the_same(duties: list[tuple[str, Role]], like: str, role: Role | None) -> None:
    phrase = render_units(duties, like, role=role)
    parsed = parse_units(phrase, role=role)
    assert list(parsed.assigned) == duties
    assert parsed.unread == ""


@given(st.text(max_size=80))
def test_any_text_is_read_without_trouble(text: str) -> None:
    parsed = parse_units(text)
    assert all(name and name == name.strip() for name, _ in parsed.assigned)


def test_bodies_in_general_do_not_lead_by_convention() -> None:
    phrase = parse_units("各有关部门、市甲局负责")
    assert led_by_convention("各有关部门、市甲局负责", phrase, Convention.FIRST) == phrase


def test_joint_action_is_support() -> None:
    phrase = parse_units("由市甲局牵头，联合市乙局、各镇政府")
    assert phrase.assigned == (("市甲局", Role.LEAD), ("市乙局", Role.SUPPORT), ("各镇政府", Role.SUPPORT))


@pytest.mark.parametrize(
    "words", ["建成市民服务中心", "启动污水处理厂", "新建口袋公园3处", "新建社区卫生服务中心", "改造敬老院2所"]
)
def test_work_that_ends_like_a_body_is_no_name(words: str) -> None:
    assert not looks_like_unit(words)


@pytest.mark.parametrize("name", ["县文广新局", "新建区政府", "新建镇", "成立学校", "市第三医院", "110指挥中心"])
def test_names_that_begin_or_end_like_work(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize(
    ("said", "phrase", "expected"),
    [
        ("第一个逗号前为牵头单位，其他为配合单位，下同", "市甲局，市乙局、市丙局", ["LEAD", "SUPPORT", "SUPPORT"]),
        ("第一个逗号前为牵头单位，下同", "市甲局，市乙局、市丙局", ["LEAD", "RESPONSIBLE", "RESPONSIBLE"]),
        ("列首位的为牵头单位，其余为配合单位", "市甲局、市乙局", ["LEAD", "SUPPORT"]),
        ("列首位的为牵头单位，其余单位按职责抓好落实", "市甲局、市乙局", ["LEAD", "RESPONSIBLE"]),
        ("列第一位的为牵头单位，其他为配合单位", "市甲局、市乙局负责", ["LEAD", "SUPPORT"]),
    ],
)
def test_a_convention_says_what_the_others_do(said: str, phrase: str, expected: list[str]) -> None:
    read = led_by_convention(phrase, parse_units(phrase), convention_of(said))
    assert [role.name for _, role in read.assigned] == expected
    assert read.guessed == ""
