"""What the words of the code mean, for the reference pages. A test holds each list complete."""

from collections.abc import Mapping

from tend.core import numbers as n

GATES: Mapping[str, str] = {
    "open": "Nothing stands in the way.",
    "mending": "Something was, and the way back is not finished.",
    "unasked": "Something is not known, or what is known is old.",
    "closed": "Harm is going on, or was grave.",
    "urgent": "Grave harm, or danger near: help stands first.",
}

CONDITIONS: Mapping[str, str] = {
    "gate": "The gate is no worse than the step's rung.",
    "needs": "Every enabler in `needs` is `yes`.",
    "never": "No fact in `never` is `yes`. Where the step is strict, `unknown` blocks too.",
    "night": (
        "From `self_harm: yes` until it is easier only grounding and support; until "
        f"{n.LIGHT_HOURS} hours after the yes only steps of {n.LIGHT_MINUTES} minutes or less, "
        f"or grounding; until {n.CALM_DAYS} days after it nothing strict."
    ),
    "together": (
        "A step together needs `both_free`, a check that counts within "
        f"{n.TOGETHER_CHECK_DAYS} days, and every line answered one by one within "
        f"{n.LINES_DAYS} days."
    ),
    "sober-and-grown": "A strict step needs `minor`, `court` and `intoxicated` to be `no`.",
    "free": "A strict step is left out while the newest reading is not `free: yes`.",
    "forgive": (
        "A step with the flag `forgive` needs, of the thread's start, `when: past` or "
        "`owned: yes`; at `mending` it also needs `helper`."
    ),
    "court": "A step `toward-spouse` is left out while `court` is `yes`.",
    "kind-no": "A step with the flag `kind-no` needs `no_is_safe`.",
    "own-harm": "A step `own-harm` is left out where a safety fact other than `i_hurt` is `yes`.",
    "writes": (
        "A step that has the person write needs `private: yes`, and is left out where `watched` "
        "or `made_to_use` is `yes`."
    ),
    "private": "While `private` is not `yes`, only grounding.",
}

LAWS: Mapping[str, str] = {
    "1": (
        "Where there is or was harm, or nobody has asked, nothing that brings two people closer "
        "is offered; danger and `urgent` are the same thing, and then the decision is `refer`."
    ),
    "2": "A worse answer, an older check, one more event or a worse history never allows more.",
    "3": "There is always something that can be done now, alone.",
    "4": "At most one step is open.",
    "5": "Every decision names its rule and its facts, and every step shown meets its conditions.",
    "6": "Nothing a pack writes raises a rung.",
    "7": "Words that are typed can only make Tend more careful.",
}

RULES: Mapping[str, str] = {
    "P1": "A dark night, until it is easier: help first; only grounding and support.",
    "P2": (
        "`urgent`, or a safety fact other than `i_hurt` is `yes`: help first, and by turns, one "
        "kind a day, `urgent` steps, support, limits, healing, joy."
    ),
    "P3": (
        "`i_hurt` is the only safety fact that is `yes`: help first, and steps that make others "
        "safe before anything that soothes."
    ),
    "P4": "The open step, or the step the person asked for once more, when it may still stand.",
    "P5": (
        f'After {n.TOO_MUCH_TIMES} "too much" in a row: grounding, or fewer minutes than the last.'
    ),
    "P6": (
        "The thread `one-sided`, or a newest reading that was not free or has sexual "
        f"{n.IMBALANCE} points or more above emotional: the layers of `one-sided`, then a kind no."
    ),
    "P7": "The layers of the thread in its order, then L0, L1, L2 and L9.",
    "P8": "Tending and joy.",
    "P9": "Enough for today, or nothing else is left: rest, with an anchor.",
}

KINDS: Mapping[str, str] = {
    "offer": "One step.",
    "ask": "No step: one question, because the person wants it or nothing else is left.",
    "refer": "Help first, then a step where one is allowed.",
    "rest": "Enough for today; an anchor stands there for whoever wants it.",
}

LEFT_OUT: Mapping[str, str] = {
    "check": "a check would open it",
    "needs": "an enabler or a caution would open it",
    "later": "it waits",
}

