"""The front door and the help pages, which know every floor."""

from django.urls import path

from config import home

urlpatterns = [
    path("", home.home, name="home"),
    path("aiuto/", home.help_page, name="help"),
]
