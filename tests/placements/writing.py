"""How tests write a proposal: what a browser sends, and the row as it is then."""

from django.urls import reverse
from django.utils import timezone

from placements.actions import proposals
from placements.models import Placement
from placements.workflow import placement_workflow
from tests.acting import as_user


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def typed(form, **changed):
    """What the browser sends: the form as it stands, and what was typed."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            sent |= {bound.name: "on"} if value else {}
        elif isinstance(value, list):
            sent[bound.name] = value
        else:
            sent[bound.name] = bound.field.widget.format_value(value) or ""
    return sent | changed


def terms_in(client, placement, **changed):
    """The page of the terms, and what its form sends with these changes."""
    return typed(client.get(url("edit", placement.pk)).context["form"], **changed)


def fresh(placement, user):
    with as_user(user):
        return Placement.objects.get(pk=placement.pk)


def moved(placement, *steps, by, **fields):
    """The placement some steps later, as the coordinator's own pages would leave it."""
    with as_user(by) as user:
        row = Placement.objects.get(pk=placement.pk)
        for step in steps:
            placement_workflow.take(row, step, by=user)
            for name, value in fields.items():
                setattr(row, name, value)
            row.save()
    return row


def submitted(placement, user):
    with as_user(user) as by:
        return proposals.submit_placement(placement, by=by, at=timezone.now())
