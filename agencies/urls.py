"""Addresses of the agencies' floor."""

from django.urls import path

from agencies import views

app_name = "agencies"
urlpatterns = [
    path("cambia/", views.switch, name="switch"),
    path("utenti/", views.team, name="team"),
    path("accessi/", views.accesses, name="accesses"),
    path("assenze/", views.leaves, name="leaves"),
    path("assenze/nuova/", views.write_leave, name="write_leave"),
    path("assenze/<int:pk>/", views.leave, name="leave"),
    path("assenze/<int:pk>/fine/", views.end_leave, name="end_leave"),
]
