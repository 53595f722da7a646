"""Addresses of reports."""

from django.urls import path
from django.views.decorators.http import require_safe

from reporting.report_tables import report_list
from reporting.views import euros, reports, sealing
from reporting.views.counted import counted

report_urls = [
    path("rendiconti/", require_safe(report_list), name="list"),
    path("rendiconti/<int:pk>/", reports.show, name="show"),
    path("rendiconti/<int:pk>/file/<int:artefact_pk>/", reports.download, name="download"),
    path("rendiconti/<int:pk>/conferma/", sealing.confirm, name="confirm"),
    path("rendiconti/<int:pk>/invio/", sealing.send, name="send"),
    path("rendiconti/<int:pk>/riapertura/", sealing.reopen, name="reopen"),
    path("rendiconti/<int:pk>/verifica/", sealing.check_files, name="verify"),
    path("rendiconti/<int:pk>/differenze/", sealing.differences, name="differences"),
    path("rendiconti/<int:pk>/cifre/", sealing.figures, name="figures"),
    path("rendiconti/<int:pk>/cifre/<slug:figure>/", counted, name="counted"),
    path("rendiconti/<int:pk>/euro/<slug:column>/", euros.euros, name="euros"),
    path("rendiconti/<int:pk>/righe/<int:line>/", euros.line, name="line"),
    path("rendiconti/<int:pk>/tirocini/", euros.placed, name="placed"),
    path("progetti/<slug:code>/rendiconti/", reports.ask, name="ask"),
]
