"""Letters: an error of the post undoes nothing, and shows nobody an error page."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from beneficiaries.models import EmergencyAccess
from tests.acting import as_user, client_of
from tests.makers import REASON, make_person


class Refused(BaseEmailBackend):
    """A post office that is closed."""

    def send_messages(self, _messages):
        """Refuse the connection."""
        raise ConnectionRefusedError


@pytest.mark.django_db(transaction=True)
def test_without_a_post_office_an_emergency_access_is_open_all_the_same(marco, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refused"
    person = make_person()

    answer = client_of(marco).post(
        reverse("beneficiaries:open_emergency", args=[person.pk]), {"reason": REASON}
    )

    assert answer.status_code == 302
    with as_user(marco):
        assert answer.url == reverse(
            "beneficiaries:emergency", args=[EmergencyAccess.objects.get().pk]
        )
    assert "send_after_commit" in caplog.text
