"""Save a list as it stands, rename what was saved, delete it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.saved import actions
from core.saved.forms import KeepForm, ViewForm
from core.saved.models import SavedView
from core.saved.policy import own_views
from core.saved.tokens import address_of, unseal


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Save the filters, the order and the columns of a list under a name."""
    told = unseal(request.POST.get("told", ""))
    if told is None:
        raise Http404
    form = KeepForm(request.POST, in_menu=told.in_menu)
    if form.is_valid():
        given = {"name": form.cleaned_data["name"]}
        given["is_default"] = form.cleaned_data.get("is_default", False)
        try:
            view = actions.save_view(
                of=told.list, question=told.question, by=request.user, on=timezone.localdate(),
                **given,
            )  # fmt: skip
        except actions.NotSaved as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Vista salvata: “%(name)s”.") % {"name": view})
            return redirect(told.url)
    return render(request, "lists/keep_view.html", {"form": form, "away": told.url})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or another beginning; from here it is deleted, too."""
    view = get_object_or_404(own_views(request.user), pk=pk)
    told = {"name": view.name, "is_default": view.is_default}
    typed = request.POST if request.method == "POST" else None
    form = ViewForm(typed, initial=told, in_menu="menu" in request.GET)
    if form.is_valid():
        try:
            actions.change_view(view, by=request.user, **(told | form.cleaned_data))
        except actions.NotSaved as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Vista aggiornata."))
            return redirect(_list_of(request, view))
    context = {"view": view, "form": form, "away": _list_of(request, view)}
    return render(request, "lists/edit_view.html", context)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a view: the list stays, and all it lists."""
    view = get_object_or_404(own_views(request.user), pk=pk)
    actions.delete_view(view, by=request.user)
    messages.success(request, _("Vista eliminata: “%(name)s”.") % {"name": view})
    return redirect(address_of(view.list, request.GET.get("da", "")))


def _list_of(request: HttpRequest, view: SavedView) -> str:
    return f"{address_of(view.list, request.GET.get('da', ''))}?{view.question}"
