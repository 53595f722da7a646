"""The placements app."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """The floor where a participation is sent to a host."""

    name = "placements"
    verbose_name = "Tirocini"
