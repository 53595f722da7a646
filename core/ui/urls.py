"""The three pages a public service owes, whether the session lasts, the gallery where shown."""

from django.conf import settings
from django.urls import path

from core.ui import views

app_name = "ui"
urlpatterns = [
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("note-legali/", views.legal, name="legal"),
    path("sessione/", views.session, name="session"),
    path("sessione/da-inviare/", views.unsent, name="unsent"),
]
if settings.SHOW_GALLERY:
    urlpatterns += [
        path("ui/", views.gallery, name="gallery"),
        path("ui/avanzamento/", views.gallery_progress, name="gallery_progress"),
    ]
