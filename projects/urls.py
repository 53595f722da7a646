"""Addresses of the projects floor."""

app_name = "projects"
urlpatterns: list = []
