"""The register of doors, an app a file: for each address, the answer to GET and to POST (tests/nets/doors.py).

People: Ines and Marco follow people at Ascl, Olga accounts for its project, Dario administers it;
Sara and Piero work for a partner; Nora and Franco belong to Tecum, a stranger; Rita audits.
The four numbers: a record of one's own, of the same agency, shared with Ascl, of a foreign agency.
"""

from tests.house.register.agencies import AGENCIES
from tests.house.register.beneficiaries import BENEFICIARIES
from tests.house.register.emergencies import EMERGENCIES
from tests.house.register.placements import PLACEMENTS
from tests.house.register.plans import PLANS
from tests.house.register.projects import PROJECTS
from tests.house.register.reporting import REPORTING
from tests.house.register.sharing import SHARING
from tests.house.register.sign_in import SIGN_IN
from tests.house.register.site import SITE

__all__ = ["REGISTER", "SIGN_IN"]

REGISTER = {
    **SITE, **AGENCIES, **BENEFICIARIES, **EMERGENCIES, **PLANS, **SHARING, **PROJECTS,
    **PLACEMENTS, **REPORTING,
}  # fmt: skip
