"""The Celery application and the one list that is the schedule."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")

app = Celery("percorsi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["core.jobs", "core.audit"])

app.conf.beat_schedule = {
    "ring again for jobs nobody took": {"task": "core.jobs.sweep", "schedule": 30.0},
    "remove files no document names": {"task": "beneficiaries.sweep_files", "schedule": 3600.0},
    # Thrice: whoever was left out by a worker that died, or by the post, is served by the next.
    "send the messages of the morning": {
        "task": "beneficiaries.send_mornings",
        "schedule": crontab(hour=7, minute="0,20,40", day_of_week="mon-fri"),
    },
    # All day: the first ring after midnight finds them, or the first after the clock was down.
    "carry out hand-overs whose day has come": {
        "task": "beneficiaries.carry_out_hand_overs",
        "schedule": 600.0,
    },
    "remove files no report names": {"task": "reporting.sweep_files", "schedule": 600.0},
}


@worker_init.connect
def refuse_unsafe_role(**kwargs: object) -> None:
    """A worker does not start on a role that could look behind row security."""
    from core.tenancy import check_role

    check_role()
