"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Load the app's rights before anything asks for them."""

    name = "projects"
    verbose_name = "Progetti"

    def ready(self) -> None:
        """Register the policy and the workflows of the app."""
        from projects import policy, workflow  # noqa: F401
