"""Sign-in, second factor and sessions: the library's own views, in our dress."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("secondo-fattore/", include("allauth.mfa.urls")),
    path("sessioni/", include("allauth.usersessions.urls")),
]
