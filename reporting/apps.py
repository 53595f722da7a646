"""The reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Load the app's rights before anything asks for them."""

    name = "reporting"
    verbose_name = "Rendicontazione"

    def ready(self) -> None:
        """Register the policy and the workflows of the app."""
        from reporting import jobs, panels, policy, report_panels, retention, workflow  # noqa: F401
