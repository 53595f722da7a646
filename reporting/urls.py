"""Addresses of the reporting floor."""

from django.urls import path

from reporting.report_urls import report_urls
from reporting.views import figures
from reporting.views.risk import at_risk

app_name = "reporting"
urlpatterns = [
    path("progetti/<slug:code>/schede-incomplete/", figures.incomplete, name="incomplete"),
    path("progetti/<slug:code>/euro-a-rischio/", at_risk, name="at_risk"),
    path("progetti/<slug:code>/indicatori/come-si-contano/", figures.how, name="how"),
    path("progetti/<slug:code>/indicatori/<slug:figure>/", figures.show_members, name="members"),
    path(
        "progetti/<slug:code>/indicatori/<slug:figure>/<slug:gender>/",
        figures.show_members,
        name="members",
    ),
    *report_urls,
]
