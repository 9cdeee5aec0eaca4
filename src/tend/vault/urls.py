"""The addresses of the vault: short, and without a word that tells anything."""

from __future__ import annotations

from django.urls import path

from tend.vault.leave import leave
from tend.vault.views import come, file, keys, number, paper

urlpatterns = [
    path("keep", come.keep, name="keep"),
    path("in", come.come, name="in"),
    path("paper", come.recover, name="recover"),
    path("out", come.out, name="out"),
    path("lock", come.lock, name="lock"),
    path("x", leave, name="leave"),
    # The ways in, for somebody who keeps their log.
    path("keys", keys.keys, name="keys"),
    path("keys/words", keys.change, name="keys-words"),
    path("keys/paper", paper.anew, name="keys-paper"),
    path("keys/paper/back", paper.back, name="keys-back"),
    path("keys/number", number.second, name="keys-number"),
    path("keys/idle", keys.idle, name="keys-idle"),
    path("keys/out", keys.everywhere, name="keys-out"),
    path("keys/anew", keys.anew, name="keys-anew"),
    path("keys/file", file.take, name="keys-file"),
    path("keys/bring", file.bring, name="keys-bring"),
    path("keys/erase", keys.everything, name="keys-erase"),
]
