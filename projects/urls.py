"""Addresses of the projects floor."""

from django.urls import path

from projects.views import entering, participations, projects

app_name = "projects"
urlpatterns = [
    path("progetti/", projects.project_list, name="list"),
    path("progetti/<slug:code>/", projects.show, name="show"),
    path("progetti/<slug:code>/partecipazioni/", projects.participations, name="participations"),
    path("persone/<int:pk>/partecipazioni/nuova/", entering.enter, name="enter"),
    path("partecipazioni/da-completare/", projects.incomplete, name="incomplete"),
    path("partecipazioni/<int:pk>/", participations.participation, name="participation"),
    path("partecipazioni/<int:pk>/risposte/", participations.complete, name="complete"),
    path("partecipazioni/<int:pk>/uscita/", participations.leave, name="leave"),
    path("partecipazioni/<int:pk>/rientro/", participations.return_to, name="come_back"),
    path("partecipazioni/<int:pk>/storia/", participations.history, name="history"),
]
