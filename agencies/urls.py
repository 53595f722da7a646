"""Addresses of the agencies' floor."""

from django.urls import path

from agencies import views

app_name = "agencies"
urlpatterns = [
    path("cambia/", views.switch, name="switch"),
    path("utenti/", views.team, name="team"),
    path("accessi/", views.accesses, name="accesses"),
]
