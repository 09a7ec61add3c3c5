"""All operations under one address."""

from ninja import NinjaAPI

from comity.api.auth import Bearer
from comity.api.problems import tell_all
from comity.api.routes import (
    advice,
    amendments,
    areas,
    audit,
    balance,
    ballots,
    bodies,
    calls,
    coalitions,
    conflicts,
    contacts,
    credits,
    crowd,
    files,
    floor,
    founding,
    governing,
    matters,
    meetings,
    network,
    news,
    organisations,
    parcels,
    people,
    prints,
    reach,
    reports,
    representatives,
    rounds,
    rulebook,
    rungs,
    signatures,
    sittings,
    statements,
    structure,
    surveys,
    tasks,
    texts,
    topics,
    waves,
)

VERSION = "1"
#: in the order in which they are described
ROOMS = (
    people,
    coalitions,
    organisations,
    representatives,
    bodies,
    structure,
    parcels,
    texts,
    files,
    topics,
    tasks,
    signatures,
    surveys,
    rounds,
    credits,
    prints,
    governing,
    ballots,
    rulebook,
    reports,
    balance,
    matters,
    amendments,
    areas,
    conflicts,
    statements,
    rungs,
    advice,
    meetings,
    sittings,
    floor,
    network,
    crowd,
    calls,
    news,
    contacts,
    waves,
    founding,
    reach,
    audit,
)
interface = NinjaAPI(
    title="Comity", version=VERSION, openapi_url=None, docs_url=None, auth=Bearer(), urls_namespace="api-v1"
)
for room in ROOMS:
    interface.add_router("", room.router)
tell_all(interface)
