"""Where a request comes from, and where it may be sent on to."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("SamsungBrowser", "Samsung Internet"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def client_address(request: HttpRequest) -> str:
    """The address of the reader's machine; behind our own proxy, the last one it wrote down."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.CONFIG.behind_proxy:
        return direct
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or direct


def network_of(address: str) -> str:
    """The network that one subscriber usually holds: /24 of IPv4 (mapped ones too), /64 of IPv6.

    What is no address at all is its own network.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    width = 24 if ip.version == 4 else 64
    return str(ipaddress.ip_network(f"{ip}/{width}", strict=False))


def safe_path(request: HttpRequest, address: str) -> str:
    """An address to go on to, if it lies on this site; else nothing."""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure())
    return address if safe and len(address) <= 500 else ""


def device_words(agent: str) -> str:
    """A browser's name for itself in words its owner knows: "Firefox on Windows"."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system
