"""All operations under one address."""

from ninja import NinjaAPI

from comity.api.auth import Bearer
from comity.api.problems import tell_all
from comity.api.routes import (
    audit,
    bodies,
    coalitions,
    governing,
    network,
    organisations,
    people,
    representatives,
)

VERSION = "1"
interface = NinjaAPI(
    title="Comity", version=VERSION, openapi_url=None, docs_url=None, auth=Bearer(), urls_namespace="api-v1"
)
for room in (people, coalitions, organisations, representatives, bodies, governing, network, audit):
    interface.add_router("", room.router)
tell_all(interface)
