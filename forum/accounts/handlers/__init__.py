"""What accounts do later: send what is owed by mail, sweep away what ran out."""

from forum.accounts.handlers.mail import send
from forum.accounts.handlers.sweep import sweep

__all__ = ["send", "sweep"]
