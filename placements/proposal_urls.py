"""Addresses of hosts and proposals."""

from django.urls import URLPattern, path

from placements.views import answers, hosts, moving, placements, proposals

proposal_urls: list[URLPattern] = [
    path("ospitanti/", hosts.all_hosts, name="hosts"),
    path("ospitanti/nuovo/", hosts.host_new, name="host_new"),
    path("ospitanti/nomi/", hosts.host_names, name="host_names"),
    path("ospitanti/<int:pk>/", hosts.host, name="host"),
    path("ospitanti/<int:pk>/modifica/", hosts.host_edit, name="host_edit"),
    path("ospitanti/<int:pk>/tutor/nuovo/", hosts.tutor_new, name="tutor_new"),
    path("ospitanti/tutor/<int:pk>/", hosts.tutor_edit, name="tutor_edit"),
    path("tirocini/", placements.all_placements, name="list"),
    path("tirocini/risposte/", answers.all_answers, name="answers"),
    path("tirocini/<int:pk>/", placements.show, name="show"),
    path("tirocini/<int:pk>/storia/", placements.history, name="history"),
    path("tirocini/<int:pk>/invia/", placements.submit, name="submit"),
    path("tirocini/<int:pk>/ritira/", placements.withdraw, name="withdraw"),
    path("tirocini/<int:pk>/riapri/", placements.reopen, name="reopen"),
    path("tirocini/<int:pk>/proposta/", proposals.edit, name="edit"),
    path("tirocini/<int:pk>/ospitante/", moving.move, name="move"),
    path("tirocini/<int:pk>/controlli/", proposals.rules, name="rules"),
    path("partecipazioni/<int:pk>/tirocini/nuovo/", proposals.propose, name="propose"),
]
