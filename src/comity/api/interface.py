"""All operations under one address."""

from ninja import NinjaAPI

from comity.api.auth import Bearer
from comity.api.problems import tell_all
from comity.api.routes import governing

VERSION = "1"
interface = NinjaAPI(
    title="Comity", version=VERSION, openapi_url=None, docs_url=None, auth=Bearer(), urls_namespace="api-v1"
)
for wing in (governing,):
    interface.add_router("", wing.router)
tell_all(interface)
