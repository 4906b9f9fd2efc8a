"""The one way out to other servers (SECURITY A 1.3.6): off by default, every address checked, no redirects.

`on`: https to public addresses. `loopback`: also http to this machine, for tests and for trying a receiver at home.
"""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from threading import Thread, Timer
from urllib.parse import SplitResult, urlsplit

from forum.core.ports import CallRefused

CONNECT_S, TOTAL_S, RESOLVE_S = 3.0, 5.0, 3.0
PORTS = frozenset({443, 8443})
MAX_URL = 500
NAT64 = ipaddress.ip_network("64:ff9b::/96")
BAD = "This address is never called. Please give an https address of a public server."


class NoFetcher:
    """Makes no call at all: the default."""

    on = False

    def fault(self, url: str) -> str:
        """Refuse every address."""
        del url
        return BAD

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Refuse."""
        del url, body, headers
        raise CallRefused("calls to other servers are switched off")


class Fetcher:
    """Calls public servers; with `loopback` this machine too."""

    on = True

    def __init__(self, *, loopback: bool = False) -> None:
        self.loopback = loopback

    def fault(self, url: str) -> str:
        """Say what is wrong with an address as it is written; empty when nothing is. Asks no resolver."""
        try:
            self._parts(url)
        except ValueError:
            return BAD
        return ""

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Send a body; give the status. Raises CallRefused for where we don't call, OSError for what does not work."""
        parts = self._parts(url)
        host, port = parts.hostname or "", parts.port or 443
        address = self._checked(_resolve(host, port))
        connection = _Pinned(host, port, address, secure=parts.scheme == "https")
        alarm = Timer(TOTAL_S, connection.cut)
        alarm.daemon = True
        alarm.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, {"user-agent": "stube-webhooks", **headers})
            return connection.getresponse().status
        except http.client.HTTPException as error:
            raise OSError(f"no HTTP answer: {error!r}") from error
        finally:
            alarm.cancel()
            connection.close()

    def _parts(self, url: str) -> SplitResult:
        if len(url) > MAX_URL or not url.isascii() or any(c.isspace() or c in "\\\x7f" or ord(c) < 32 for c in url):  # noqa: PLR2004
            raise CallRefused(BAD)
        parts = urlsplit(url)
        home = self.loopback and parts.hostname in {"127.0.0.1", "localhost", "::1"}
        allowed = home or (parts.scheme == "https" and (parts.port or 443) in PORTS)
        named = bool(parts.hostname) and parts.username is None and parts.password is None
        if not allowed or not named or parts.scheme not in {"http", "https"} or parts.fragment:
            raise CallRefused(BAD)
        if not home and _is_address(parts.hostname or ""):  # a name is checked when it is resolved
            self._checked([parts.hostname or ""])
        return parts

    def _checked(self, addresses: list[str]) -> str:
        """Give the address to connect to, when every one that the name stands for is a public one."""
        for address in addresses:
            found = ipaddress.ip_address(address.partition("%")[0])
            if not (_public(found) or (self.loopback and found.is_loopback)):
                raise CallRefused("this name stands for an address that is never called")
        if not addresses:
            raise CallRefused("this name stands for no address")
        return addresses[0]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped or address.sixtofour or address.teredo or address in NAT64:
            return False  # an IPv4 address in disguise
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _resolve(host: str, port: int) -> list[str]:
    """Ask the resolver, but not for longer than `RESOLVE_S`."""
    found: list[str] = []
    fault: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            fault.append(error if isinstance(error, OSError) else OSError(str(error)))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(RESOLVE_S)
    if fault or asking.is_alive():
        raise fault[0] if fault else TimeoutError("the resolver does not answer")
    return list(dict.fromkeys(found))


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name stands for by now."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=CONNECT_S)
        self.default_port = 443 if secure else 80
        self.address, self.secure = address, secure

    def connect(self) -> None:
        """Open the connection; certificates are verified for the name."""
        made = socket.create_connection((self.address, self.port), timeout=CONNECT_S)
        if self.secure:
            made = ssl.create_default_context().wrap_socket(made, server_hostname=self.host)
        self.sock = made

    def cut(self) -> None:
        """End a call that takes too long, however slowly it drips."""
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
