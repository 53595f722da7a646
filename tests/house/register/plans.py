"""The plans of people: the answers of each address."""

# fmt: off
PLANS = {
    "beneficiaries:plans_to_approve": (
        "anonymous 302 | marco nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:plan": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:plan_version": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:plan_paper": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:plan_begin": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    # The next version of the second person is on the coordinator's desk, the others are drafts.
    "beneficiaries:plan_edit": (
        "anonymous 302 | ines marco 200 302 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 302 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:plan_keep": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:plan_give_up": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 404 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:plan_review": (
        "anonymous 302 | marco 302 200 403 404 | ines 403 403 403 404 | nora 404 404 302 302 | * 404",
        "anonymous 302 | marco 302 200 403 404 | ines 403 403 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:plan_reviewed": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:plan_end": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:plan_sign": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:plan_action": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:plan_declare": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:plan_goal": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
}
