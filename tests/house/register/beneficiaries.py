"""People and their files: the answers of each address."""

# fmt: off
BENEFICIARIES = {
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
    "beneficiaries:quick_note": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:keep_quick_note": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:quick_people": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:group_note": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:keep_group_note": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:my_day": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    # The secret is the right: no session is asked for, and no person stands in the answer.
    "beneficiaries:calendar": (
        "* 200",
        "* 405",
    ),
    "beneficiaries:wait": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 404 | * 403",
    ),
    "beneficiaries:hand_overs": (
        "anonymous 302 | marco nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:hand_over": (
        "anonymous 302 | marco nora 200 | * 403",
        "anonymous 302 | marco nora 200 | * 403",
    ),
    "beneficiaries:hand_over_undo": (
        "anonymous 302 | marco 200 200 404 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | marco 302 302 404 404 | nora 404 404 302 302 | * 403",
    ),
    "beneficiaries:duplicates": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:pair": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | ines marco sara nora 200 | * 403",
    ),
    "beneficiaries:find_duplicates": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco sara nora 302 | * 403",
    ),
    "beneficiaries:compare": (
        "anonymous 302 | ines marco 200 200 404 404 | sara 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | marco 200 200 404 404 | nora 404 404 200 200 | * 403",
    ),
    "beneficiaries:judge_duplicates": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 404 404 | sara 404 | nora 404 404 302 302 | * 403",
    ),
    "beneficiaries:merge": (
        "anonymous 302 | marco 200 200 404 404 | nora 404 404 200 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:undo_merge": (
        "anonymous 302 | * 405",
        "anonymous 302 | marco 302 302 404 404 | nora 404 404 302 302 | * 403",
    ),
    "beneficiaries:drafts": (
        "anonymous 302 | rita 403 | * 200",
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
    "beneficiaries:keep_correction": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:keep_corrected_assessment": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    # Without the worker in the question there is nobody to pass on.
    "beneficiaries:keep_hand_over": (
        "anonymous 302 | * 405",
        "anonymous 302 | marco nora 404 | * 403",
    ),
    "beneficiaries:assessments": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:assess": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:keep_assessment": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:assessment": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:correct_assessment": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:documents": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:add_document": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:document": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:document_file": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:document_page": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:document_picture": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:correct_document": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:replace_document": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:cancel_document": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:scan_document": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:filter_notes": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:print_notes": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:choose_readers": (
        "anonymous 302 | ines 200 403 404 404 | marco 403 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines 200 403 404 404 | marco 403 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:nameable": (
        "anonymous 302 | ines marco sara nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:team": (
        "anonymous 302 | marco nora 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:unfollowed": (
        "anonymous 302 | dario 200 | * 403",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:close": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    # A file that is open leads to the person's page.
    "beneficiaries:reopen": (
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:entrust": (
        "anonymous 302 | marco 200 200 403 404 | ines 403 403 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | marco 200 200 403 404 | ines 403 403 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:fix_appointment": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:appointment": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:move_appointment": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:close_appointment": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:add_deadline": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:deadline": (
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 404 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:tick_deadline": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:put_off_deadline": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 404 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:household": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | * 405",
    ),
    "beneficiaries:household_begin": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:household_add": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:household_edit": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:household_answer": (
        "anonymous 302 | * 405",
        "anonymous 302 | ines marco 302 302 403 404 | nora 404 404 302 302 | * 404",
    ),
    "beneficiaries:household_member": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
    "beneficiaries:household_leave": (
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
        "anonymous 302 | ines marco 200 200 403 404 | nora 404 404 200 200 | * 404",
    ),
}
