"""Addresses of decisions, papers, beginning, extension and end."""

from django.urls import URLPattern, path

from placements.views import extensions, papers, reminders, review, running, serving

paper_urls: list[URLPattern] = [
    path("tirocini/da-esaminare/", review.all_waiting, name="queue"),
    path("tirocini/da-esaminare/prima/", review.first, name="first_to_review"),
    path("tirocini/da-firmare/", papers.all_unsigned, name="unsigned"),
    path("tirocini/<int:pk>/esame/", review.review, name="review"),
    path("tirocini/<int:pk>/firme/", papers.papers, name="papers"),
    path("tirocini/<int:pk>/sollecito/", reminders.remind, name="remind"),
    path("tirocini/<int:pk>/documenti/<slug:paper>/", papers.paper, name="paper"),
    path("tirocini/<int:pk>/avvio/", running.start, name="start"),
    path("tirocini/<int:pk>/sospensione/", running.suspend, name="suspend"),
    path("tirocini/<int:pk>/ripresa/", running.resume, name="resume"),
    path("tirocini/<int:pk>/fine/", running.finish, name="finish"),
    path("tirocini/<int:pk>/progetto/", serving.serve, name="serve"),
    path("tirocini/<int:pk>/proroga/", extensions.extend, name="extend"),
    path("tirocini/<int:pk>/proroga/controlli/", extensions.extend_rules, name="extend_rules"),
    path("tirocini/proroghe/<int:pk>/", extensions.extension, name="extension"),
    path("tirocini/proroghe/<int:pk>/ritira/", extensions.withdraw, name="extension_withdraw"),
    path("tirocini/proroghe/<int:pk>/atto/", extensions.act, name="extension_act"),
]
