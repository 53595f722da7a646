"""The home of each role, composed of the panels of every floor; and the help page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.enums import Role
from core.panels import panels_for
from core.policy import grants


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me in the role I act in."""
    return render(
        request,
        "home.html",
        {
            "panels": panels_for(request, "home"),
            "rail": panels_for(request, "home.rail"),
            "today": timezone.localdate(),
        },
    )


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to use the application, and who may do what, from the table that decides it."""
    return render(request, "help.html", {"grants": grants(), "roles": Role})
