"""Who sees a job: the one who asked, in the agency they asked for; the runner, by purpose."""

from core.jobs.models import Job
from core.tenancy import AGENCY, PURPOSE, USER, Rows, protect

protect(
    Job,
    Rows("asker", using=f"user_id = {USER} and agency_id = {AGENCY}"),
    Rows("runner", using=f"{PURPOSE} in ('jobs', 'sweep')"),
)
