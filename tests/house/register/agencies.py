"""Agencies, their teams and accesses: the answers of each address."""

# fmt: off
AGENCIES = {
    "agencies:switch": (
        "anonymous 302 | * 405",
        "anonymous 302 | * 404",
    ),
    "agencies:team": (
        "anonymous 302 | marco dario nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "agencies:accesses": (
        "anonymous 302 | dario 200 | * 403",
        "anonymous 302 | * 405",
    ),
}
# fmt: on
