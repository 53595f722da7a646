"""Scheduled work of this floor."""

from celery import shared_task


@shared_task(name="reporting.sweep_files")
def sweep_files() -> None:
    """Remove files that no report names any more."""
    from core.jobs.actions import now
    from reporting.files import sweep

    sweep(at=now())
