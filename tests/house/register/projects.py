"""Projects, participations and money: the answers of each address."""

# fmt: off
PROJECTS = {
    "projects:list": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | * 405",
    ),
    "projects:show": (
        "anonymous 302 | dario rita 403 | nora franco 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "projects:participations": (
        "anonymous 302 | dario rita 403 | nora franco 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "projects:enter": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "projects:incomplete": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | dario rita 403 | * 200",
    ),
    "projects:participation": (
        "anonymous 302 | dario rita 403 | sara piero 404 | nora franco 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "projects:complete": (
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | ines marco 302 302 404 404 | olga 403 403 404 404 | nora 404 404 302 302 | franco 404 404 403 403 | * 404",
    ),
    "projects:leave": (
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "projects:come_back": (
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | ines marco 200 302 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "projects:history": (
        "anonymous 302 | dario rita 403 | sara piero 404 | nora franco 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "projects:same_people": (
        "anonymous 302 | marco 200 200 404 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "projects:spending": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "projects:hours": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 302 302 404 404 | piero 404 | franco 404 404 302 302 | * 403",
    ),
    "projects:take_hours": (
        "anonymous 302 | * 405",
        "anonymous 302 | olga 302 302 404 404 | piero 404 | franco 404 404 302 302 | * 403",
    ),
    "projects:diary_days": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "projects:my_month": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "projects:budget": (
        "anonymous 302 | olga 200 200 404 404 | piero 403 403 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 200 200 404 404 | piero 403 403 404 404 | franco 404 404 200 200 | * 403",
    ),
    "projects:new_member": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
    ),
    "projects:member": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 200 200 404 404 | piero 404 | franco 404 404 200 200 | * 403",
    ),
    "projects:results_due": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | dario rita 403 | * 200",
    ),
    "projects:result": (
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "projects:follow_up": (
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
}
# fmt: on
