"""Addresses of the days and what is paid for them."""

from django.urls import URLPattern, path

from placements.views import days, payments, registers, reminders, sheets

day_urls: list[URLPattern] = [
    path("presenze/", days.registers, name="registers"),
    path("presenze/mesi/", registers.months, name="months"),
    path("presenze/mancanti/", registers.missing, name="missing"),
    path("presenze/da-validare/", registers.validate_many, name="validate_many"),
    path("presenze/fogli/", sheets.sheets, name="sheets"),
    path("presenze/fogli/<str:month>/", sheets.month_sheets, name="month_sheets"),
    path("presenze/<int:pk>/", registers.register, name="register"),
    path("presenze/<int:pk>/chiudi/", registers.close, name="close"),
    path("presenze/<int:pk>/rimanda/", registers.send_back, name="send_back"),
    path("presenze/<int:pk>/valida/", registers.validate, name="validate"),
    path("presenze/<int:pk>/rettifica/", registers.rectify, name="rectify"),
    path("tirocini/<int:pk>/presenze/<str:month>/", registers.open_month, name="open_month"),
    path("tirocini/<int:pk>/presenze/<str:month>/foglio/", sheets.sheet, name="sheet"),
    path(
        "tirocini/<int:pk>/sollecito-registri/",
        reminders.remind_registers,
        name="remind_registers",
    ),
    path("progetti/<slug:code>/pagamenti/nuovo/", payments.pay, name="pay"),
    path("pagamenti/", payments.payments, name="payments"),
    path("pagamenti/indennita/", payments.allowances, name="allowances"),
    path("pagamenti/<int:pk>/", payments.batch, name="batch"),
]
