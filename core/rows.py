"""Row security of the ground's own tables."""

from core.models import Draft, Submission
from core.tenancy import AGENCY, USER, Rows, protect

protect(
    Submission,
    Rows("author", using=f"user_id = {USER}"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
protect(
    Draft,
    Rows("author", using=f"user_id = {USER} and agency_id = {AGENCY}"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