INPUT: Mapping[str, str] = {
    "facts": "Fact to answer; see [facts](facts.md).",
    "checked_days_ago": "The last check that counts.",
    "lines_days_ago": "The last full check in which every line was answered by itself.",
    "events": "What happened in this life.",
    "history": "What was once said, which waiting alone never lifts.",
    "overlay": "A dark night.",
    "starts": "The starts the person picked.",
    "thread": "The start that is walked first; one of `starts`, else refused.",
    "layers": "Start to layer, by the person's own word.",
    "open_step": "The step that is open.",
    "again": "A step the person wants once more.",
    "done": "Tries at steps, and how they went.",
    "readings": "How close it was.",
    "prefer": "What the person likes.",
    "strength": "How much strength there is today.",
    "asked": "How the offer of the check was answered.",
    "country": "Whose help lines: two capital letters.",
    "language": "A language tag.",
    "event.id": "What happened.",
    "event.days_ago": "It counts if it is not older than the check.",
    "history.worst": "The worst a `yes` ever brought.",
    "history.worst_days_ago": "When that was; left out, it was today.",
    "history.asked_back_days_ago": "When the way back was asked for.",
    "history.clear_checks_days_ago": "The clear checks since then.",
    "history.ever": "Safety fact to the worst it ever was.",
    "overlay.yes_days_ago": "When self-harm was last said.",
    "overlay.easier_days_ago": "When it was said to be easier.",
    "chosen.id": "A start of the pack.",
    "chosen.when": "Is it going on?",
    "chosen.owned": "Did the one who did it own it?",
    "done.step": "A step of the pack.",
    "done.days_ago": "Below 1 is today.",
    "done.how": "How it went; `not-today` hides it for that day.",
    "reading.days_ago": "When it was read.",
    "reading.emotional": "Closeness of heart.",
    "reading.spiritual": "Closeness of faith or meaning.",
    "reading.sexual": "Closeness of body.",
    "reading.wanted": "How close the person wants to be.",
    "reading.free": "Was it free?",
    "wanted.emotional": "As close as I want; left out, it is not compared.",
    "wanted.spiritual": "The same.",
    "wanted.sexual": "The same.",
    "prefer.faith": "Words of faith.",
    "prefer.minutes": "The longest step.",
    "prefer.with": "Only alone, or also together.",
    "asked.wants": "The person wants what is left out.",
    "asked.later": 'How often "later" was said.',
    "asked.last_days_ago": "When it was last said.",
    "asked.never": '"Not at all" was said.',
}

OUTPUT: Mapping[str, str] = {
    "gate": "How things stand: see [the gate](gate.md).",
    "kind": "What this is: see below.",
    "step": "The id of the one step; none when kind is `ask`.",
    "paused": "The open step, when it only waits for a newer check.",
    "question": "What could be asked: `begin`, `check`, `short-check` or the id of a fact.",
    "help": "Help lines, the most pressing first; never empty when kind is `refer`.",
    "why": "The reason, in words for the person.",
    "rule": "The rule that decided: see below.",
    "facts_used": "The facts it rests on.",
    "others": "The ids of up to two other steps.",
    "left_out": "Kinds of step of which nothing is allowed now, and what would change that.",
    "layer": "The layer of the step.",
}

PROOF: Mapping[str, str] = {
    "situations": "How many situations were proven: an exact whole number, as text.",
    "classes": "In how many classes they fall.",
    "steps": "How many steps the pack has.",
    "laws": "Law to `proven` or `broken`.",
    "reach": "How far a person can walk alone: by start, voice and gate.",
    "short": "Where that is less than promised.",
    "counterexamples": "What breaks a law, the smallest first; `given` goes into `tend next`.",
}

UNDERSTOOD: Mapping[str, str] = {
    "starts": "Up to three starts the words point to, each with the words that do.",
    "safety": "Reasons to ask: `danger`, `concern`, `self_harm`, `harming`.",
    "because": "The person's own words behind those reasons.",
    "understood": "`false` when the language or spelling is not covered; it never means none.",
}

PROBLEM: Mapping[str, str] = {
    "file": "Path inside the pack.",
    "line": "Line, from 1.",
    "rule": "The rule: see [the pack format](pack-format.md).",
    "problem": "What is wrong.",
    "instead": "What to write instead.",
}

CHECKS: Mapping[str, str] = {
    "folder": "The folder of the pack is there.",
    "file": "Every file is a plain file: no link, nothing that cannot be read.",
    "size": "No file is larger than a million bytes.",
    "text": "No file holds a NUL byte.",
    "utf-8": "Every file is UTF-8.",
    "count": "A pack has at most 5,000 files.",
    "toml": "The front matter and the `.toml` files are TOML.",
    "front-matter": "A `.md` file begins with TOML between two `+++` lines.",
    "field": "Only known keys, each with the right kind of value; none that must be there is gone.",
    "heading": "The headings of a step and the signs of a start stand, with something below them.",
    "one-line": "`why`, `smaller`, `stop` and `after` are one line each.",
    "how": "`how` has five lines at most.",
    "missing-file": "`pack.toml`, the questions of the check and the help without a country stand.",
    "duplicate-id": "An id stands once.",
    "dangling": "Every id that is named leads somewhere, and `after` in no ring.",
    "needs": "`needs` names enablers only.",
    "never": "`never` names facts that are no enablers.",
    "anchors": f"There are at least {n.ANCHORS} anchors.",
    "unsigned": "A flag that widens a limit is signed in `reviewed.toml`.",
    "stale-review": "The text is still the one that was signed.",
    "toward-spouse": "Words that tell, ask or show the spouse something have the flag.",
    "touch": "Words that touch have the flag.",
    "forgive": "Words of forgiving have the flag.",
    "kind-no": "A no to the spouse's wish has the flag.",
    "consent": "Touch and sex name consent: each is free to say no.",
    "long": f"More than {n.LONG_MINUTES} minutes has the flag `long`.",
    "basis": "A basis that is not `lived` names its year.",
    "twin": "A faith step has a neutral twin; both name each other and take as long.",
    "together": "A step together needs `both_free`.",
    "area": "Healing is alone and without touch.",
    "safe-line": "A post about closeness, touch, sex, forgiving or together opens with the line.",
    "sign": "Only steps there are can be signed.",
}
