"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """History, reading log, classes of data."""

    name = "core.audit"
    label = "audit"
    verbose_name = "Tracciamento"
