"""Who may take which step, from where to where: written by hand, to be read by the office.

The code has its own tables (`workflow.py`, `policy.py`); these are what they are held against. A
line is a step; what has no line nobody may do, whoever asks and whatever the state.
"""

from dataclasses import dataclass

# Who is meant in the lines below. The records are of Ascl, whose social worker is Ines.
PEOPLE = {
    "social worker": ("ines",),
    "coordinator": ("marco",),
    "officer": ("olga",),
    "second officer": ("elena",),
    "officers of others": ("piero", "franco"),
    # Referrals are the one record between two agencies: Tecum sends to Ascl.
    "sender": ("nora",),
}
# from | step | to | who
TABLES = {
    "CaseFile": """
        ACCESS     | assess   | ASSESSMENT | social worker, coordinator
        ASSESSMENT | plan     | PLANNING   | social worker, coordinator
        PLANNING   | deliver  | DELIVERY   | social worker, coordinator
        DELIVERY   | evaluate | EVALUATION | social worker, coordinator
        ACCESS     | close    | CLOSED     | social worker, coordinator
        ASSESSMENT | close    | CLOSED     | social worker, coordinator
        PLANNING   | close    | CLOSED     | social worker, coordinator
        DELIVERY   | close    | CLOSED     | social worker, coordinator
        EVALUATION | close    | CLOSED     | social worker, coordinator
        CLOSED     | reopen_access     | ACCESS     | social worker, coordinator
        CLOSED     | reopen_assessment | ASSESSMENT | social worker, coordinator
        CLOSED     | reopen_planning   | PLANNING   | social worker, coordinator
        CLOSED     | reopen_delivery   | DELIVERY   | social worker, coordinator
        CLOSED     | reopen_evaluation | EVALUATION | social worker, coordinator
    """,
    "Appointment": """
        FIXED     | hold    | HELD      | social worker, coordinator
        FIXED     | miss    | MISSED    | social worker, coordinator
        FIXED     | move    | MOVED     | social worker, coordinator
        FIXED     | cancel  | CANCELLED | social worker, coordinator
        MISSED    | restore | FIXED     | social worker, coordinator
        CANCELLED | restore | FIXED     | social worker, coordinator
    """,
    "DuplicatePair": """
        OPEN      | dismiss | SET_ASIDE | social worker, coordinator
        SET_ASIDE | restore | OPEN      | social worker, coordinator
        OPEN      | merge   | MERGED    | coordinator
        MERGED    | part    | OPEN      | coordinator
    """,
    "PersonalPlan": """
        DRAFT    | propose     | PROPOSED  | social worker, coordinator
        DRAFT    | give_up     | GIVEN_UP  | social worker, coordinator
        PROPOSED | ask_changes | DRAFT     | coordinator
        PROPOSED | approve     | APPROVED  | coordinator
        APPROVED | replace     | REPLACED  | coordinator
        APPROVED | conclude    | CONCLUDED | social worker, coordinator
    """,
    "Document": """
        VALID | replace | REPLACED  | social worker, coordinator
        VALID | cancel  | CANCELLED | social worker, coordinator
    """,
    "Referral": """
        SENT | accept   | ACCEPTED  | coordinator
        SENT | decline  | DECLINED  | coordinator
        SENT | withdraw | WITHDRAWN | sender
    """,
    # Opened by Ines: who reviews is another person, and the coordinator while there is one.
    "EmergencyAccess": """
        WAITING | justify | JUSTIFIED     | coordinator
        WAITING | object  | NOT_JUSTIFIED | coordinator
    """,
    "Participation": """
        ENROLLED    | begin            | ACTIVE      | social worker, coordinator
        ENROLLED    | leave            | LEFT        | social worker, coordinator
        ACTIVE      | leave            | LEFT        | social worker, coordinator
        LEFT        | record_result    | RESULT      | social worker, coordinator
        LEFT        | record_follow_up | FOLLOWED_UP | social worker, coordinator
        RESULT      | record_follow_up | FOLLOWED_UP | social worker, coordinator
        LEFT        | come_back        | ACTIVE      | social worker, coordinator
        RESULT      | come_back        | ACTIVE      | social worker, coordinator
        FOLLOWED_UP | come_back        | ACTIVE      | social worker, coordinator
    """,
    "Placement": """
        DRAFT     | submit      | SUBMITTED  | social worker, coordinator
        CHANGES   | submit      | SUBMITTED  | social worker, coordinator
        SUBMITTED | approve     | APPROVED   | coordinator
        SUBMITTED | ask_changes | CHANGES    | coordinator
        SUBMITTED | refuse      | REFUSED    | coordinator
        APPROVED  | reopen      | CHANGES    | social worker, coordinator
        SIGNED    | reopen      | CHANGES    | social worker, coordinator
        DRAFT     | withdraw    | WITHDRAWN  | social worker, coordinator
        SUBMITTED | withdraw    | WITHDRAWN  | social worker, coordinator
        CHANGES   | withdraw    | WITHDRAWN  | social worker, coordinator
        APPROVED  | withdraw    | WITHDRAWN  | social worker, coordinator
        SIGNED    | withdraw    | WITHDRAWN  | social worker, coordinator
        APPROVED  | sign        | SIGNED     | social worker, coordinator
        SIGNED    | start       | RUNNING    | social worker, coordinator
        RUNNING   | suspend     | SUSPENDED  | social worker, coordinator
        SUSPENDED | resume      | RUNNING    | social worker, coordinator
        RUNNING   | end         | ENDED      | social worker, coordinator
        SUSPENDED | end         | ENDED      | social worker, coordinator
        RUNNING   | break_off   | BROKEN_OFF | social worker, coordinator
        SUSPENDED | break_off   | BROKEN_OFF | social worker, coordinator
    """,
    "Extension": """
        SUBMITTED | approve     | APPROVED  | coordinator
        SUBMITTED | ask_changes | CHANGES   | coordinator
        SUBMITTED | refuse      | REFUSED   | coordinator
        CHANGES   | send_again  | SUBMITTED | social worker, coordinator
        SUBMITTED | withdraw    | WITHDRAWN | social worker, coordinator
        CHANGES   | withdraw    | WITHDRAWN | social worker, coordinator
        APPROVED  | withdraw    | WITHDRAWN | social worker, coordinator
        APPROVED  | take_effect | IN_FORCE  | social worker, coordinator
    """,
    "AttendanceRegister": """
        OPEN      | close     | CLOSED    | social worker, coordinator
        CLOSED    | send_back | OPEN      | coordinator
        CLOSED    | validate  | VALIDATED | coordinator
        VALIDATED | pay       | PAID      | coordinator, officer, second officer
    """,
    # Prepared by Olga: asking is a right in one's own agency, whichever the report.
    "FundingReport": """
        DRAFT     | ask       | PREPARING | officer, second officer, officers of others
        READY     | ask       | PREPARING | officer, second officer, officers of others
        FAILED    | ask       | PREPARING | officer, second officer, officers of others
        PREPARING | finish    | READY     | officer, second officer
        PREPARING | stop      | DRAFT     | officer, second officer
        PREPARING | fail      | FAILED    | officer, second officer
        READY     | confirm   | CONFIRMED | second officer
        CONFIRMED | unconfirm | READY     | officer, second officer
        CONFIRMED | send      | SENT      | officer, second officer
    """,
}


@dataclass(frozen=True)
class Line:
    """One step as it is written above, and the players who may take it."""

    source: str
    step: str
    target: str
    players: frozenset[str]


def lines_of(name: str) -> list[Line]:
    """The table of a model, read."""
    rows = [row.split("|") for row in TABLES[name].strip().splitlines()]
    return [
        Line(source.strip(), step.strip(), target.strip(), _players(who))
        for source, step, target, who in rows
    ]


def moves_of(name: str) -> set[tuple[str, str]]:
    """From where to where a model's rows may go."""
    return {(line.source, line.target) for line in lines_of(name)}


def _players(who: str) -> frozenset[str]:
    return frozenset(one for meant in who.split(",") for one in PEOPLE[meant.strip()])
