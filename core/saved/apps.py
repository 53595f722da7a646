"""The app of saved views."""

from django.apps import AppConfig


class SavedConfig(AppConfig):
    """Named filters, order and columns of lists."""

    name = "core.saved"
    label = "saved"
    verbose_name = "Viste salvate"

    def ready(self) -> None:
        """Register the row security of the app."""
        from core.saved import policy  # noqa: F401
