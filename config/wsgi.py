"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")

application = get_wsgi_application()


def _refuse_unsafe_role() -> None:
    from django.db import connections

    from core.tenancy import check_role

    check_role()
    # The master must not hand its connection to the workers it forks.
    connections.close_all()


_refuse_unsafe_role()
