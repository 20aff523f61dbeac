from drills.kill import drill


def test_what_was_acknowledged_survives_a_kill():
    tally = drill(cycles=12, seed=7)
    assert tally.acknowledged > 12
    assert (tally.lost, tally.torn_imports, tally.unsound) == (0, 0, 0)
