"""Addresses of the reporting floor."""

from django.urls import path

app_name = "reporting"
urlpatterns: list = []
