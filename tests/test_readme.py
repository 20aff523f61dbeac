"""What the README says exists, and what exists the README says."""

import re
from pathlib import Path

import click
import pytest

from ledger_app.cli.main import cli

ROOT = Path(__file__).parents[1]
PAPERS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
COMMANDS = cli.commands


def fenced(paper: str) -> list[str]:
    """The lines inside the fences of a paper, continued lines joined."""
    blocks = re.findall(r"```\w*\n(.*?)```", PAPERS[paper].replace("\\\n", ""), flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def shown() -> list[str]:
    """Every use of the command line that the README shows, without the words that explain it."""
    return [re.split(r" {3,}", line)[0] for line in fenced("README.md") if line.startswith("ledger-app ")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    command = COMMANDS[name]
    assert command.help, "a command says what it is for"
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{option.opts} says what it is for"
    assert any(line.split()[1].strip("[]") == name for line in shown())


@pytest.mark.parametrize("line", shown())
def test_every_command_in_the_readme_exists_with_its_options(line: str) -> None:
    name = line.split()[1].strip("[]")
    assert name in COMMANDS
    options = {text for option in COMMANDS[name].params for text in option.opts}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line)) <= options


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", PAPERS[paper]):
        assert (ROOT / link).exists(), link
    for script in re.findall(r"\S+\.(?:py|spec|toml)\b", "\n".join(fenced(paper))):
        assert (ROOT / script).exists(), script


@pytest.mark.parametrize("paper", PAPERS)
def test_every_folder_that_a_paper_names_is_there(paper: str) -> None:
    for folder in re.findall(r"`(\w[\w./]*/)`", PAPERS[paper]):
        assert folder in {".venv/", "example/"} or (ROOT / folder).is_dir(), folder


def test_the_two_commands_of_start_are_the_readmes() -> None:
    starts = [line.split("#")[0].strip() for line in fenced("README.md") if "start.py" in line]
    assert starts == ["python3 start.py", "python3 start.py test"]
