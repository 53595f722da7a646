"""The reference app."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Municipalities, countries, codes of the funder: facts about Italy, none about people."""

    name = "core.reference"
    label = "reference"
    verbose_name = "Tabelle di riferimento"

    def ready(self) -> None:
        """Name the tables that stay outside row security."""
        from core.reference import policy  # noqa: F401
