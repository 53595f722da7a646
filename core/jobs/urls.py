"""Addresses of jobs."""

from django.urls import path

from core.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/avanzamento/", views.progress, name="progress"),
    path("<int:pk>/annulla/", views.cancel, name="cancel"),
]
