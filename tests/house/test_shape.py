"""The house inspects itself: sizes, names, floors, and what may stand in a room."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.audit.classes import kept

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "agencies", "beneficiaries", "projects", "placements", "reporting", "config")
# Rows one asks for as oneself (my drafts, jobs, seats), or under a right of its own (who looked,
# and the names of those who did).
ASKED_FOR_ONESELF = {"Draft", "Job", "Membership", "Reading", "User"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services"}


def tracked(*endings: str) -> list[Path]:
    """Files of the project with one of these endings, migrations left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    paths = [ROOT / name for name in listed if name.endswith(endings)]
    return [path for path in paths if "migrations" not in path.parts and path.is_file()]


def modules() -> list[Path]:
    """The Python files of the product."""
    return [path for path in tracked(".py") if path.relative_to(ROOT).parts[0] in APPS]


def test_no_module_is_longer_than_four_hundred_lines():
    long = {str(path.relative_to(ROOT)) for path in modules() if len(lines(path)) > 400}

    assert not long, f"split by noun: {long}"


def lines(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text().splitlines()


def test_no_function_is_longer_than_forty_lines():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 40
    ]

    assert not long, f"too long: {long}"


def test_no_room_is_a_drawer():
    drawers = [str(path) for path in modules() if path.stem in FORBIDDEN_NAMES]

    assert not drawers, f"a helper lives in the app that uses it: {drawers}"


def test_history_is_never_ignored():
    found = [str(path) for path in modules() if "pgtrigger.ignore" in path.read_text()]

    assert not found


def test_views_ask_for_rows_through_the_policy():
    names = "|".join(sorted({model.__name__ for model in kept()} - ASKED_FOR_ONESELF))
    bare = re.compile(rf"\b(?:{names})(?:\.objects|\._default_manager|\._base_manager)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        if path.stem == "views" or "views" in path.parts
        for number, line in enumerate(lines(path), 1)
        if bare.search(line)
    ]

    assert not found, f"use visible_… of policy.py: {found}"


def test_floors_and_rooms_are_held():
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout[-1500:]


@pytest.mark.parametrize("name", ["base", "embedded", "dev"])
def test_requirements_are_pinned_with_hashes_and_name_no_address(name):
    text = (ROOT / f"requirements/{name}.txt").read_text()
    pinned = re.findall(r"^[a-z][\w.\-\[\]]*==", text, re.MULTILINE)

    assert len(pinned) > 1
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text
    assert "--index" not in text


def test_files_name_no_machine_and_no_registry():
    registry = "py" + "pi.org", "python" + "hosted", "npmjs" + ".org", "deb.debian" + ".org"
    place = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z]+)/[a-z]")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(".py", ".html", ".md", ".toml", ".txt", ".css", ".js", ".sh", ".csv")
        for number, line in enumerate(lines(path), 1)
        if place.search(line) or any(name in line for name in registry)
    ]

    assert not found


def test_no_file_is_large():
    allowed = {"municipalities.csv", "dev.txt", "base.txt", "django.po"}
    large = [
        str(path.relative_to(ROOT))
        for path in tracked("")
        if path.stat().st_size > 300_000 and path.name not in allowed
    ]

    assert not large


def test_readme_begins_with_the_two_commands():
    head = "\n".join(lines(ROOT / "README.md")[:8])

    assert "./script/demo" in head
    assert "./script/test" in head


def test_words_of_the_readme_are_words_of_the_code():
    table = re.findall(r"^\| [^|]+ \| ([^|]+) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    words = {word for cell in table for word in re.findall(r"`([A-Z]\w+)", cell)}
    code = "\n".join(path.read_text() for path in modules())

    assert len(words) > 10
    assert {word for word in words if f"class {word}" not in code} == set()
