"""The archive: take everything along in one locked file, or bring such a file in."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render

from tend.vault import age, archive, ways
from tend.vault import bring as bringing
from tend.vault.forms import BringForm, ChangeForm
from tend.vault.log import Vault
from tend.vault.views.asking import asks, proven
from tend.vault.views.keys import done, offered
from tend.vault.visit import Visit


@asks
def take(request: Visit) -> HttpResponse:
    """Everything in one file, under words of its own."""
    if request.vault is None or archive.read_along(request.vault):
        raise Http404
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        sealed = proven(form, request, _taken, request.vault, form.cleaned_data["passphrase"])
        if sealed is not None:
            return _file(sealed)
    return render(request, "vault/file.html", {"form": form, "offered": offered(request)})


@asks
def bring(request: Visit) -> HttpResponse:
    """A file that was taken along, brought in here."""
    form = BringForm(request.POST or None, request.FILES or None)
    if form.is_valid() and request.vault is not None:
        count = _brought(request.vault, form)
        if not form.errors:
            return done(request, f"{count:,}")
    return render(request, "vault/bring.html", {"form": form})


def _taken(request: Visit, now: str, vault: Vault, under: str) -> bytes:
    ways.prove(request, now)
    sealed = age.lock(archive.packed(vault), under, _folder())
    ways.note(request, "file")
    return sealed


def _brought(vault: Vault, form: BringForm) -> int:
    """Bring in what was sent; 0, and said on the form, when it is not to be opened or not ours."""
    given = form.cleaned_data
    try:
        zipped = age.unlock(given["file"].read(), given["under"], _folder())
        return bringing.bring(vault, bringing.unpacked(zipped))
    except age.NotOpened:
        form.add_error("under", "These words do not open this file. Both may be other ones.")
    except bringing.Strange:
        form.add_error("file", "This file does not come from here, or it is damaged.")
    return 0


def _file(sealed: bytes) -> HttpResponse:
    answer = HttpResponse(sealed, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{archive.FILE}"'
    return answer


def _folder() -> Path:
    return Path(connection.settings_dict["NAME"]).parent
