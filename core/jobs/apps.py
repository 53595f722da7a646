"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The outbox of long work and its sweeper."""

    name = "core.jobs"
    label = "jobs"
    verbose_name = "Lavori"
