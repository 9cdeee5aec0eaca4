"""The forms of the vault."""

from __future__ import annotations

from django import forms

from tend.vault import easy, paper

SHORTEST = 12  # characters of a passphrase
LONGEST = 128
NAME = 60
NUMBER = 12  # characters looked at of a number of six digits

WORDS = {
    "required": "Please type your words, or take the ones shown here.",
    "min_length": "Please take at least 12 letters. A few words in a row are good.",
    "max_length": "Please take fewer than 128 letters.",
}
EASY = "That is easy to guess. A few words in a row are better."
NAMELESS = {"required": "Please take a name. Nobody needs to know it."}


class WordsField(forms.CharField):
    """New words: long, not strange; `NewForm` says what is long and easy to guess."""

    def __init__(self) -> None:
        super().__init__(min_length=SHORTEST, max_length=LONGEST, strip=True, error_messages=WORDS)


class ComeForm(forms.Form):
    """A name and a passphrase, for signing in. Nothing about them is judged here."""

    name = forms.CharField(max_length=NAME)
    passphrase = forms.CharField(max_length=LONGEST, strip=True)
    number = forms.CharField(max_length=NUMBER, required=False)

    def clean_name(self) -> str:
        """The name as it is stored: one spelling, whatever was typed."""
        return plain(self.cleaned_data["name"])


class NewForm(forms.Form):
    """New words."""

    passphrase = WordsField()

    def clean_passphrase(self) -> str:
        """Refuse what is as easy as it is long."""
        passphrase = str(self.cleaned_data["passphrase"])
        if easy.guessed(passphrase, self.data.get("name", "")):
            raise forms.ValidationError(EASY)
        return passphrase


class KeepForm(NewForm):
    """A name and new words, for keeping."""

    name = forms.CharField(max_length=NAME, error_messages=NAMELESS)

    def clean_name(self) -> str:
        """The name as it is stored: one spelling, whatever was typed."""
        return plain(self.cleaned_data["name"])


class ProveForm(forms.Form):
    """The words of the person who is here, once more. Nothing about them is judged here."""

    now = forms.CharField(
        max_length=LONGEST, strip=True, error_messages={"required": "Please type your words."}
    )


class ChangeForm(ProveForm, NewForm):
    """The words as they are, and new ones."""


class PaperForm(NewForm):
    """A name, the recovery key, and new words."""

    name = forms.CharField(max_length=NAME, error_messages=NAMELESS)
    paper = forms.CharField(
        max_length=LONGEST, error_messages={"required": "Please type what stands on your paper."}
    )

    def clean_name(self) -> str:
        """The name as it is stored."""
        return plain(self.cleaned_data["name"])

    def clean_paper(self) -> str:
        """Tell a slip at once: it is no try, and nothing is counted."""
        typed = str(self.cleaned_data["paper"])
        try:
            paper.read(typed)
        except paper.Slip as slip:
            raise forms.ValidationError(
                "There is a slip in it somewhere. It is 34 letters and digits. "
                "Compare it with your paper, group by group."
            ) from slip
        return typed


class BackForm(forms.Form):
    """Two groups of the recovery key, typed back."""

    first = forms.CharField(max_length=NUMBER)
    second = forms.CharField(max_length=NUMBER)


class NumberForm(ProveForm):
    """The second step: the words, the number the app shows, and the sealed secret it is made of."""

    number = forms.CharField(
        max_length=NUMBER, error_messages={"required": "Please type the number the app shows."}
    )


class IdleForm(forms.Form):
    """How many minutes a session may idle."""

    MINUTES = (5, 10, 20, 30, 60)
    minutes = forms.TypedChoiceField(coerce=int, choices=[(n, n) for n in MINUTES])


def plain(name: str) -> str:
    """One spelling of a name: small letters, words joined by a dash."""
    return "-".join(name.casefold().replace("-", " ").split())


class BringForm(forms.Form):
    """An archive, and the words it was locked with."""

    file = forms.FileField(
        max_length=200,
        error_messages={"required": "Please choose the file.", "empty": "It is empty."},
    )
    under = forms.CharField(
        max_length=LONGEST,
        strip=True,
        error_messages={"required": "Please type the words of the file."},
    )
