"""The request as every view sees it: Django's own, with the open log on it."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import cached_property

from tend.vault.log import Vault
from tend.vault.sessions import SessionStore, form_secret


class Visit(WSGIRequest):
    """A request; `vault` is None when nobody is here or their time is over.

    Nothing is read until `vault` or `session` is asked, so pages that need nobody touch nothing.
    """

    session: SessionStore

    @cached_property
    def vault(self) -> Vault | None:
        """The open log, or None."""
        held = self.session.held
        return Vault(self.session, held) if held else None

    def arrive(self) -> Vault:
        """The log that was opened by this very request."""
        self.__dict__.pop("vault", None)
        if self.vault is None:
            raise LookupError("Nobody is here.")
        # The ids are new: a form on the very page that answers must fit the new cookie.
        self.META["CSRF_COOKIE"] = form_secret(str(self.session.session_key))
        return self.vault
