"""Every address of the application, in Italian, because users read them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("config.home_urls")),
    # The sign-in page has the switch too.
    path("lingua/", login_not_required(set_language), name="set_language"),
    path("accesso/", include("agencies.signin_urls")),
    path("enti/", include("agencies.urls")),
    path("persone/", include("beneficiaries.urls")),
    path("", include("projects.urls")),
    path("", include("placements.urls")),
    path("", include("reporting.urls")),
    path("viste/", include("core.saved.urls")),
    path("lavori/", include("core.jobs.urls")),
    path("", include("core.ui.urls")),
]
handler400 = "core.ui.views.bad_request"
handler403 = "core.ui.views.forbidden"
handler404 = "core.ui.views.not_found"
handler500 = "core.ui.views.broken"
