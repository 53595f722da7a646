"""The placements app."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Load the app's rights before anything asks for them."""

    name = "placements"
    verbose_name = "Tirocini"

    def ready(self) -> None:
        """Register the policy, the workflows and the ends of the app."""
        from placements import (  # noqa: F401
            closing,
            day_panels,
            due_rows,
            extension_panels,
            merging,
            panels,
            paper_panels,
            plan_hours,
            plan_panels,
            policy,
            retention,
            spending,
            workflow,
        )
