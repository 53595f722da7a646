"""The interface kit: Bootstrap Italia, the parts pages are made of, and their gallery."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Words and parts of the screens; no tables."""

    name = "core.ui"
    label = "ui"
    verbose_name = "Interfaccia"
