"""What every page may use: who looks, the brand, the language, addresses of built files, dates in words."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, g, request
from flask_babel import format_date, format_datetime, format_decimal

from forum.access import Permission, can
from forum.accounts.queries import NOBODY, Person, person
from forum.config import Settings
from forum.core import clock, i18n, problems
from forum.core.assets import asset, manifest
from forum.core.fragments import personal
from forum.core.i18n import gettext, ngettext
from forum.core.languages import foreign, named
from forum.core.markup import UNSEEN, tell_states
from forum.core.memo import memo
from forum.core.pagination import micros_of

THEMES = ("light", "dark")
VOICES = (("de", "de-CH", "Deutsch, du"), ("de-formal", "de-CH", "Deutsch, Sie"), ("en", "en", "English"))
SHORT = {"ratgeben": "rat", "gastgeben": "gast", "entdecken": "ent"}


def init_app(app: Flask, settings: Settings) -> None:
    """Choose the voice of each request and give templates their globals."""
    app.before_request(choose_voice)
    brand = {
        "name": settings.brand_name,
        "short": settings.brand_short,
        "community": settings.community_name,
        "portal_url": settings.portal_url,
        "phone": settings.phone,
    }
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        asset=asset,
        brand=brand,
        base_url=settings.base_url,
        Permission=Permission,
        built=lambda name: name in manifest(),
        memo=memo,
        personal=personal,
        foreign=foreign,
        named=named,
    )
    app.jinja_env.globals.update(_=gettext, ngettext=ngettext, short_path=SHORT.get)
    app.jinja_env.filters.update(when=when, day=day, number=number, duration=duration, iso=iso, micros=micros_of)
    app.jinja_env.filters["with_states"] = with_states
    app.context_processor(context)


def with_states(html: str) -> str:
    """Give cooked HTML in which pictures that wait or are not shown say so to those who do not see them."""
    return tell_states(html, lambda state: gettext(UNSEEN[state]))


def choose_voice() -> None:
    """Take the member's language and form of address, else the guest's cookie (a program's header), else German."""
    member = person().member if not request.path.startswith("/static/") else None
    if member is not None:
        i18n.speak(i18n.voice_of(member.language, member.address))
    elif problems.wanted():
        i18n.speak(request.accept_languages.best_match(("de", "en"), "de"))
    else:
        i18n.speak(request.cookies.get("voice", "de"))


def as_nobody() -> None:
    """Go on as a guest in the language of the cookie: the database could not be asked who this is."""
    g.person = NOBODY
    choose_voice()


def theme_of(who: Person) -> str:
    """Give `light`, `dark` or nothing for the system's choice; this browser's wins over the member's."""
    chosen = request.cookies.get("theme") or (who.member.theme if who.member is not None else "")
    return chosen if chosen in THEMES else ""


def context() -> dict[str, Any]:
    """Give the variables that every template may read."""
    who = person()
    return {
        "viewer": viewer(who),
        "actor": who.actor,
        "can": lambda permission, subject=None: can(permission, subject, who.actor),
        "voice": i18n.voice(),
        "lang": "en" if i18n.voice() == "en" else "de-CH",
        "theme": theme_of(who),
        "workshop_items": workshop(who),
        "here": request.full_path.rstrip("?"),
        "languages": languages(),
    }


def languages() -> list[tuple[str, str, str, bool]]:
    """Give the languages to choose from (code, own name, address, current); the choice leads back here."""
    back = quote(request.full_path.rstrip("?"))
    spoken = i18n.voice()
    return [(code, name, f"/voice?to={voice}&next={back}", voice == spoken) for voice, code, name in VOICES]


def viewer(who: Person) -> dict[str, Any]:
    """Describe who looks, for header and navigation."""
    member = who.member
    if member is None:
        return {"is_guest": True, "plays": False, "role": "guest"}
    path, _stage, points = who.best or ("", 0, 0)
    plays = member.plays and not member.is_staff and points > 0
    return {
        "is_guest": False,
        "id": member.id,
        "handle": member.handle,
        "display_name": member.display_name,
        "initials": member.initials,
        "avatar": member.avatar,
        "path": SHORT[path] if plays else None,
        "role": member.role,
        "is_staff": member.is_staff,
        "staff_title": member.staff_title,
        "has_mandate": any(right.mandate for right in who.actor.rights),
        "plays": plays,
        "helped": points > 0,
        "unconfirmed": member.email_confirmed_at is None,
    }


def workshop(who: Person) -> list[tuple[str, str, str, str]]:
    """Give the Werkstatt bar's items (key, label, address, icon) that this person may open."""
    items = []
    if can(Permission.DASHBOARD_READ, None, who.actor):
        items.append(("dashboard", gettext("Overview"), "/dashboard", "chart"))
    if can(Permission.PICKER_EDIT, None, who.actor):
        items.append(("picker", gettext("Signposts"), "/picker/edit", "topics"))
    if can(Permission.MODERATION_LOG, None, who.actor):
        items.append(("moderation", gettext("Moderation"), "/moderation", "shield"))
    if can(Permission.MANDATE_LIST, None, who.actor):
        items.append(("mandates", gettext("Mandates"), "/mandates", "key"))
    elif any(right.mandate for right in who.actor.rights):
        items.append(("mandates", gettext("My mandate"), "/mandates", "key"))
    if can(Permission.WEBHOOK_MANAGE, None, who.actor):
        items.append(("webhooks", gettext("Webhooks"), "/webhooks", "share"))
    return items


def when(at: datetime) -> str:
    """Say an instant as people do: minutes ago, today at, yesterday at, else the date."""
    passed = clock.now() - at
    if timedelta(0) <= passed < timedelta(hours=1):
        minutes = max(1, int(passed.total_seconds() // 60))
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes)
    days = (clock.today() - clock.day_of(at)).days
    if days == 0:
        return gettext("today at %(time)s", time=format_datetime(at, "HH:mm"))
    if days == 1:
        return gettext("yesterday at %(time)s", time=format_datetime(at, "HH:mm"))
    return day(clock.day_of(at))


def day(value: date | datetime) -> str:
    """Say a day: 14. November 2026."""
    return _day(clock.day_of(value) if isinstance(value, datetime) else value, i18n.voice())


@lru_cache(maxsize=4096)
def _day(value: date, voice: str) -> str:
    return str(format_date(value, "d MMMM y" if voice == "en" else "d. MMMM y"))


def number(value: int) -> str:
    """Write a whole number with the Swiss apostrophe."""
    return str(format_decimal(value, "#,##0")).replace(",", "’").replace("'", "’")


def duration(seconds: float | None) -> str:
    """Say a span of time in its two biggest units, on one line."""
    return _span(seconds).replace(" ", "\u00a0")


def _span(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    minutes = int(seconds // 60)
    if minutes < 60:  # noqa: PLR2004 - an hour
        return gettext("%(num)s min", num=max(1, minutes))
    hours, minutes = divmod(minutes, 60)
    if hours < 24:  # noqa: PLR2004 - a day
        return (
            gettext("%(hours)s h %(minutes)02d", hours=hours, minutes=minutes)
            if minutes
            else gettext("%(num)s h", num=hours)
        )
    return ngettext("%(num)s day", "%(num)s days", round(seconds / 86400))


def iso(at: datetime) -> str:
    """Write an instant for machines."""
    return at.isoformat(timespec="seconds")
