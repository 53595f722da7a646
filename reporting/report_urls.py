"""Addresses of reports."""

from django.urls import path
from django.views.decorators.http import require_safe

from reporting.report_tables import report_list
from reporting.views import reports

report_urls = [
    path("rendiconti/", require_safe(report_list), name="list"),
    path("rendiconti/<int:pk>/", reports.show, name="show"),
    path("rendiconti/<int:pk>/file/<int:artefact_pk>/", reports.download, name="download"),
    path("progetti/<slug:code>/rendiconti/", reports.ask, name="ask"),
]
