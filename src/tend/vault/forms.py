"""The two forms of the vault."""

from __future__ import annotations

from django import forms

SHORTEST = 12  # characters of a passphrase
LONGEST = 128
NAME = 60


class ComeForm(forms.Form):
    """A name and a passphrase, for signing in. Nothing about them is judged here."""

    name = forms.CharField(max_length=NAME)
    passphrase = forms.CharField(max_length=LONGEST, strip=True)

    def clean_name(self) -> str:
        """The name as it is stored: one spelling, whatever was typed."""
        return plain(self.cleaned_data["name"])


class KeepForm(ComeForm):
    """A name and a passphrase, for keeping; long, not strange."""

    name = forms.CharField(
        max_length=NAME,
        error_messages={"required": "Please take a name. Nobody needs to know it."},
    )
    passphrase = forms.CharField(
        min_length=SHORTEST,
        max_length=LONGEST,
        strip=True,
        error_messages={
            "required": "Please type your words, or take the ones shown here.",
            "min_length": "Please take at least 12 letters. A few words in a row are good.",
            "max_length": "Please take fewer than 128 letters.",
        },
    )

    def clean_passphrase(self) -> str:
        """Refuse what is as easy as it is long: one letter again and again, or the name."""
        passphrase = str(self.cleaned_data["passphrase"])
        easy = len(set(passphrase.casefold())) < 5 or plain(passphrase) == self.data.get("name")  # noqa: PLR2004
        if easy:
            raise forms.ValidationError("That is easy to guess. A few words in a row are better.")
        return passphrase


def plain(name: str) -> str:
    """One spelling of a name: small letters, words joined by a dash."""
    return "-".join(name.casefold().replace("-", " ").split())
