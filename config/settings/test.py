"""Tests: the roles of production, quick passwords, mail in memory."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.database import database_from_url

SECRET_KEY = os.environ.get("SECRET_KEY") or "only-for-tests-" + "x" * 40
SHOW_GALLERY = True
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A second connection, as the owner of the tables: it makes the database and cleans up, no more.
DATABASES["owner"] = database_from_url(os.environ.get("DATABASE_URL_OWNER", ""))

# Static files straight from the finders: no collecting before a test, plain names.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
