"""Templates are short and incurious; what they show is escaped, translated and sent safely."""

import re
from pathlib import Path

from tests.house.test_shape import ROOT, lines, tracked

STYLE_OR_SCRIPT = re.compile(
    r"\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*(\ssrc=|application/json))|<style|hx-on|javascript:"
)


def templates() -> list[Path]:
    """Every template."""
    return [path for path in tracked(".html") if "templates" in path.parts]


def named(paths) -> list[str]:
    """Paths as a person writes them."""
    return [str(path.relative_to(ROOT)) for path in paths]


def test_templates_have_at_most_eighty_lines():
    assert named(path for path in templates() if len(lines(path)) > 80) == []


def test_templates_hold_no_style_and_no_script():
    on_screen = [path for path in templates() if "print" not in path.parts]

    assert named(path for path in on_screen if STYLE_OR_SCRIPT.search(path.read_text())) == []


def test_nothing_typed_is_declared_safe():
    unsafe = re.compile(r"\{\{([^}]*)\|\s*safe\b|autoescape off")
    # Markup the libraries have already built, and hints written by us.
    built = {"fields", "fields_output", "field.help_text", "totp_svg"}
    found = {text.strip() for path in templates() for text in unsafe.findall(path.read_text())}

    assert found <= built, found - built


def test_mark_safe_stands_in_few_places():
    allowed = {"core/ui/templatetags/ui.py"}
    found = {
        str(path.relative_to(ROOT))
        for path in tracked(".py")
        if path.relative_to(ROOT).parts[0] != "tests" and "mark_safe(" in path.read_text()
    }

    assert found <= allowed, found - allowed


def test_the_frame_alone_says_in_a_title_that_its_form_has_errors():
    twice = re.compile(r"\{% block title %\}[^\n]*\bform\.errors")
    # Its form is no `form` of the page.
    own = {"templates/beneficiaries/show.html"}

    assert set(named(path for path in templates() if twice.search(path.read_text()))) <= own


def test_templates_test_no_role():
    role = re.compile(r"acting\.role|SOCIAL_WORKER|COORDINATOR|REPORTING_OFFICER|is_superuser")

    assert named(path for path in templates() if role.search(path.read_text())) == []


def whole(path: Path) -> str:
    """A template with the fragments it includes by name."""
    text = path.read_text()
    for name in re.findall(r"\{% include \"([\w/.]+)\"", text):
        part = ROOT / "templates" / name
        text = text.replace(f'"{name}"', part.read_text() if part.is_file() else name)
    return text


def test_every_form_that_posts_is_protected_and_sent_once():
    form = re.compile(r"<form\b[^>]*method=[\"']?post\b.*?</form>", re.DOTALL | re.IGNORECASE)
    # What these do twice is what they do once: search, show a code, change language, sign out
    # (tests/house/test_keys.py). Of those for who is not signed in nobody asks a key.
    again = re.compile(
        r"search_url|beneficiaries:filter_notes|beneficiaries:reveal|set_language|account_logout"
        r"|webauthn_form|name=\"once\" value"
    )
    forms = [(path, found) for path in templates() for found in form.findall(whole(path))]

    assert len(forms) > 8
    assert named(path for path, found in forms if "csrf_token" not in found) == []
    assert (
        named(path for path, found in forms if "% once %" not in found and not again.search(found))
        == []
    )


def test_comments_of_one_line_are_closed_on_it():
    broken = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in templates()
        for number, line in enumerate(lines(path), 1)
        if line.count("{#") != line.count("#}")
    ]

    assert broken == []
