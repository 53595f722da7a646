"""Ask for the report of a demo project through the queue, as its reporting officer would."""

import shutil
import time
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.asking import acting_for
from agencies.models import Membership
from core.jobs.models import Job, JobState
from projects.models import Project
from reporting.actions import NotPossible, ask_for_report, log_fetch
from reporting.demo.asking import officer_of
from reporting.forms import likely_day
from reporting.models import FundingReport

POLL_SECONDS = 0.5
# A worker that runs takes a job within seconds, and one left by a dead worker within a minute.
PATIENCE = timedelta(minutes=5)


class Command(BaseCommand):
    """Asks, waits for the worker, and copies the files."""

    help = "Prepara il rendiconto di un progetto dimostrativo e copia i file in una cartella."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, of which project, at which day."""
        parser.add_argument("--out", type=Path, required=True, metavar="CARTELLA")
        parser.add_argument("--project", default="EL-1", metavar="CODICE")
        parser.add_argument(
            "--cut-off", type=date.fromisoformat, default=None, metavar="AAAA-MM-GG"
        )
        parser.add_argument(
            "--timeout", type=int, default=int(PATIENCE.total_seconds()), metavar="SECONDI"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, wait, copy; a sentence and a status other than 0 where it did not work."""
        project = Project.objects.filter(code=options["project"]).first()
        if project is None:
            raise CommandError(f"Il progetto {options['project']} non c’è: carica i dati demo.")
        try:
            officer = officer_of(project)
        except LookupError as error:
            raise CommandError(
                f"Nessuno rendiconta il progetto {project.code} per il capofila."
            ) from error
        report = self._ask(project, officer, options["cut_off"] or likely_day(project))
        self._wait(report, officer, until=time.monotonic() + options["timeout"])
        self._copy(report, officer, options["out"])

    def _ask(self, project: Project, officer: Membership, cut_off: date) -> FundingReport:
        with acting_for(officer.user_id, officer.pk) as user:
            try:
                report = ask_for_report(project, cut_off=cut_off, by=user, at=timezone.now())
            except NotPossible as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Chiesto: {project.code}, dati al {cut_off:%d/%m/%Y}.")
        return report

    def _wait(self, report: FundingReport, officer: Membership, *, until: float) -> None:
        told = ""
        while time.monotonic() < until:
            with acting_for(officer.user_id, officer.pk):
                job = Job.objects.get(pk=report.job_id)
            line = f"{job.phase or job.state_now.label} · {job.percent} %"
            if line != told:
                self.stdout.write(line)
                self.stdout.flush()
                told = line
            if job.state == JobState.DONE:
                return
            if not job.is_open:
                raise CommandError(job.error or f"Il lavoro è finito così: {job.state_now.label}.")
            time.sleep(POLL_SECONDS)
        raise CommandError(
            "Il lavoratore non risponde: il rendiconto è in coda e sarà preparato quando torna."
            if job.state == JobState.QUEUED
            else "Il lavoratore non ha finito in tempo: il lavoro va avanti, riprova fra poco."
        )

    def _copy(self, report: FundingReport, officer: Membership, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        with acting_for(officer.user_id, officer.pk) as user:
            for artefact in report.artefacts.select_related("report").order_by("name"):
                log_fetch(artefact, by=user)
                shutil.copyfile(Path(settings.MEDIA_ROOT) / artefact.path, out / artefact.name)
                self.stdout.write(
                    f"{artefact.size:>9} byte  {artefact.sha256[:16]}…  {artefact.name}"
                )
        self.stdout.write(f"Il pacchetto è in {out}.")
