"""The register of doors: for each address, the answer to GET and to POST (tests/nets/doors.py).

People: Ines and Marco follow people at Ascl, Olga accounts for its project, Dario administers it;
Sara and Piero work for a partner; Nora and Franco belong to Tecum, a stranger; Rita audits.
The four numbers: a record of one's own, of the same agency, shared with Ascl, of a foreign agency.
"""

# fmt: off
REGISTER = {
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
    "dues": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:unfollowed": (
        "anonymous 302 | dario 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:entrust": (
        "anonymous 302 | marco 200 200 403 404 | ines 403 403 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | marco 200 200 403 404 | ines 403 403 403 404 | nora 404 404 200 200 | * 404",
    ),
    "placements:answers": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:list": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:search": (
        "anonymous 302 | * 405",
        "olga dario piero franco rita 403 | * 302",
    ),
    "beneficiaries:suggest": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:drafts": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:places": (
        "anonymous 302 | * 405",
        "anonymous 302 | * 200",
    ),
    "beneficiaries:register": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:register_keep": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:register_code": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:register_step": (
        "anonymous 302 | ines 200 404 404 404 | marco 404 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | ines 302 404 404 404 | marco 404 302 404 404 | sara 404 | nora 404 404 302 302 | * 403",
    ),
    "beneficiaries:register_review": (
        "anonymous 302 | ines 302 404 404 404 | marco 404 302 404 404 | sara 404 | nora 404 404 302 302 | * 403",
        "anonymous 302 | ines 302 404 404 404 | marco 404 302 404 404 | sara 404 | nora 404 404 302 302 | * 403",
    ),
    "beneficiaries:register_discard": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 302 404 404 404 | marco 404 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:show": (
        "anonymous 302 | ines marco 200 200 200 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:identity": (
        "anonymous 302 | ines marco 200 200 200 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:edit": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:edit_situation": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:record_notice": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:reveal": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 302 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:history": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:readers": (
        "anonymous 302 | ines marco dario 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:move": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:write_note": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:keep_note": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:correct_note": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
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
    "placements:move": (
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
        "anonymous 302 | dario rita 403 | sara piero 404 | olga 403 403 404 404 | franco 404 404 403 403 | nora 404 404 200 200 | * 200 200 404 404",
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
    "projects:spending": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "projects:hours": (
        "anonymous 302 | olga 200 200 404 404 | piero 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | olga 302 302 404 404 | piero 404 | franco 404 404 302 302 | * 403",
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
    "reporting:incomplete": (
        "anonymous 302 | olga piero 200 200 404 404 | franco 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "reporting:at_risk": (
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
    "reporting:download": (
        "anonymous 302 | olga 200 200 404 404 | rita 404 200 404 404 | franco 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "reporting:ask": (
        "anonymous 302 | olga piero 200 200 404 404 | dario rita 404 | nora 404 404 403 403 | franco 404 404 200 200 | * 403 403 404 404",
        "anonymous 302 | olga piero 200 200 404 404 | dario rita 404 | nora 404 404 403 403 | franco 404 404 200 200 | * 403 403 404 404",
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
    "ui:accessibility": (
        "* 200",
        "* 405",
    ),
    "ui:privacy": (
        "* 200",
        "* 405",
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
}
# fmt: on

# Doors of the sign-in library: anonymous GET, signed-in GET, anonymous POST, signed-in POST (empty).
SIGN_IN = {
    "account_change_password": (302, 200, 302, 200),
    "account_confirm_email": (200, 200, 404, 404),
    "account_confirm_login_code": (302, 302, 302, 302),
    "account_email": (302, 200, 302, 302),
    "account_email_verification_sent": (200, 200, 405, 405),
    "account_inactive": (200, 200, 405, 405),
    "account_login": (200, 302, 200, 302),
    "account_logout": (302, 200, 302, 302),
    "account_reauthenticate": (302, 200, 302, 200),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": (200, 200, 405, 405),
    "account_reset_password_from_key": (200, 200, 200, 200),
    "account_reset_password_from_key_done": (200, 200, 405, 405),
    "account_set_password": (302, 302, 302, 302),
    "account_signup": (200, 302, 200, 302),
    "mfa_activate_totp": (302, 302, 302, 302),
    "mfa_add_webauthn": (302, 302, 302, 302),
    "mfa_authenticate": (302, 302, 302, 302),
    "mfa_deactivate_totp": (302, 404, 302, 404),
    "mfa_download_recovery_codes": (302, 404, 302, 404),
    "mfa_edit_webauthn": (302, 302, 302, 302),
    "mfa_generate_recovery_codes": (302, 302, 302, 302),
    "mfa_index": (302, 200, 302, 405),
    "mfa_list_webauthn": (302, 200, 302, 405),
    "mfa_reauthenticate": (302, 302, 302, 302),
    "mfa_reauthenticate_webauthn": (302, 302, 302, 302),
    "mfa_remove_webauthn": (302, 302, 302, 302),
    "mfa_view_recovery_codes": (302, 404, 302, 405),
    "usersessions_list": (302, 200, 302, 302),
}
