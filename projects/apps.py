"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Load the app's rights before anything asks for them."""

    name = "projects"
    verbose_name = "Progetti"

    def ready(self) -> None:
        """Register the policy, the workflows, and what the app adds to lower pages."""
        from projects import (  # noqa: F401
            closing,
            diary_rows,
            drafting,
            due_rows,
            lead_bodies,
            merging,
            panels,
            policy,
            registering,
            retention,
            workflow,
        )
