"""The ready examples name settings that exist and values that are accepted."""

from forum.config import Settings
from tests.unit.structure.vocabulary import ROOT


def test_the_example_environment_is_accepted():
    lines = (ROOT / "deploy" / "stube.env").read_text(encoding="utf-8").splitlines()
    shown = [line.removeprefix("# ") for line in lines if line.removeprefix("# ").startswith("FORUM_")]
    settings = Settings.from_environ(dict(line.split("=", 1) for line in shown))
    assert not settings.local
    assert settings.base_url == "https://stube.alpenblick.example"
    assert not settings.embedded


def test_proxy_and_service_agree_with_the_environment():
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    service = (ROOT / "deploy" / "stube.service").read_text(encoding="utf-8")
    assert "server 127.0.0.1:8000;" in nginx
    assert "server_name stube.alpenblick.example;" in nginx
    assert "forum run" in service
    assert "EnvironmentFile=/etc/stube/stube.env" in service
