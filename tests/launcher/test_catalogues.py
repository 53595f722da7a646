"""Our own compiler of catalogues, for machines without gettext."""

import gettext
import io
import os
import shutil

from launcher import catalogues

PO = r"""# a comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: agencies/views.py:3
msgid "Operatore sociale"
msgstr "Social worker"

msgid "Una riga\n"
"e un \"altra\""
msgstr "One line\n"
"and “another”"

msgctxt "mese"
msgid "Marzo"
msgstr "March"

msgid "%(n)s persona"
msgid_plural "%(n)s persone"
msgstr[0] "%(n)s person"
msgstr[1] "%(n)s people"

#, fuzzy
msgid "Incerto"
msgstr "Doubtful"

msgid "Non tradotto"
msgstr ""

#~ msgid "Vecchio"
#~ msgstr "Old"
"""


def read(content: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(content))


def test_texts_come_back_translated():
    texts = read(catalogues.compiled(PO))

    assert texts.gettext("Operatore sociale") == "Social worker"
    assert texts.gettext('Una riga\ne un "altra"') == "One line\nand “another”"
    assert texts.pgettext("mese", "Marzo") == "March"
    assert texts.ngettext("%(n)s persona", "%(n)s persone", 2) == "%(n)s people"


def test_doubtful_missing_and_old_texts_are_left_out():
    texts = read(catalogues.compiled(PO))

    assert [texts.gettext(text) for text in ("Incerto", "Non tradotto", "Vecchio")] == [
        "Incerto",
        "Non tradotto",
        "Vecchio",
    ]


def test_a_catalogue_is_compiled_once_and_again_when_its_texts_change(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    po = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO)

    catalogues.compile_stale(tmp_path)
    mo = po.with_suffix(".mo")
    os.utime(mo, ns=(1, po.stat().st_mtime_ns + 1))
    kept = mo.stat().st_mtime_ns
    catalogues.compile_stale(tmp_path)
    assert mo.stat().st_mtime_ns == kept

    os.utime(po, ns=(1, kept + 1))
    catalogues.compile_stale(tmp_path)
    assert mo.stat().st_mtime_ns != kept
