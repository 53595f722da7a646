"""Every figure equals the length of its list, and what plain Python counts by itself."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.tenancy import acting, current_context
from projects.enums import Period
from projects.models import EntrySnapshot, Project
from projects.policy import visible_entries
from reporting.figures import GENDERS, Part, count, members
from tests.cast import COMO
from tests.makers import make_participation, make_person

PEOPLE = 6
MAYBE = st.sampled_from([True, False, None])
RECORD = st.fixed_dictionaries(
    {
        "gender": st.sampled_from(["F", "M", "X", "N"]),
        "age": st.none() | st.sampled_from([10, 11, 12, 17, 18, 24, 25, 29, 30, 54, 55, 80]),
        "esf_status": st.sampled_from(["UNEMPLOYED", "INACTIVE", "EMPLOYED", None]),
        "isced": st.none() | st.integers(0, 8),
        "is_in_training": MAYBE,
        "is_long_term": MAYBE,
        "is_jobless_household": MAYBE,
        "has_dependent_children": MAYBE,
        "is_single_adult": MAYBE,
        "is_housing_excluded": MAYBE,
        "rural_class": st.sampled_from([1, 2, 3, None]),
        "citizenship_group": st.sampled_from(["IT", "UE", "EXTRA_UE", "STATELESS", ""]),
        "vulnerability_answer": st.sampled_from(["GIVEN", "REFUSED", "NOT_ASKED"]),
        "is_disabled": MAYBE,
        "is_migrant_or_minority": MAYBE,
        "has_foreign_background": MAYBE,
        "is_minority": MAYBE,
        "is_other_disadvantaged": MAYBE,
    }
)


class Oracle:
    """What annex I says, once more and in another language than the one under test."""

    def __init__(self, record, call):
        self.__dict__.update(record)
        self.call = call

    @property
    def is_complete(self):
        known = self.gender != "N" and None not in (self.age, self.esf_status, self.isced)
        return known and not (self.call.counts_household and self.is_jobless_household is None)

    @property
    def is_idle(self):
        return self.esf_status == "INACTIVE" and self.is_in_training is False

    def codes(self):
        """The codes this record counts in."""
        found = {"totale"}
        if self.is_complete:
            found |= {"completi"} | {code for code, is_so in self.facts().items() if is_so}
        return found

    def facts(self):
        jobless, working = self.esf_status == "UNEMPLOYED", self.esf_status == "EMPLOYED"
        inactive, from_55 = self.esf_status == "INACTIVE", self.age >= 55
        other = self.is_other_disadvantaged is True or (self.isced == 0 and self.age > 11)
        if self.call.housing_is_disadvantage and self.is_housing_excluded:
            other = True
        homeless, rural = self.is_housing_excluded is True, self.rural_class == 3
        parents = self.has_dependent_children is True
        return {
            "CO01": jobless,
            "CO02": jobless and self.is_long_term is True,
            "CO03": inactive,
            "CO04": self.is_idle,
            "CO05": working,
            "CO06": self.age <= 24,
            "CO07": from_55,
            "CO08": from_55 and (jobless or self.is_idle),
            "CO09": self.isced in {1, 2},
            "CO10": self.isced in {3, 4},
            "CO11": self.isced in {5, 6, 7, 8},
            "CO12": self.is_jobless_household is True,
            "CO13": self.is_jobless_household is True and parents,
            "CO14": self.is_single_adult is True and parents,
            "CO15": self.is_migrant_or_minority is True,
            "CO16": self.is_disabled is True,
            "CO17": other,
            "CO18": homeless,
            "CO19": rural,
            "EECO01": True,
            "EECO02": jobless,
            "EECO03": jobless and self.is_long_term is True,
            "EECO04": inactive,
            "EECO05": working,
            "EECO06": self.age < 18,
            "EECO07": 17 < self.age < 30,
            "EECO08": from_55,
            "EECO09": self.isced in {0, 1, 2},
            "EECO10": self.isced in {3, 4},
            "EECO11": self.isced in {5, 6, 7, 8},
            "EECO12": self.is_disabled is True,
            "EECO13": self.citizenship_group in {"EXTRA_UE", "STATELESS"},
            "EECO14": self.has_foreign_background is True,
            "EECO15": self.is_minority is True,
            "EECO16": homeless,
            "EECO17": rural,
        }


def write(user, as_user, records):
    """Give the records to the participants, as corrections with a reason."""
    with as_user(user), acting(replace(current_context(), reason="prova")):
        for entry, record in zip(EntrySnapshot.objects.order_by("pk"), records, strict=True):
            EntrySnapshot.objects.filter(pk=entry.pk).update(**record)


@pytest.mark.parametrize("period", Period)
def test_every_cell_is_its_list_and_what_python_counts(db, ines, olga, as_user, period):
    for _number in range(PEOPLE):
        make_participation(make_person())

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    @given(
        records=st.lists(RECORD, min_size=PEOPLE, max_size=PEOPLE),
        household=st.booleans(),
        housing=st.booleans(),
    )
    def holds(records, household, housing):
        como = Project.objects.select_related("programme__call").get(code=COMO)
        call = como.programme.call
        call.period, call.counts_household = period, household
        call.housing_is_disadvantage = housing
        write(ines, as_user, records)
        oracles = [Oracle(record, call) for record in records]

        with as_user(olga) as user:
            entries = visible_entries(user)
            account = count(como, entries)
            assert account.violated == []
            for row in account:
                code = row.indicator.code
                for part, gender in GENDERS.items():
                    expected = sum(code in one.codes() for one in oracles if one.gender == gender)
                    assert (code, part, row.cells[part]) == (code, part, expected)
                for part, value in (*row.cells.items(), (Part.UNKNOWN, row.unknown)):
                    assert members(como, entries, row.indicator, part).count() == value

    holds()
