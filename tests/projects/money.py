"""What the tests of staff, hours, spending and budget share: addresses, months, the project."""

from datetime import date

from django.urls import reverse

from projects.models import Partner, Project
from tests.cast import COMO

MARCH, APRIL = date(2021, 3, 1), date(2021, 4, 1)


def url(name, *args, **query):
    """An address of the project's money."""
    found = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"projects:{name}", args=args) + (f"?{found}" if found else "")


def como():
    """The project, as whoever acts sees it."""
    return Project.objects.select_related("programme__call").get(code=COMO)


def partner_of(user):
    """The partner this user works for."""
    return Partner.objects.get(project__code=COMO, agency_id=user.acting.agency_id)
