"""Letters: sent once what they tell of is written down, and never in its way."""

from django.core.mail import send_mail
from django.db import transaction


def send_after_commit(subject: str, body: str, address: str) -> None:
    """Send a letter after the commit; an error of the post is logged and undoes nothing."""

    # A function of its own: Django logs what failed by its name, which a `partial` has not.
    def send() -> None:
        send_mail(subject, body, None, [address])

    transaction.on_commit(send, robust=True)
