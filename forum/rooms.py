"""The rooms that answer requests, in one list."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
