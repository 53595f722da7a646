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
    "agencies:leaves": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "agencies:write_leave": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "agencies:leave": (
        "anonymous 302 | ines 200 403 404 404 | marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines 200 403 404 404 | marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "agencies:end_leave": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 302 403 404 404 | marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
}
# fmt: on
