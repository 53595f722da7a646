"""A list as somebody wants to find it again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """The question of a list's address, under a name, for its author in one agency.

    It holds what stands in an address anyway, and an address holds no name of a person: a search
    by name is never kept here.
    """

    user_id = models.BigIntegerField(_("autore"))
    agency_id = models.BigIntegerField(_("ente"))
    # The name of the list's address, the same for each record it may be about.
    list = models.CharField(_("elenco"), max_length=80)
    name = models.CharField(_("nome"), max_length=60)
    question = models.CharField(_("filtri, ordine e colonne"), max_length=1000)
    is_default = models.BooleanField(_("si apre dal menu"), default=False)
    opened_on = models.DateField(_("aperta l’ultima volta"))

    class Meta:
        verbose_name = _("vista salvata")
        verbose_name_plural = _("viste salvate")
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "agency_id", "list", "name"],
                name="saved_view_name_once",
                violation_error_message=_("Hai già una vista con questo nome: scegline un altro."),
            ),
            models.UniqueConstraint(
                fields=["user_id", "agency_id", "list"],
                condition=Q(is_default=True),
                name="saved_view_one_default",
                violation_error_message=_("Un elenco si apre con una vista sola."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(question=""),
                name="saved_view_says_something",
                violation_error_message=_("Una vista ha un nome e almeno una scelta."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
