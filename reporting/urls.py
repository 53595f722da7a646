"""Addresses of the reporting floor."""

from reporting.report_urls import report_urls

app_name = "reporting"
urlpatterns = [*report_urls]
