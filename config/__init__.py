"""The roof: settings, addresses, menu and the worker's schedule. It knows every app."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
