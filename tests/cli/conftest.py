"""The command line, called in this process."""

import json

import pytest

from ledger_app.cli.main import run


@pytest.fixture
def app(capsys):
    """Runs one command; exit code, what it printed, what it said of trouble."""

    def call(*args):
        code = run([str(arg) for arg in args], open_window=lambda _: 70, self_test=lambda: 71)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def done(app):
    """Runs one command that must succeed; what it printed, read as JSON where it is that."""

    def call(*args):
        code, out, err = app(*args)
        assert (code, err) == (0, "")
        return json.loads(out) if "--json" in args else out

    return call
