"""Figures and reports: the answers of each address."""

# fmt: off
REPORTING = {
    "reporting:incomplete": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:how": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:members": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:list": (
        "anonymous 302 | olga piero franco rita 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:show": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:confirm": (
        "anonymous 302 | olga 200 403 404 404 | piero 404 | rita 404 403 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 200 403 404 404 | piero 404 | rita 404 403 404 404 | franco 404 404 200 200 | * 403",
    ),
    "reporting:send": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 403 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 403 404 404 | franco 404 404 200 200 | * 403",
    ),
    "reporting:reopen": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 403 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 403 404 404 | franco 404 404 200 200 | * 403",
    ),
    "reporting:verify": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:differences": (
        "anonymous 302 | olga piero rita franco 404 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:figures": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:counted": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:download": (
        "anonymous 302 | olga 200 200 404 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "reporting:ask": (
        "anonymous 302 | olga piero 200 200 404 404 | dario rita 404 | nora 404 404 403 403 | franco 404 404 200 200 | * 403 403 404 404",
        "anonymous 302 | olga piero 200 200 404 404 | dario rita 404 | nora 404 404 403 403 | franco 404 404 200 200 | * 403 403 404 404",
    ),
    "reporting:at_risk": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:euros": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:line": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:placed": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
}
# fmt: on
