"""The dumbwaiter: a message carries a job's id up, and nothing else."""

from celery import shared_task


@shared_task(name="core.jobs.run")
def run(job_id: int) -> None:
    """Run one job."""
    from core.jobs.runner import run as run_job

    run_job(job_id)


@shared_task(name="core.jobs.sweep")
def sweep() -> None:
    """Ring again for jobs that nobody works on."""
    from core.jobs import actions
    from core.tenancy import Purpose, under_purpose

    with under_purpose(Purpose.SWEEP):
        waiting = actions.forgotten_ids(at=actions.now())
    for job_id in waiting:
        actions.ring(job_id)
