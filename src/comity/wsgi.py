"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.settings")
application = get_wsgi_application()

from comity.base import counting  # noqa: E402  (it has models, which are there only now)

counting.start()
