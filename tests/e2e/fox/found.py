"""What is found in a page of Firefox: named step by step, looked for anew each time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.e2e.fox.window import Page

FIND = Path(__file__).with_name("find.js").read_text(encoding="utf-8").strip()

_TEXTS = "(all, how) => all.map(at => at[how])"

# The middle of the largest piece: a link that breaks over two lines has nothing in its middle.
_POINT = """at => {
  at.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})
  const size = box => box.width * box.height
  const box = [...at.getClientRects()].sort((one, two) => size(two) - size(one))[0]
  if (!box || !at.checkVisibility({visibilityProperty: true})) return 'it is not to be seen'
  const x = box.left + box.width / 2, y = box.top + box.height / 2
  const top = document.elementFromPoint(x, y)
  const own = at.contains(top) || [...at.labels ?? []].some(label => label.contains(top))
  return own ? [x, y] : `${top?.outerHTML.slice(0, 80)} lies over it`
}"""

# By typing, the page would scroll to the caret some moments later, away from under a finger.
_FILL = """(at, {words, force}) => {
  if (!force && !at.checkVisibility()) return 'it is not to be seen'
  at.value = words
  for (const each of ['input', 'change']) at.dispatchEvent(new Event(each, {bubbles: true}))
}"""


class Found:
    """Some elements of a page; where one is meant, there has to be exactly one."""

    def __init__(self, page: Page, steps: tuple[tuple[Any, ...], ...]) -> None:
        self._page, self._steps = page, steps

    def _and(self, *step: Any) -> Found:
        return Found(self._page, (*self._steps, step))

    # Fewer of them

    def locator(self, css: str) -> Found:
        """What matches inside of them."""
        return self._and("css", css)

    def filter(self, *, has_text: str | re.Pattern[str]) -> Found:
        """Those whose text holds these words, or matches."""
        if isinstance(has_text, str):
            return self._and("holds", has_text)
        return self._and("matches", has_text.pattern)

    @property
    def first(self) -> Found:
        """The first of them."""
        return self.nth(0)

    def nth(self, place: int) -> Found:
        """The one at that place, from 0."""
        return self._and("nth", place)

    def all(self) -> list[Found]:
        """Each of them by itself."""
        return [self.nth(place) for place in range(self.count())]

    # What they say

    def evaluate_all(self, script: str, given: Any = None) -> Any:
        """What a function gives for the list of them."""
        call = f"([steps, given]) => ({script})(({FIND})(steps), given)"
        return self._page.evaluate(call, [self._steps, given])

    def evaluate(self, script: str, given: Any = None) -> Any:
        """What a function gives for the only one."""
        one = f"(all, given) => all.length === 1 ? [({script})(all[0], given)] : all.length"
        found = self.evaluate_all(one, given)
        assert isinstance(found, list), f"{found} instead of one: {self._steps}"
        return found[0]

    def count(self) -> int:
        """How many there are."""
        return int(self.evaluate_all("all => all.length"))

    def inner_text(self) -> str:
        """The words of the only one, as they are shown."""
        return str(self.evaluate("at => at.innerText"))

    def text_content(self) -> str:
        """The words of the only one, hidden ones too."""
        return str(self.evaluate("at => at.textContent"))

    def input_value(self) -> str:
        """What stands in the only field."""
        return str(self.evaluate("at => at.value"))

    def is_visible(self) -> bool:
        """Whether there is one, and it is shown."""
        return bool(self.evaluate_all("all => all.length > 0 && all[0].checkVisibility()"))

    def all_inner_texts(self) -> list[str]:
        """The words of each as they are shown."""
        return [str(each) for each in self.evaluate_all(_TEXTS, "innerText")]

    def all_text_contents(self) -> list[str]:
        """The words of each, hidden ones too."""
        return [str(each) for each in self.evaluate_all(_TEXTS, "textContent")]

    # What is done to the only one

    def click(self, *, no_wait_after: bool = True) -> None:
        """Press it where it is seen, once it lies still; nothing else may lie there."""
        assert no_wait_after
        before, now = None, self._point()
        while now != before:
            self._page.point(*now)
            before, now = now, self._point()
        self._page.press()

    def _point(self) -> tuple[int, int]:
        point = self.evaluate(_POINT)
        assert isinstance(point, list), f"{point}: {self._steps}"
        return int(point[0]), int(point[1])

    def check(self) -> None:
        """Press it unless it is ticked already."""
        if not self.evaluate("at => at.checked"):
            self.click()
        assert self.evaluate("at => at.checked"), self._steps

    def fill(self, words: str, *, force: bool = False) -> None:
        """Put these words in place of what stands there; `force` also where nobody sees it."""
        slip = self.evaluate(_FILL, {"words": words, "force": force})
        assert slip is None, f"{slip}: {self._steps}"
