"""Leave at once: the server's half of the way out."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tend.vault import accounts
from tend.vault.middleware import forget
from tend.vault.visit import Visit

log = logging.getLogger("tend.vault")
SEE_OTHER, NO_CONTENT = 303, 204
GONE = '"cookies", "storage"'
"""Never `"cache"`: a browser takes its time over that, and nothing of ours is in it."""


# A page that is being left has no form to send. Another site gains nothing by asking for this:
# its requests come without our cookies (SameSite=Strict), and are turned away besides.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave(request: Visit) -> HttpResponse:
    """End the session, whatever else does not work; both cookies go.

    GET is the plain link, the one GET that changes something: 303 to the neutral site.
    POST is what the script says when it is gone already: 204, and the browser may forget.
    """
    end(request)
    response = _gone() if request.method == "POST" else _away()
    forget(response)
    return response


def end(request: Visit) -> None:
    """End the session; nothing keeps anybody from leaving, least of all a database that is down."""
    try:
        accounts.end(request)
    except DatabaseError:
        log.exception("A session could not be ended; its cookies are gone all the same.")
        request.session.modified = False


def _gone() -> HttpResponse:
    return HttpResponse(status=NO_CONTENT, headers={"Clear-Site-Data": GONE})


def _away() -> HttpResponse:
    response = HttpResponseRedirect(settings.TEND_NEUTRAL)
    response.status_code = SEE_OTHER
    return response
