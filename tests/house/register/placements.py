"""Hosts, placements, days and payments: the answers of each address."""

# fmt: off
PLACEMENTS = {
    "placements:hosts": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:host_new": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "placements:host_names": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "placements:host": (
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:host_edit": (
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
    ),
    "placements:tutor_new": (
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
    ),
    "placements:tutor_edit": (
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
    ),
    "placements:list": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | * 405",
    ),
    "placements:show": (
        "anonymous 302 | dario rita 403 | sara piero 404 | nora franco 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "placements:history": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "placements:submit": (
        "anonymous 302 | * 405",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:withdraw": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:reopen": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:edit": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:rules": (
        "anonymous 302 | * 405",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:queue": (
        "anonymous 302 | marco nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:first_to_review": (
        "anonymous 302 | marco nora 302 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:unsigned": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:review": (
        "anonymous 302 | dario rita 403 | sara piero 404 | ines olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | ines olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:papers": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:remind": (
        "anonymous 302 | * 405",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:remind_registers": (
        "anonymous 302 | * 405",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:paper": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "placements:start": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:suspend": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:resume": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:finish": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:propose": (
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "placements:registers": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | ines marco sara nora 302 | * 403",
    ),
    "placements:months": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | dario rita 403 | * 200",
    ),
    "placements:missing": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "placements:validate_many": (
        "anonymous 302 | marco nora 200 | * 403",
        "anonymous 302 | marco nora 200 | * 403",
    ),
    "placements:register": (
        "anonymous 302 | dario rita 403 | sara piero 404 | nora franco 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | * 405",
    ),
    "placements:close": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 404 404 | olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "placements:send_back": (
        "anonymous 302 | * 405",
        "anonymous 302 | marco 200 200 404 404 | ines olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "placements:validate": (
        "anonymous 302 | * 405",
        "anonymous 302 | marco 200 200 404 404 | ines olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "placements:rectify": (
        "anonymous 302 | marco 200 200 404 404 | ines olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
        "anonymous 302 | marco 200 200 404 404 | ines olga 403 403 404 404 | nora 404 404 200 200 | franco 404 404 403 403 | * 404",
    ),
    "placements:sheets": (
        "anonymous 302 | dario rita 403 | * 200",
        "anonymous 302 | * 405",
    ),
    "placements:month_sheets": (
        "anonymous 302 | dario rita 403 | * 404",
        "anonymous 302 | * 405",
    ),
    "placements:sheet": (
        "anonymous 302 | dario rita 403 | * 404",
        "anonymous 302 | * 405",
    ),
    "placements:open_month": (
        "anonymous 302 | ines marco 302 302 404 404 | olga 403 403 404 404 | nora 404 404 302 302 | franco 404 404 403 403 | * 404",
        "anonymous 302 | * 405",
    ),
    "placements:pay": (
        "anonymous 302 | marco olga piero 200 200 404 404 | nora franco 404 404 200 200 | dario rita 404 | * 403 403 404 404",
        "anonymous 302 | marco olga piero 200 200 404 404 | nora franco 404 404 200 200 | dario rita 404 | * 403 403 404 404",
    ),
    "placements:payments": (
        "anonymous 302 | marco olga piero nora franco 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:allowances": (
        "anonymous 302 | marco olga piero nora franco 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:batch": (
        "anonymous 302 | marco olga 200 200 404 404 | piero 404 | nora franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:answers": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "placements:move": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:serve": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:extend": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 302 302 | * 302 302 404 404",
    ),
    "placements:extend_rules": (
        "anonymous 302 | * 405",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
    ),
    "placements:extension": (
        "anonymous 302 | dario rita 403 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | dario rita 403 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "placements:extension_withdraw": (
        "anonymous 302 | dario rita 403 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | dario rita 403 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "placements:extension_act": (
        "anonymous 302 | dario rita 403 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
}
# fmt: on
