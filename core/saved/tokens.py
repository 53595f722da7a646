"""What a list page hands to the form that saves it: which list, where, with which question.

Signed, so that only what a list page itself found sound in its address is ever kept, and an
answer leads back to no other place.
"""

from dataclasses import asdict, dataclass

from django.core import signing
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

SALT = "percorsi.saved-views"


@dataclass(frozen=True)
class Told:
    """A list by the name of its address, the address, and its question."""

    list: str
    path: str
    question: str
    in_menu: bool

    @property
    def url(self) -> str:
        """The list as it stood."""
        return f"{self.path}?{self.question}"


def seal(told: Told) -> str:
    """As a text that a form carries."""
    return signing.dumps(asdict(told), salt=SALT)


def unseal(text: str) -> Told | None:
    """What `seal` made; None where somebody else made it."""
    try:
        return Told(**signing.loads(text, salt=SALT))
    except signing.BadSignature:
        return None


def address_of(name: str, asked: str) -> str:
    """The address asked for where it is one of this list; else the list's own, or the home."""
    try:
        if resolve(asked).view_name == name:
            return asked
    except Resolver404:
        pass
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse("home")
