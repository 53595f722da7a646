"""Emergency accesses. Ines opened the first and Marco the second, each to notes of the other's.

Who coordinates reviews the first; of the second nobody but its holder coordinates, so that Dario,
who administers, does.
"""

EMERGENCIES: dict[str, tuple[str, str]] = {
    "beneficiaries:emergencies": (
        "anonymous 302 | ines marco dario sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    # One that is open leads to its page.
    "beneficiaries:open_emergency": (
        "anonymous 302 | ines 302 200 403 404 | marco 200 302 403 404 | nora 404 404 302 302 | * 404",
        "anonymous 302 | ines 302 200 403 404 | marco 200 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:emergency": (
        "anonymous 302 | ines marco 200 200 404 404 | dario 404 200 404 404 | nora 404 404 200 200 | sara 404 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:emergency_note": (
        "anonymous 302 | ines 200 404 404 404 | marco 404 200 404 404 | sara nora 404 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:end_emergency": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 302 403 404 404 | marco 302 302 404 404 | dario 404 302 404 404 | nora 404 404 302 302 | sara 404 | * 403",
    ),
    "beneficiaries:review_emergency": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 403 403 404 404 | marco 200 403 404 404 | dario 404 200 404 404 | nora 404 404 403 403 | sara 404 | * 403",
    ),
}
