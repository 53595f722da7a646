"""Addresses of the reporting floor."""

app_name = "reporting"
urlpatterns: list = []
