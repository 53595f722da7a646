"""What agencies show each other: the answers of each address."""

# fmt: off
SHARING = {
    "beneficiaries:received": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    # A part of a shared record; one's own has its own pages.
    "beneficiaries:received_part": (
        "anonymous 302 | ines marco 404 404 200 404 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:sharing": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:share": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:end_share": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:note_receivers": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:referrals": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:refer": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:keep_referral": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:referral": (
        "anonymous 302 | ines marco 200 200 200 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    # The third is sent to Ascl: who coordinates there answers, and nobody else.
    "beneficiaries:withdraw_referral": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:accept_referral": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 403 403 403 404 | marco 403 403 200 404 | nora 404 404 403 403 | * 404",
    ),
    "beneficiaries:decline_referral": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines 403 403 403 404 | marco 403 403 200 404 | nora 404 404 403 403 | * 404",
    ),
}
# fmt: on
