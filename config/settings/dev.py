"""A developer's machine and the demo: the gallery is there, cookies need no TLS."""

import os

from config.settings.base import *  # noqa: F403

DEBUG = os.environ.get("PERCORSI_DEBUG") == "1"
SHOW_GALLERY = True
DEMO = True
