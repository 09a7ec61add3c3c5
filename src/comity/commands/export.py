"""`comity export COALITION`: a whole coalition in open formats, to read, keep or move elsewhere."""

import argparse
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django_scopes import scope

from comity.base.capacity import the_rule
from comity.base.clock import now
from comity.coalitions.acts.parcels import taken_by_operator
from comity.coalitions.models import Coalition
from comity.coalitions.parcels import pack
from comity.coalitions.parcels.boxes import Folder, Zip
from comity.coalitions.standing import Standing
from comity.commands.safekeeping.archives import private, written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which coalition, where to, and whether only what is public."""
    parser.add_argument("coalition", metavar="COALITION", help="its name in addresses")
    parser.add_argument("--to", metavar="FOLDER|FILE.zip", help="without it: a zip here, named after coalition and day")
    parser.add_argument("--public-only", action="store_true", help="only what anyone may read")


def run(args: argparse.Namespace) -> int:
    """0 when it is packed; 1 when it could not be; 2 when there is no such coalition."""
    import_module(settings.ROOT_URLCONF)
    coalition = Coalition.objects.filter(slug=args.coalition).first()
    if coalition is None:
        known = ", ".join(Coalition.objects.values_list("slug", flat=True)[:20])
        print(f"There is no coalition “{args.coalition}”. There are: {known or 'none'}.", file=sys.stderr)
        return 2
    at = now()
    path = Path(args.to or f"{coalition.slug}-{at:%Y-%m-%d}.zip")
    if path.is_file():
        print(f"{path} is there already. Choose another name.", file=sys.stderr)
        return 2
    try:
        _packed(coalition, path, at, public_only=args.public_only)
    except OSError as trouble:
        print(f"Not packed. {trouble}", file=sys.stderr)
        return 1
    _tell(path, public_only=args.public_only)
    return 0


def _packed(coalition: Coalition, path: Path, at: datetime, *, public_only: bool) -> None:
    """The operator sees all of it, as whoever holds the disk does; the coalition's record says so."""
    standing = Standing(None, coalition.pk, operates=True)
    with scope(coalition=coalition.pk):
        if path.suffix == ".zip":
            with written(path) as part, private(part) as file, Zip(file, at) as box:
                pack(coalition, standing, box, at=at, public_only=public_only)
        else:
            pack(coalition, standing, Folder(path), at=at, public_only=public_only)
        if not public_only:
            taken_by_operator(coalition, by=the_rule(coalition.pk), at=at)


def _tell(path: Path, *, public_only: bool) -> None:
    print(f"Packed into {path}. README.md inside explains each file; `python3 check.py` there proves it whole.")
    if not public_only:
        print("It holds confidential things. That it was taken along stands in the coalition’s record.")
