"""A question put into SQL once answers as the queryset does, whatever the values."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from agencies.context import _seats, seats_of
from agencies.models import User
from agencies.signin import Members
from core.prepared import Prepared
from core.tenancy import Context, Purpose, set_context, under_purpose
from tests.makers import make_leave

pytestmark = pytest.mark.django_db


def everything(seats):
    return [(vars(one) | {"_state": None}, vars(one.agency) | {"_state": None}) for one in seats]


def test_it_is_the_queryset_for_each_user_and_day(ines, marco, sara):
    today = timezone.localdate()
    make_leave(marco, cover=ines, last=2)

    for day in (today, today + timedelta(days=3), date(1999, 1, 1)):
        for user in (ines, marco, sara):
            prepared = seats_of(user, day)
            set_context(Context(user=user.pk))
            plain = _seats(user.pk, day)
            assert [one.pk for one in prepared] == [one.pk for one in plain]
            assert str(everything(prepared)) == str(everything(plain))
    assert seats_of(ines, today)[0].told_covers
    assert not seats_of(ines, date(1999, 1, 1))


def test_what_was_changed_since_is_seen(ines):
    assert Members().get_user(ines.pk) == ines

    with under_purpose(Purpose.SIGN_IN):
        User.objects.filter(pk=ines.pk).update(is_active=False)

    assert Members().get_user(ines.pk) is None
    assert Members().get_user(0) is None


def test_a_value_that_is_not_in_the_words_is_a_fault():
    with pytest.raises(ImproperlyConfigured, match="is not in its SQL"):
        Prepared(lambda user_id: User.objects.all(), int)(1)
