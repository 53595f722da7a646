"""The home of each role, composed of the panels of every floor; and the help page."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.enums import Role
from core.audit.actions import log_shown
from core.panels import filled, panels_for
from core.policy import grants


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me in the role I act in."""
    context = {
        "desk": _figures(request, "home.desk"),
        "strip": _figures(request, "home.strip"),
        "panels": panels_for(request, "home"),
        "rail": panels_for(request, "home.rail"),
        "today": timezone.localdate(),
    }
    log_shown(request)
    return render(request, "home.html", context)


def _figures(request: HttpRequest, slot: str) -> list[tuple[str, Any, str]]:
    """One strip of figures to which several floors add theirs."""
    return [one for _name, context in filled(request, slot) for one in context["figures"]]


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to use the application, and who may do what, from the table that decides it."""
    return render(request, "help.html", {"grants": grants(), "roles": Role})
