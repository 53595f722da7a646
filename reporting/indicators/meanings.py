"""What each figure means, in Italian, for the page “Come si contano”."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNEMPLOYED = _(
    "Senza lavoro, disponibile a lavorare e in cerca; chi è iscritto come disoccupato conta sempre."
)
LONG_TERM = _(
    "Disoccupato che cerca lavoro da più di 6 mesi se ha meno di 25 anni, da più di "
    "12 dai 25 in su. Sei o dodici mesi esatti non bastano; se la data manca non si "
    "conta."
)
INACTIVE = _(
    "Né occupato né in cerca di lavoro; gli studenti non iscritti come disoccupati sono qui."
)
EMPLOYED = _(
    "Lavora, anche in proprio, o è assente dal lavoro per malattia, maternità, cassa integrazione."
)
HIGHEST = _("Conta il titolo più alto ottenuto entro il giorno di ingresso.")
DECLARED = _("Lo dichiara la persona, che può non rispondere; chi non risponde non si conta qui.")
HOUSING = _("Senza tetto, senza casa, in alloggio insicuro o inadeguato (classificazione ETHOS).")
RURAL = _(
    "Residenza in un comune rurale (grado di urbanizzazione 3). Dove il grado del "
    "comune non è noto, la persona è fra i “non noto”."
)
AGE = _("Anni compiuti il giorno di ingresso.")
HOUSEHOLD = _("Tolto dal regolamento nel 2018; si conta perché lo chiede l’avviso.")

SEARCHING = _("Chi era inattivo all’ingresso e cerca lavoro entro 28 giorni dall’uscita.")
STUDYING = _(
    "Chi all’ingresso non seguiva corsi e ne segue uno entro 28 giorni dall’uscita; se "
    "all’ingresso non fu chiesto, non si conta."
)
QUALIFIED = _(
    "Chi ottiene una qualifica attestata da un ente competente entro 28 giorni dall’uscita; un "
    "attestato di sola frequenza non basta."
)
WORKING = _(
    "Chi all’ingresso era disoccupato o inattivo e lavora, anche in proprio, entro 28 giorni "
    "dall’uscita."
)
WORKING_LATER = _(
    "Chi all’ingresso era disoccupato o inattivo e lavora il giorno in cui scadono i sei mesi "
    "dall’uscita."
)
IMPROVED = _(
    "Chi lavorava all’ingresso e sei mesi dopo l’uscita ha un lavoro più stabile, a tempo pieno "
    "o di maggiore responsabilità."
)

MEANINGS: dict[str, str | Promise] = {
    "totale": _(
        "Ogni persona iscritta, una volta per progetto, anche se la scheda è incompleta. "
        "Chi esce e rientra è la stessa partecipazione."
    ),
    "completi": _(
        "Schede con tutti i dati non sensibili richiesti; solo queste contano negli "
        "indicatori. Una risposta sensibile rifiutata non blocca."
    ),
    "CO01": UNEMPLOYED,
    "CO02": LONG_TERM,
    "CO03": INACTIVE,
    "CO04": _("Inattivo che dice di non seguire corsi di studio o di formazione."),
    "CO05": EMPLOYED,
    "CO06": AGE,
    "CO07": AGE,
    "CO08": _("Chi ha 55 anni o più ed è disoccupato, oppure inattivo fuori dai corsi."),
    "CO09": HIGHEST,
    "CO10": HIGHEST,
    "CO11": HIGHEST,
    "CO12": HOUSEHOLD,
    "CO13": HOUSEHOLD,
    "CO14": HOUSEHOLD,
    "CO15": DECLARED,
    "CO16": DECLARED,
    "CO17": _(
        "Dipendenze, detenzione, violenza, nuova povertà e altri svantaggi dichiarati; "
        "anche chi, a 12 anni o più, non ha alcun titolo di studio."
    ),
    "CO18": HOUSING,
    "CO19": RURAL,
    "EECO01": _("Tutte le schede complete."),
    "EECO02": UNEMPLOYED,
    "EECO03": LONG_TERM,
    "EECO04": INACTIVE,
    "EECO05": EMPLOYED,
    "EECO06": AGE,
    "EECO07": AGE,
    "EECO08": AGE,
    "EECO09": _("Conta il titolo più alto; chi non ha alcun titolo è qui."),
    "EECO10": HIGHEST,
    "EECO11": HIGHEST,
    "EECO12": DECLARED,
    "EECO13": _("Cittadini di Stati fuori dall’Unione europea, e apolidi."),
    "EECO14": DECLARED,
    "EECO15": DECLARED,
    "EECO16": HOUSING,
    "EECO17": RURAL,
    "CR01": SEARCHING,
    "CR02": STUDYING,
    "CR03": QUALIFIED,
    "CR04": WORKING,
    "CR05": _(
        "Chi è svantaggiato (CO15, CO16 o CO17) e ha raggiunto almeno uno dei quattro risultati; "
        "ciascuno conta una volta."
    ),
    "CR06": WORKING_LATER,
    "CR07": IMPROVED,
    "CR08": _("Come CR06, fra chi aveva 55 anni o più il giorno di ingresso."),
    "CR09": _("Come CR06, fra chi è svantaggiato (CO15, CO16 o CO17)."),
    "EECR01": SEARCHING,
    "EECR02": STUDYING,
    "EECR03": QUALIFIED,
    "EECR04": WORKING,
    "EECR05": WORKING_LATER,
    "EECR06": IMPROVED,
}
