"""The ground app: policy, workflow, tenancy, lists, and the rows that keep typed work safe."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """Arm the database after each migration: row security, grants, workflow triggers."""

    name = "core"
    label = "core"
    verbose_name = "Fondamenta"

    def ready(self) -> None:
        """Have the database brought into line with the declarations after `migrate`."""
        from core import retention, rows  # noqa: F401
        from core.arming import arm_after_migrate

        post_migrate.connect(arm_after_migrate, sender=self)
