"""What a share rests on, and where a referral stands; each value with its words on one line."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShareBasis(models.TextChoices):
    """On which basis another agency may see a part of a record; each with its source."""

    CONSENT = "CONSENT", _("Consenso della persona")
    SOCIAL_CARE = "SOCIAL_CARE", _("Presa in carico comune dei servizi sociali")
    PROGRAMME = "PROGRAMME", _("Obblighi del programma finanziato")
    COURT = "COURT", _("Ordine dell’autorità giudiziaria")

    @property
    def source(self) -> str:
        """Where it is written."""
        return {
            "CONSENT": "Reg. (UE) 2016/679, artt. 6(1)(a) e 9(2)(a)",
            "SOCIAL_CARE": "L. 328/2000, art. 22; d.lgs. 196/2003, art. 2-sexies, c. 2, lett. s)",
            "PROGRAMME": "Reg. (UE) 2021/1060, art. 4",
            "COURT": "Reg. (UE) 2016/679, art. 6(1)(c); d.lgs. 196/2003, art. 2-octies",
        }[self.value]

    @classmethod
    def with_sources(cls) -> list[tuple[str, str]]:
        """The choices of a form, each with its source."""
        return [(one.value, f"{one.label} · {one.source}") for one in cls]


class ShareState(models.TextChoices):
    """Where a share stands on a day; told by its days, and kept in no column."""

    CURRENT = "CURRENT", _("In corso")
    COMING = "COMING", _("Non ancora iniziata")
    OVER = "OVER", _("Scaduta")
    ENDED = "ENDED", _("Terminata")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return "go" if self.value == "CURRENT" else "neutral"

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"CURRENT": "share", "COMING": "clock"}.get(self.value, "close-circle")


class ReferralState(models.TextChoices):
    """Where a referral stands."""

    SENT = "SENT", _("In attesa di risposta")
    ACCEPTED = "ACCEPTED", _("Accolto")
    DECLINED = "DECLINED", _("Non accolto")
    WITHDRAWN = "WITHDRAWN", _("Ritirato")

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return {"SENT": "warn", "ACCEPTED": "ok"}.get(self.value, "neutral")

    @property
    def icon(self) -> str:
        """The icon of the badge."""
        return {"SENT": "clock", "ACCEPTED": "check-circle"}.get(self.value, "close-circle")


class Declined(models.TextChoices):
    """Why a referral is not accepted."""

    FULL = "FULL", _("Oggi non abbiamo posto")
    NOT_OURS = "NOT_OURS", _("Non è fra i nostri compiti")
    ELSEWHERE = "ELSEWHERE", _("È di un altro territorio")
    TOO_LITTLE = "TOO_LITTLE", _("Mancano notizie per valutare")
    OTHER = "OTHER", _("Altro motivo")


class AgeBand(models.TextChoices):
    """How old somebody is, as far as it is told before a referral is accepted."""

    MINOR = "MINOR", _("meno di 18 anni")
    YOUNG = "YOUNG", _("18-29 anni")
    ADULT = "ADULT", _("30-44 anni")
    MIDDLE = "MIDDLE", _("45-54 anni")
    SENIOR = "SENIOR", _("55-64 anni")
    OLD = "OLD", _("65 anni o più")
    UNKNOWN = "UNKNOWN", _("età non indicata")

    @classmethod
    def of(cls, age: int | None) -> "AgeBand":
        """The band of an age."""
        if age is None:
            return cls.UNKNOWN
        bounds = ((18, cls.MINOR), (30, cls.YOUNG), (45, cls.ADULT), (55, cls.MIDDLE))
        found = next((band for below, band in bounds if age < below), None)
        return found or (cls.SENIOR if age < 65 else cls.OLD)
