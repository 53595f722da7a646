"""The front of the house, background work and pages of the interface: the answers of each address."""

# fmt: off
SITE = {
    "home": (
        "anonymous 302 | * 200",
        "anonymous 302 | * 405",
    ),
    "help": (
        "* 200",
        "* 405",
    ),
    "set_language": (
        "* 302",
        "* 302",
    ),
    "jobs:mine": (
        "anonymous 302 | * 200",
        "anonymous 302 | * 405",
    ),
    "jobs:progress": (
        "anonymous 302 | olga 200 200 404 404 | franco 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "jobs:cancel": (
        "anonymous 302 | * 405",
        "anonymous 302 | olga 302 302 404 404 | franco 404 404 302 302 | * 404",
    ),
    "saved:keep": (
        "anonymous 302 | * 405",
        "anonymous 302 | * 404",
    ),
    "saved:edit": (
        "anonymous 302 | ines 200 404 404 404 | marco 404 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines 200 404 404 404 | marco 404 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "saved:delete": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 302 404 404 404 | marco 404 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "ui:accessibility": (
        "* 200",
        "* 405",
    ),
    "ui:privacy": (
        "* 200",
        "* 405",
    ),
    "ui:session": (
        "anonymous 302 | * 405",
        "anonymous 302 | * 204",
    ),
    # The draft of any form is its author's, whoever they are.
    "beneficiaries:keep": (
        "anonymous 302 | * 405",
        "anonymous 302 | * 200",
    ),
    "ui:unsent": (
        "anonymous 302 | * 302",
        "anonymous 302 | * 405",
    ),
    "ui:legal": (
        "* 200",
        "* 405",
    ),
    "ui:gallery": (
        "* 200",
        "* 405",
    ),
    "ui:gallery_progress": (
        "* 200",
        "* 405",
    ),
    "agenda": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "dues": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
}
# fmt: on
