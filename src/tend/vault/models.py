"""Every table of the vault. No column says when anything was written, or what it is."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models

# What reading a column gives, told to the type checker.
if TYPE_CHECKING:
    Id = models.UUIDField[uuid.UUID, uuid.UUID]
    Text = models.CharField[str, str]
    Name = models.CharField[str | None, str | None]
    Sealed = models.BinaryField[bytes, bytes]
    Flag = models.BooleanField[bool, bool]
    Count = models.PositiveBigIntegerField[int, int]
    Of = models.ForeignKey["Account", "Account"]
    Perhaps = models.ForeignKey["Account | None", "Account | None"]
    Within = models.ForeignKey["Log", "Log"]


class Accounts(BaseUserManager["Account"]):
    """Accounts, found by their name."""


class Account(AbstractBaseUser):
    """Somebody with a log. A guest has no name, no passphrase and no slot."""

    id: Id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name: Name = models.CharField(max_length=60, unique=True, null=True)  # noqa: DJ001  (guests: none)
    ring: Sealed = models.BinaryField()
    is_active: Flag = models.BooleanField(default=True)
    last_login = None  # a time of day would say when somebody was here

    USERNAME_FIELD = "name"
    objects = Accounts()

    def check_password(self, raw_password: str) -> bool:
        """Whether it is this passphrase.

        Unlike Django's own this never stores it anew by itself: the slot has to be filled anew
        together with it (`accounts.renew`).
        """
        return check_password(raw_password, self.password)

    def __str__(self) -> str:
        """Nothing that is private."""
        return f"account {self.pk}"


class Slot(models.Model):
    """The root key of an account, sealed under what one way in yields."""

    id: Id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account: Of = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="slots")
    kind: Text = models.CharField(max_length=12)
    sealed: Sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], name="one_slot_of_a_kind")
        ]

    def __str__(self) -> str:
        """Nothing that is private."""
        return f"{self.kind} slot"


class Log(models.Model):
    """One private log; `top` is the last `seq` given out, and never goes back.

    `version` is that of the vault key its rows are sealed with, as their headers show it too.
    """

    id: Id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account: Of = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="logs")
    top: Count = models.PositiveBigIntegerField(default=0)
    version: Count = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        """Nothing that is private."""
        return f"log {self.pk}"


class Entry(models.Model):
    """One sealed entry of a log."""

    pk = models.CompositePrimaryKey("log_id", "seq")
    log: Within = models.ForeignKey(Log, on_delete=models.CASCADE, related_name="entries")
    seq: Count = models.PositiveBigIntegerField()
    sealed: Sealed = models.BinaryField()

    def __str__(self) -> str:
        """Nothing that is private."""
        return f"entry {self.seq}"


class Snapshot(models.Model):
    """The sealed state of a log up to `seq`; two at most are kept."""

    pk = models.CompositePrimaryKey("log_id", "seq")
    log: Within = models.ForeignKey(Log, on_delete=models.CASCADE, related_name="snapshots")
    seq: Count = models.PositiveBigIntegerField()
    sealed: Sealed = models.BinaryField()

    def __str__(self) -> str:
        """Nothing that is private."""
        return f"snapshot {self.seq}"


class Session(models.Model):
    """One open session. Without its two cookies and the boot secret the row is noise."""

    ref: Text = models.CharField(max_length=64, primary_key=True)
    account: Perhaps = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    marker: Text = models.CharField(max_length=64)
    idle_until: Count = models.PositiveBigIntegerField()
    ends: Count = models.PositiveBigIntegerField()
    sealed: Sealed = models.BinaryField()

    def __str__(self) -> str:
        """Nothing that is private."""
        return "session"


class Wait(models.Model):
    """How often a way in was tried wrongly under one name, which only a keyed hash stands for."""

    turn: Text = models.CharField(max_length=64, primary_key=True)
    count: Count = models.PositiveBigIntegerField()
    until: Count = models.PositiveBigIntegerField()
    ends: Count = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        """Nothing that is private."""
        return "wait"
