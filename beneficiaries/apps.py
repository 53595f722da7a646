"""The beneficiaries app."""

from django.apps import AppConfig


class BeneficiariesConfig(AppConfig):
    """Load the app's rights before anything asks for them."""

    name = "beneficiaries"
    verbose_name = "Persone"

    def ready(self) -> None:
        """Register the policy, the workflows, the dues and the panels of the app."""
        from beneficiaries import (  # noqa: F401
            agenda_panels,
            closing,
            cover_panels,
            due_rows,
            emergency_panels,
            handover_panels,
            household_panels,
            merging,
            panels,
            plan_panels,
            policy,
            retention,
            retention_around,
            row_security,
            sharing_panels,
            workflow,
        )
