"""The one way out refuses every usual trick, and connects to the address that it checked (SECURITY A 1.3.6)."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from forum.backends import fetch
from forum.backends.fetch import Fetcher, NoFetcher
from forum.core.ports import CallRefused

INSIDE = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1",
    "fec0::1",
]  # fmt: skip
WRITTEN = [
    "http://portal.example/", "https://portal.example:22/", "https://portal.example:8080/", "ftp://portal.example/",
    "file:///etc/passwd", "gopher://portal.example/", "https://user:pw@portal.example/", "https://user@portal.example/",
    "https:///x", "https://", "//portal.example/", "portal.example", "", "https://portal.example/ x",
    "https://portal.example\\@127.0.0.1/", "https://portal.example/\r\nX: y", "https://portal.example/#x",
    "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://[::ffff:127.0.0.1]/",
    "https://portal.example:99999/", "https://pörtal.example/", "https://portal.example/" + "x" * 600,
]  # fmt: skip


@pytest.mark.parametrize("url", WRITTEN)
def test_what_is_never_called_is_refused_as_written(url):
    assert Fetcher().fault(url)
    with pytest.raises(ValueError, match=r".+"):
        Fetcher().post(url, b"", {})


@pytest.mark.parametrize("url", ["https://portal.example/", "https://portal.example:8443/hook?x=1", "https://8.8.8.8/"])
def test_what_may_be_called_is_not(url):
    assert Fetcher().fault(url) == ""
    assert NoFetcher().fault(url)


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("beside", [[], ["93.184.216.34"]], ids=["alone", "beside"])
def test_a_name_that_stands_for_the_inside_is_refused(monkeypatch, address, beside):
    """Also when only one of several addresses is inside, and whatever the order."""
    monkeypatch.setattr(fetch, "_resolve", lambda _host, _port: [*beside, address])
    with pytest.raises(CallRefused):
        Fetcher().post("https://portal.example/", b"", {})


def test_names_written_as_numbers_are_resolved_and_checked(monkeypatch):
    for url in ("https://2130706433/", "https://0x7f.1/", "https://017700000001/", "https://127.1/"):
        monkeypatch.setattr(fetch, "_resolve", lambda host, _port: [socket.inet_ntoa(socket.inet_aton(host))])
        with pytest.raises(ValueError, match=r".+"):
            Fetcher().post(url, b"", {})


def test_the_checked_address_is_connected_to_and_the_name_is_not_asked_again(monkeypatch):
    asked, reached = [], []
    monkeypatch.setattr(fetch, "_resolve", lambda host, _port: asked.append(host) or ["93.184.216.34"])

    def connect(address, timeout):
        reached.append(address)
        assert timeout <= 5
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        Fetcher().post("https://portal.example/", b"", {})
    assert (asked, reached) == (["portal.example"], [("93.184.216.34", 443)])


def test_this_machine_is_called_only_where_that_is_switched_on():
    assert Fetcher().fault("http://127.0.0.1:9/")
    assert Fetcher(loopback=True).fault("http://127.0.0.1:9/") == ""
    assert Fetcher(loopback=True).fault("http://10.0.0.1:9/")
    assert Fetcher(loopback=True).fault("http://portal.example/")


def test_a_switched_off_one_calls_nobody():
    with pytest.raises(CallRefused):
        NoFetcher().post("https://portal.example/", b"", {})


class Receiver(BaseHTTPRequestHandler):
    """Answers what its server says."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(self.path)
        for piece in self.server.says:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.2 if len(self.server.says) > 1 else 0)

    def log_message(self, *_args):
        pass


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.heard, server.says = [], [b"HTTP/1.0 204 x\r\n\r\n"]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_redirect_is_not_followed(receiver):
    target = f"{address(receiver)}/second"
    receiver.says = [f"HTTP/1.0 302 x\r\nLocation: {target}\r\n\r\n".encode()]
    assert Fetcher(loopback=True).post(f"{address(receiver)}/first", b"x", {}) == 302
    assert receiver.heard == ["/first"]


def test_an_answer_that_is_none_is_a_fault(receiver):
    receiver.says = [b"hello\r\n"]
    with pytest.raises(OSError, match=r".+"):
        Fetcher(loopback=True).post(address(receiver), b"x", {})


def test_an_answer_that_drips_is_cut(receiver, monkeypatch):
    monkeypatch.setattr(fetch, "TOTAL_S", 0.3)
    receiver.says = [b"H"] * 15
    with pytest.raises(OSError, match=r".+"):
        Fetcher(loopback=True).post(address(receiver), b"x", {})


def test_a_resolver_that_hangs_is_left_alone(monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(fetch, "RESOLVE_S", 0.1)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: done.wait(5) and [])
    with pytest.raises(TimeoutError):
        Fetcher().post("https://portal.example/", b"", {})
    done.set()
