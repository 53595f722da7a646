"""Addresses of saved views."""

from django.urls import path

from core.saved import views

app_name = "saved"
urlpatterns = [
    path("salva/", views.keep, name="keep"),
    path("<int:pk>/", views.edit, name="edit"),
    path("<int:pk>/elimina/", views.delete, name="delete"),
]
