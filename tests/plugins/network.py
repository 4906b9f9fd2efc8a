"""No test talks to anybody but this machine: other addresses are refused before a packet leaves."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest


class OutsideError(AssertionError):
    """A test wanted to reach another machine."""


def is_local(host: object) -> bool:
    """Tell whether a host is this machine by address or by name; no resolver is asked."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback or name in {"0.0.0.0", "::"}  # noqa: S104 - reached through loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost") or name == socket.gethostname()


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Guard connect, connect_ex, sendto and getaddrinfo for the whole run."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    resolve = socket.getaddrinfo

    def getaddrinfo(host, *args, **kwargs):
        if host is not None and not is_local(host):
            raise OutsideError(f"a test asked for the address of {host!r}")
        return resolve(host, *args, **kwargs)

    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    patch.undo()


def _guarded(connect):
    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise OutsideError(f"a test wanted to connect to {address!r}")
        return connect(self, address)

    return guarded
