"""The agencies app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Load the app's rights before anything asks for them."""

    name = "agencies"
    verbose_name = "Enti"

    def ready(self) -> None:
        """Register the policy and the workflows of the app."""
        from agencies import exempt_tables, policy, retention  # noqa: F401
        from agencies.asking import as_asker
        from core.jobs.runner import ask_as

        ask_as(as_asker)
