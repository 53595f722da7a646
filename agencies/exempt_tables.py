"""Tables of the sign-in libraries, outside row security: they are read before anyone is known."""

from django.apps import apps
from django.db import models

from core.tenancy import exempt

READ_WRITE = "SELECT, INSERT, UPDATE, DELETE"
SIGN_IN = "Used by the sign-in before anyone is known."
SIGN_IN_APPS = ("account", "mfa", "usersessions", "axes")


def exempt_sign_in_tables() -> None:
    """Exempt every table of the sign-in libraries, and the unused one of the history library."""
    for label in SIGN_IN_APPS:
        for model in apps.get_app_config(label).get_models():
            exempt(model, reason=SIGN_IN, grants=READ_WRITE)
            for relation in model._meta.many_to_many:
                through_model = relation.remote_field.through
                if through_model is not None and through_model._meta.auto_created:
                    exempt(through_model, reason=SIGN_IN, grants=READ_WRITE)
    for name in ("Group_permissions",):
        through: type[models.Model] = apps.get_model("auth", name)
        exempt(through, reason="Tables of the framework; no personal data.", grants="")
    exempt(apps.get_model("pghistory", "Context"), reason="Not used: no context rows.", grants="")


exempt_sign_in_tables()
