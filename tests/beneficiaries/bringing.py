"""A file brought by the form, and the files that lie on the disk."""

from datetime import date
from pathlib import Path

from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile

from beneficiaries import actions
from tests.core.hostile_files import pdf

TOLD = actions.Told("IDENTITY", "CA00000AA", date(2024, 3, 1), date(2034, 3, 1), "")


def lying() -> list[Path]:
    """The files on the disk."""
    return [one for one in Path(configured.MEDIA_ROOT).rglob("*") if one.is_file()]


def upload(client, person, content=None, name="carta.pdf", **typed):
    """Send the form as a browser does."""
    told = {"kind": "IDENTITY", "expires_on": "1/3/2034"} | typed
    file = SimpleUploadedFile(name, pdf() if content is None else content)
    return client.post(f"/persone/{person.pk}/documenti/nuovo/", told | {"file": file})
