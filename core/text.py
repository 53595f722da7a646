"""Names and texts: one way to clean what is typed, and one way to compare names.

Comparison is done here and not by the database, so that a search needs no extension, no
collation, and gives the same answer on every machine.
"""

import re
import unicodedata

# Letters that NFKD leaves whole, although everybody types them as these.
_WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ĸ": "k",
        "ə": "e",
        # Apostrophes that Unicode counts among the letters.
        "ʼ": " ",
        "ʻ": " ",
        "ʽ": " ",
        "ʾ": " ",
        "ʿ": " ",
    }
)


def _accents() -> tuple[str, str]:
    """Latin letters with an accent, and apostrophes; what stands for them, place by place."""
    letters = (chr(code) for code in range(0xC0, 0x180))
    bare = {one: unicodedata.normalize("NFD", one)[0] for one in letters}
    pairs = {one: plain for one, plain in bare.items() if plain != one}
    # An apostrophe of Unicode would join two words into one: dell’affitto.
    pairs |= dict.fromkeys("’‘ʼ", " ")
    return "".join(pairs), "".join(pairs.values())


# For the `translate` of the database: of one length.
ACCENTED, BARE = _accents()
_NOT_A_WORD = re.compile(r"[\W_]+")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
# Two blanks sort before one blank and a letter: Rossi Anna, Rossi Bianchi Anna, Rossini Anna.
_BETWEEN_NAMES = "  "


def normalise(text: str) -> str:
    """The plain form of a name: lower case, no accents, words divided by one space."""
    lowered = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = unicodedata.normalize("NFKD", lowered.translate(_WHOLE_LETTERS))
    letters = "".join(char for char in plain if not _is_mark(char))
    return _NOT_A_WORD.sub(" ", letters).strip()


def tokens(text: str) -> list[str]:
    """The words of a name in plain form, in their order, each once."""
    return list(dict.fromkeys(normalise(text).split()))


def sort_key(last: str, first: str) -> str:
    """The text that lists of people are ordered by, as bytes: last name, then first name."""
    return _BETWEEN_NAMES.join(part for part in (normalise(last), normalise(first)) if part)


def clean_text(text: str) -> str:
    """What was typed, without what no screen can show; line breaks and every script stay."""
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", "".join(char for char in lines if _is_shown(char))).strip()


def clean_line(text: str) -> str:
    """What was typed in a field of one line: cleaned, with single spaces."""
    return _BLANKS.sub(" ", clean_text(text))


def _is_mark(char: str) -> bool:
    # Format characters, too: direction marks and joiners are invisible inside a name.
    return unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")


def _is_shown(char: str) -> bool:
    # PostgreSQL refuses NUL, UTF-8 refuses lone surrogates; Cf holds emoji joiners and RTL marks.
    return char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
