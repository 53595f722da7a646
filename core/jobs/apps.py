"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The outbox of long work and its sweeper."""

    name = "core.jobs"
    label = "jobs"
    verbose_name = "Lavori"

    def ready(self) -> None:
        """Register the row security of the app."""
        from core.jobs import policy  # noqa: F401
