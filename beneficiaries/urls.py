"""Addresses of the beneficiaries floor."""

from django.urls import path

app_name = "beneficiaries"
urlpatterns: list = []
