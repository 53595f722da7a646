"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """History, reading log, classes of data."""

    name = "core.audit"
    label = "audit"
    verbose_name = "Tracciamento"

    def ready(self) -> None:
        """Register the row security of the app."""
        from core.audit import policy  # noqa: F401
