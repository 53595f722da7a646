"""Each beginning of a name has a row of its own in the search: those that are missing are added."""

from itertools import islice
from typing import Any

from django.db import migrations

from beneficiaries.search import words_of
from core.tenancy import Purpose, under_purpose

# People whose words are written in one statement.
AT_ONCE = 500


def add(apps: Any, schema_editor: Any) -> None:
    """Write the words of everybody who is listed; those that are there stay."""
    alias = schema_editor.connection.alias
    token = apps.get_model("beneficiaries", "SearchToken")
    listed = apps.get_model("beneficiaries", "RosterEntry").objects.using(alias)
    with under_purpose(Purpose.MIGRATION, alias):
        people = listed.select_related("beneficiary").iterator(AT_ONCE)
        while some := [*islice(people, AT_ONCE)]:
            rows = [
                token(
                    agency_id=entry.agency_id,
                    token=word,
                    sort_key=entry.sort_key,
                    beneficiary_id=entry.beneficiary_id,
                )
                for entry in some
                for word in sorted(words_of(entry.beneficiary))
            ]
            token.objects.using(alias).bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    """Only rows; nothing to take back, for more words find nobody else."""

    dependencies = [("beneficiaries", "0011_with_file")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
