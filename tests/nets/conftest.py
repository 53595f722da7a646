"""The world of the nets, committed, and the database's net taken away."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.urls import reverse

from core.arming import arm
from core.models import Submission
from core.tenancy import protections
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person
from tests.nets import world as worlds


@pytest.fixture
def world(transactional_db, tmp_path, settings):
    """The world, committed, with a row in every protected table."""
    settings.MEDIA_ROOT = tmp_path
    made = worlds.build(tmp_path)
    twin = made.people["own"].last_name
    for keeper in ("ines", "nora"):
        code = "RSSMRA80A01F205X"
        make_person(by=player(keeper), last_name=twin, identifier=code, identifier_kind="TAX_CODE")
    ines = client_of(player("ines"))
    ines.get(reverse("beneficiaries:show", args=[made.people["own"].pk]))
    ines.post(reverse("beneficiaries:search"), {"q": "zqnome"})
    ines.get(reverse("beneficiaries:show", args=[made.people["foreign"].pk]))
    with as_user(player("ines")) as user:
        Submission.objects.create(key="k", user_id=user.pk)
    return made


@pytest.fixture
def row_security_off(world) -> Iterator[None]:
    """The database's net taken away; afterwards it is armed again."""
    with stage.owner_hands() as alias, connections[alias].cursor() as cursor:
        for table, one in protections().items():
            if not one.exempt:
                cursor.execute(f"alter table {table} no force row level security")
                cursor.execute(f"alter table {table} disable row level security")
    yield
    with stage.owner_hands() as alias:
        arm(alias)
