"""Scheduled work of this floor."""

from celery import shared_task


@shared_task(name="beneficiaries.sweep_files")
def sweep_files() -> None:
    """Remove files that no document names."""
    from beneficiaries.document_files import sweep
    from core.jobs.actions import now

    sweep(at=now())


@shared_task(name="beneficiaries.send_mornings")
def send_mornings() -> None:
    """Send the messages of the morning that have not gone out yet."""
    from django.utils import timezone

    from beneficiaries.mornings import send_all
    from core.jobs.actions import now

    send_all(today=timezone.localdate(now()))


@shared_task(name="beneficiaries.carry_out_hand_overs")
def carry_out_hand_overs() -> None:
    """Carry out the hand-overs whose day has come."""
    from beneficiaries.on_the_day import carry_out_all
    from core.jobs.actions import now

    carry_out_all(at=now())
