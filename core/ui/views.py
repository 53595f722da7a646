"""Pages that belong to no app: errors, the three duties of a public service, the gallery."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from core import unsent as kept_words
from core.once import needs_no_key
from core.ui import samples

Answers = Callable[[HttpRequest], HttpResponse]


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the application is, and whom to tell when it is not."""
    return render(request, "ui/accessibility.html", _contact())


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is done with the data of people."""
    return render(request, "ui/privacy.html", _contact())


@login_not_required
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Who answers for the application, and its licences."""
    return render(request, "ui/legal.html", _contact())


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its variants."""
    return render(request, "ui/gallery.html", samples.everything())


@login_not_required
@require_safe
def gallery_progress(request: HttpRequest) -> HttpResponse:
    """The answer to a poll of the sample job."""
    return render(request, "ui/_gallery_progress.html", {"job": samples.job()})


def _contact() -> dict[str, str]:
    return {"contact": getattr(settings, "CONTACT_EMAIL", "")}


# --- errors: rendered without context processors, because the transaction may be broken ------


@require_safe
def unsent(request: HttpRequest) -> HttpResponse:
    """What one sent when the session was over: to be read again, and sent by hand."""
    kept = kept_words.kept(request)
    if kept is None:
        return redirect("home")
    return render(request, "ui/unsent.html", {"unsent": kept, "was_late": True})


@needs_no_key("Says that the session lasts; changes nothing.")
@require_POST
def session(request: HttpRequest) -> HttpResponse:
    """Nothing, while the session lasts and the form's token holds: what is typed may be sent."""
    return HttpResponse(status=204)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense."""
    return _error("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the sentence that says who may, where policy gave one."""
    return _error("403.html", 403, reason=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not yours; the page does not say which."""
    return _error("404.html", 404)


def not_allowed(get_response: Answers) -> Answers:
    """405 (middleware): an address that does something was opened as if it were a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        given = get_response(request)
        if given.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return given
        page = _error("405.html", 405)
        page["Allow"] = given["Allow"]
        return page

    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _error("500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that is too old, or came from elsewhere; the header tells the page's script."""
    answer = _error("403_csrf.html", 403)
    answer["Form-Token"] = "stale"
    return answer


def _error(template: str, status: int, **context: str) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"reason": "", **context}), status=status)
