"""What is written: every word on a screen is translated; files speak of the product alone."""

import re
from pathlib import Path

from tests.house.test_shape import ROOT, lines, tracked
from tests.house.test_templates import templates

TRANSLATED = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
COMMENT = re.compile(
    r"\{% block body_class %\}.*?\{% endblock %\}|\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}",
    re.DOTALL,
)
MACHINE = re.compile(r"<(script|style|code|kbd)\b.*?</\1>", re.DOTALL)
ATTRIBUTE = re.compile(
    r"(?<=\s)(?:title|label|aria-label|placeholder|alt|lead|caption|summary|legend|submit)=\"([^\"]*)\""
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{3,}")
# Names, and a language's name in itself.
NAMES = {"Percorsi", "Italiano", "English", "PDF", "CSV", "XLSX", "SHA", "CUP", "ISEE", "FSE"}
# A report goes to the Region, in Italian, whatever language who asks for it reads.
IN_ITALIAN = {"print"}
# Samples of the parts, shown to developers.
GALLERY = ("gallery", "_gallery")
TEXTS = (".py", ".html", ".md", ".toml", ".txt", ".js", ".yml", ".yaml", ".in", ".po")
# Addresses that name a standard, this machine, or nothing that exists.
NOWHERE = re.compile(
    r"https?://(?:www\.w3\.org|schemas\.openxmlformats\.org|127\.0\.0\.1|localhost|\[::1\]|testserver|[\w.-]+\.(?:invalid|example)"
    r"|(?:[\w-]+\.)*example\.(?:org|com))\b"
)
ISSUE = re.compile(
    r"\b(?:issues?|bug|ticket|pull request|closes|fixes) ?#?\d+|(?<=[ (])#\d{2,}\b", re.IGNORECASE
)
MAKERS = (
    "claude", "anthropic", "openai", "chatgpt", "llms?", "subagents?", "ai[- ]generated",
    "co-authored-by", "coding agents?", "language models?", "mock-?ups?", "as an ai",
)  # fmt: skip
BUILT = re.compile(rf"\b({'|'.join(MAKERS)})\b", re.IGNORECASE)


def untranslated(text: str) -> list[str]:
    """The words a template shows beside those it translates."""
    text = TRANSLATED.sub(" ", COMMENT.sub(" ", text))
    said = MACHINE.sub(" ", text)
    shown = TAG.sub(" ", said) + " ".join(TAG.sub(" ", one) for one in ATTRIBUTE.findall(said))
    return [word for word in WORD.findall(shown) if word not in NAMES]


def test_every_word_of_a_template_is_translated():
    bare = [
        f"{path.relative_to(ROOT)}: {' '.join(words[:8])}"
        for path in templates()
        if not set(path.parts) & IN_ITALIAN and not path.stem.startswith(GALLERY)
        if (words := untranslated(path.read_text()))
    ]

    assert not bare, "put it in {% translate %}:\n" + "\n".join(bare)


def test_the_heuristic_sees_bare_words():
    assert untranslated('<p title="Chiudi">{% translate "Salva" %} bene {{ name }}</p>') == [
        "bene",
        "Chiudi",
    ]
    assert untranslated("{% blocktranslate %}Ciao{% endblocktranslate %}<c-x name='ok' />") == []


def found(pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> list[str]:
    """Where a pattern stands in the tracked texts, once what is allowed is taken out."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(*TEXTS)
        if path != Path(__file__)
        for number, line in enumerate(lines(path), 1)
        if pattern.search(but.sub("", line) if but else line)
    ]


def test_no_file_leads_to_a_download():
    assert found(re.compile("https?://(?![^ ]*[{%])"), NOWHERE) == []


def test_no_file_speaks_of_issues():
    assert found(ISSUE) == []


def test_no_file_speaks_of_how_it_was_built():
    assert found(BUILT) == []


def test_no_file_is_binary_but_for_what_a_page_needs():
    binary = [
        str(path.relative_to(ROOT))
        for path in tracked("")
        if b"\0" in path.read_bytes()[:8000] and path.suffix not in (".png", ".woff2", ".ico")
    ]

    assert not binary
