"""Addresses of the beneficiaries floor."""

from django.urls import path

from beneficiaries.views import entrust, notes, people, record, register, unfollowed

app_name = "beneficiaries"
urlpatterns = [
    path("", people.people, name="list"),
    path("cerca/", people.search, name="search"),
    path("cerca/suggerimenti/", people.suggest, name="suggest"),
    path("senza-operatore/", unfollowed.all_unfollowed, name="unfollowed"),
    path("bozze/", notes.drafts, name="drafts"),
    path("luoghi/<slug:kind>/", register.places, name="places"),
    path("nuova/", register.register, name="register"),
    path("nuova/salva/", register.keep, name="register_keep"),
    path("nuova/codice/", register.from_code, name="register_code"),
    path("nuova/<int:draft>/<int:step>/", register.register, name="register_step"),
    path("nuova/<int:draft>/", register.review_and_register, name="register_review"),
    path("nuova/<int:draft>/elimina/", register.discard, name="register_discard"),
    path("<int:pk>/", people.show, name="show"),
    path("<int:pk>/anagrafica/", people.identity, name="identity"),
    path("<int:pk>/anagrafica/modifica/", record.edit, name="edit"),
    path("<int:pk>/situazione/modifica/", record.edit_situation, name="edit_situation"),
    path("<int:pk>/informativa/", record.record_notice, name="record_notice"),
    path("<int:pk>/codice/", people.reveal, name="reveal"),
    path("<int:pk>/modifiche/", people.history, name="history"),
    path("<int:pk>/visto/", people.readers, name="readers"),
    path("<int:pk>/fase/<slug:step>/", people.move, name="move"),
    path("<int:pk>/affida/", entrust.entrust, name="entrust"),
    path("<int:pk>/note/", notes.write, name="write_note"),
    path("<int:pk>/note/salva/", notes.keep, name="keep_note"),
    path("<int:pk>/note/filtra/", notes.filter_notes, name="filter_notes"),
    path("<int:pk>/note/stampa/", notes.print_notes, name="print_notes"),
    path("note/colleghi/", notes.names, name="nameable"),
    path("note/<int:pk>/", notes.correct, name="correct_note"),
    path("note/<int:pk>/lettori/", notes.choose_readers, name="choose_readers"),
]
