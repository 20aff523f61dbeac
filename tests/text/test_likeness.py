"""Names of bodies that may be one body."""

import pytest

from ledger_app.text.likeness import likeness, nearest

KNOWN = ("市发展改革局", "市财政局", "市住房城乡建设局", "市人力资源社会保障局", "市质量技术监督局", "市口岸局")


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("市发改局", "市发展改革局"),
        ("市住建局", "市住房城乡建设局"),
        ("市人社局", "市人力资源社会保障局"),
        ("市质监局", "市质量技术监督局"),
        ("市口岸办", "市口岸局"),
        ("财政局", "市财政局"),
        ("市財政侷", "市财政局"),
    ],
)
def test_an_abbreviation_or_a_slip_is_most_like_its_unit(name, best):
    assert nearest(name, KNOWN)[0] == best


def test_bodies_of_two_levels_and_strangers_are_not_alike():
    assert likeness("市财政局", "省财政局") == 0.0
    assert nearest("市气象局", KNOWN) == ()
