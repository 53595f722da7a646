"""Addresses of the beneficiaries floor."""

app_name = "beneficiaries"
urlpatterns: list = []
