"""Addresses of the projects floor."""

from django.urls import path

from projects.views import diary, entering, participations, projects, results, same_people, spending

app_name = "projects"
urlpatterns = [
    path("progetti/", projects.project_list, name="list"),
    path("progetti/<slug:code>/", projects.show, name="show"),
    path("progetti/<slug:code>/partecipazioni/", projects.participations, name="participations"),
    path("progetti/<slug:code>/stessa-persona/", same_people.same_people, name="same_people"),
    path("progetti/<slug:code>/spesa/", spending.spending, name="spending"),
    path("progetti/<slug:code>/spesa/<slug:agency>/", spending.hours, name="hours"),
    path("progetti/<slug:code>/spesa/<slug:agency>/dal-diario/", diary.take, name="take_hours"),
    path("progetti/<slug:code>/budget/", spending.budget, name="budget"),
    path("progetti/<slug:code>/personale/nuovo/", spending.new_member, name="new_member"),
    path("progetti/<slug:code>/personale/<int:member>/", spending.member, name="member"),
    path(
        "progetti/<slug:code>/personale/<int:member>/diario/<str:month>/",
        diary.days,
        name="diary_days",
    ),
    path("il-mio-mese/", diary.my_month, name="my_month"),
    path("persone/<int:pk>/partecipazioni/nuova/", entering.enter, name="enter"),
    path("partecipazioni/da-completare/", projects.incomplete, name="incomplete"),
    path("partecipazioni/esiti-da-rilevare/", results.results_due, name="results_due"),
    path("partecipazioni/<int:pk>/", participations.participation, name="participation"),
    path("partecipazioni/<int:pk>/risposte/", participations.complete, name="complete"),
    path("partecipazioni/<int:pk>/uscita/", participations.leave, name="leave"),
    path("partecipazioni/<int:pk>/esito/", results.result, name="result"),
    path("partecipazioni/<int:pk>/follow-up/", results.follow_up, name="follow_up"),
    path("partecipazioni/<int:pk>/rientro/", participations.return_to, name="come_back"),
    path("partecipazioni/<int:pk>/storia/", participations.history, name="history"),
]
