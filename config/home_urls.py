"""The front door and the help pages, which know every floor."""

from django.urls import path

from beneficiaries.views.agenda import agenda
from beneficiaries.views.dues import all_dues
from config import home

urlpatterns = [
    path("", home.home, name="home"),
    path("agenda/", agenda, name="agenda"),
    path("scadenze/", all_dues, name="dues"),
    path("aiuto/", home.help_page, name="help"),
]
