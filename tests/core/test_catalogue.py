"""The English catalogue: every text of the screen, the same holes, the same marks, compiled."""

import ast
import gettext
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.ROOT)
sys.path.append(str(ROOT / "script"))

from launcher.catalogues import compiled, messages  # noqa: E402

FLOORS = ("core", "agencies", "beneficiaries", "projects", "placements", "reporting", "config")
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
# The calls that mark a text, and what stands between their first two constants.
CALLS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"), "\0")
CALLS |= {"ngettext_lazy": "\0", "pgettext": "\4", "pgettext_lazy": "\4"}
# What the framework makes of a template: a call per text, between marks we do not need.
MARKED = re.compile(r"\b(?:_|n?p?gettext)\((?:[^()'\"]|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")*\)")
HOLES = re.compile(r"%\(\w+\)[sd]|%%|%[sd]")
TAGS = re.compile(r"</?\w+|&\w+;")


def texts_of_code(source: str) -> Iterator[str]:
    """The ids in Python: the constant arguments of the calls that mark a text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS:
            constants = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
            texts = [text for text in constants if isinstance(text, str)]
            if texts:
                yield CALLS[_name(node.func)].join(texts)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def texts_of_template(source: str) -> Iterator[str]:
    """The ids in a template, as the framework itself reads it."""
    for call in MARKED.findall(templatize(source)):
        yield from texts_of_code(call)


def all_texts() -> set[str]:
    """Every id marked in the code and in the templates."""
    modules = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    found = {text for path in modules for text in texts_of_code(path.read_text("utf-8"))}
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in (".html", ".txt"):
            found.update(texts_of_template(path.read_text("utf-8")))
    return found


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    found = messages(CATALOGUE.read_text("utf-8"))
    return {key: text for key, text in found.items() if key}


def test_every_text_of_the_screen_is_in_the_catalogue_and_no_other(english):
    texts = all_texts()

    assert sorted(texts - set(english)) == [], "not translated, or fuzzy: run script/texts"
    assert sorted(set(english) - texts) == [], "no longer on any screen: run script/texts"
    assert len(texts) > 1000


def test_translations_keep_holes_and_marks(english):
    for source, text in english.items():
        forms, translated = source.rpartition("\4")[2].split("\0"), text.split("\0")
        assert len(forms) == len(translated), source
        for form, other in zip(forms, translated, strict=True):
            assert sorted(HOLES.findall(form)) == sorted(HOLES.findall(other)), form
            assert sorted(TAGS.findall(form)) == sorted(TAGS.findall(other)), form
            assert form.endswith(" ") == other.endswith(" "), form


def test_nothing_is_empty_fuzzy_or_signed():
    po = CATALOGUE.read_text("utf-8")
    head = po.partition("\n\n")[0]

    assert not re.search(r"^#,.*fuzzy|^#~", po, re.MULTILINE)
    assert len(messages(po)) == len(re.findall(r"^msgid ", po, re.MULTILINE))
    assert "Translator" not in head
    assert "@" not in head


def test_the_launcher_s_own_compiler_builds_what_gettext_reads():
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled(CATALOGUE.read_text("utf-8"))))
    one, many = "%(days)s giorno", "%(days)s giorni"

    assert catalogue.gettext("Persone") == "People"
    assert catalogue.ngettext(one, many, 1) == "%(days)s day"
    assert catalogue.ngettext(one, many, 2) == "%(days)s days"


def test_the_readers_of_texts_see_what_is_marked():
    code = "_('uno ' 'due')\nngettext('a', 'b', n)\nother('no')\n_(name)\npgettext('c', 'mar')\n"
    page = (
        '<c-alert title="{% translate "Uno" %}" /> {{ _("Due") }}'
        "{% blocktranslate trimmed count n=total %}\n {{ n }} nota\n {% plural %}\n"
        " {{ n }} note\n{% endblocktranslate %}"
    )

    assert list(texts_of_code(code)) == ["uno due", "a\0b", "c\4mar"]
    assert list(texts_of_template(page)) == ["Uno", "Due", "%(n)s nota\0%(n)s note"]
