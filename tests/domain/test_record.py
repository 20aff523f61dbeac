"""Records: frozen, compared by value, and all that one does with a dataclass."""

import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, asdict, fields, replace

import pytest

from ledger_app.domain.record import record


@record
class Bridge:
    """A bridge of 云河市."""

    name: str
    spans: int = 1
    closed: bool = False

    @property
    def label(self) -> str:
        """For people."""
        return f"{self.name}({self.spans}孔)"


@record
class Ferry:
    """Not a bridge, with the same fields."""

    name: str
    spans: int = 1
    closed: bool = False


@record
class Name:
    """One field only."""

    text: str


def test_a_record_has_its_fields_their_defaults_and_its_own_methods():
    bridge = Bridge(name="东风桥", spans=3)
    assert (bridge.name, bridge.spans, bridge.closed) == ("东风桥", 3, False)
    assert bridge.label == "东风桥(3孔)"
    assert repr(bridge) == "Bridge(name='东风桥', spans=3, closed=False)"


def test_fields_are_given_by_name_and_none_is_left_out():
    with pytest.raises(TypeError):
        Bridge("东风桥")
    with pytest.raises(TypeError):
        Bridge(spans=2)
    with pytest.raises(TypeError):
        Bridge(name="东风桥", width=7)


@pytest.mark.parametrize("act", [lambda b: setattr(b, "name", "x"), lambda b: delattr(b, "name")])
def test_a_record_is_not_changed(act):
    bridge = Bridge(name="东风桥")
    with pytest.raises(FrozenInstanceError, match=r"Bridge\.name"):
        act(bridge)
    assert bridge.name == "东风桥"


def test_a_record_takes_no_other_attribute():
    with pytest.raises(AttributeError):
        Bridge(name="东风桥").width = 7
    assert not hasattr(Bridge(name="东风桥"), "__dict__")


def test_records_are_equal_by_value_and_only_of_one_kind():
    assert Bridge(name="东风桥") == Bridge(name="东风桥", spans=1)
    assert Bridge(name="东风桥") != Bridge(name="东风桥", spans=2)
    assert Bridge(name="东风桥") != Ferry(name="东风桥")
    assert Bridge(name="东风桥") != ("东风桥", 1, False)
    assert len({Bridge(name="东风桥"), Bridge(name="东风桥"), Name(text="东风桥")}) == 2
    assert Name(text="甲") == Name(text="甲") != Name(text="乙")


def test_all_that_one_does_with_a_dataclass():
    bridge = Bridge(name="东风桥")
    assert replace(bridge, closed=True) == Bridge(name="东风桥", closed=True)
    assert asdict(bridge) == {"name": "东风桥", "spans": 1, "closed": False}
    assert [field.name for field in fields(Bridge)] == ["name", "spans", "closed"]


def test_a_record_travels_to_another_process():
    bridge = Bridge(name="东风桥", spans=3)
    assert pickle.loads(pickle.dumps(bridge)) == bridge
    assert deepcopy(bridge) == bridge
