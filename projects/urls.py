"""Addresses of the projects floor."""

from django.urls import path

app_name = "projects"
urlpatterns: list = []
