"""Scheduled work of this floor."""

from celery import shared_task


@shared_task(name="beneficiaries.sweep_files")
def sweep_files() -> None:
    """Remove files that no document names."""
    from beneficiaries.document_files import sweep
    from core.jobs.actions import now

    sweep(at=now())
