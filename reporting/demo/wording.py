"""What people of the demo write on proposals and decisions."""

SERVICE = "Servizio sociale professionale del Comune di residenza"
AIMS = (
    "Ritrovare tempi di lavoro regolari e fiducia nelle proprie capacità.",
    "Imparare le basi del mestiere e lavorare in squadra.",
    "Verificare sul campo una professione nuova, in vista di un’assunzione.",
    "Rispettare gli orari, chiedere aiuto quando serve, portare a termine un compito.",
    "Costruire un curriculum recente e una rete di conoscenze sul territorio.",
)
CHANGES = "Gli obiettivi sono troppo generici: scrivi che cosa deve saper fare alla fine."
TOO_LONG = (
    "La persona racconta di tirocini di inclusione in un’altra provincia: scrivi i mesi già"
    " svolti e, se si superano i 24, chiedi l’attestazione al servizio."
)
REFUSED = "Le mansioni non sono adatte: parliamone insieme e cerchiamo un altro ospitante."
REST = "Pausa chiesta dalla persona per motivi di famiglia."
BROKEN_OFF = "Chiuso d’accordo con l’ospitante, dopo un colloquio con i due tutor."
EXTENDED = (
    "Ha imparato le lavorazioni di base: un altro mese serve per provare il turno intero, in vista"
    " di un contratto."
)
