"""A question in words becomes a question with its things: longest match in both scripts, decisions by number, sessions by
ordinal, short forms by what stands beside them, and what is left by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from answers.grammar import lexicon, words_en
from answers.language.glossary import notions
from answers.language.moments import moments
from answers.language.normal import cased, language_of, normal
from answers.linking import parts
from answers.linking.bare import BARE, HEADS, MANIFOLD, MEANT, NO_NAME, NOISE
from answers.linking.described import Titles, by_title
from answers.linking.index import Index, stem, stems
from answers.linking.meetings import by_place, numbered
from answers.linking.offices import by_city
from answers.linking.provisions import provisions
from answers.linking.typing import mended
from answers.model import Question, Thing
from answers.names import Names, kind_of
from graph.symbols import canonical

_NUMBER = re.compile(
    r"(?<![A-Z0-9/.])(?:SS\.?\s?[IVXL]+/\d{1,3}|\d{1,4}\s?[A-Z]?\s?\([IVXL]{1,6}\)|\d{1,4}\s?\(\d{4}\)|\d{1,4}/\d{1,3}(?:\s[A-Z](?![A-Z]))?)(?![A-Z0-9/])"
)
#: A number of a resolution of the General Assembly before 1976, or of the Council, without its session.
_OLD = re.compile(r"(?:\b(?:resolution|decision)s? (?:no\.? )?|决议|决定|第\s?)(?P<n>\d{3,4})(?![\d/(年]|\s?\()")
_ASKED_FOR = re.compile(r"(?:which|what|how many|whose|哪些|哪个|哪几个|哪一个|多少个?|几个|什么) ?$")
_STRANGE = re.compile(
    r"第?\s?(?P<z>(?:\d{1,4}(?=\s?号|\s?\()|\d{1,4}/\d{1,3}|(?:ss\. ?)?[ivxl]+/\d{1,3})(?:\s?\([ivxl\d]+\))?)\s?号?(?:决定|决议)|\b(?:decision|resolution)s? (?:no\.? )?(?P<e>(?:\d{1,4}(?:/\d{1,3})?|(?:ss\. ?)?[ivxl]+/\d{1,3})(?:\s?\([ivxl\d]+\))?)(?![\d/])"
)
_TOLD_BY = re.compile(r" (?:on|for|dealing with|concerned with) \w")
_ACRONYM = re.compile(r"(?<![A-Za-z0-9/.-])[A-Z]{2,6}(?![A-Za-z0-9/])")
_NO_ACRONYM = re.compile(r"UN|GA|ED|OK|[IVXL]+|USD?\$|USD|RES")
_HAN_END = re.compile(r"[㐀-鿿]$")
_RIGHT = re.compile(r"(?: (?:on|for|of|in|to|and|the|with))* ([a-z][a-z-]+)")
_LEFT = re.compile(r"([a-z][a-z-]+)(?: (?:on|for|of|in|to|and|the))* $")
_OFFICE = re.compile(
    r"共同主席|主席|主持人|主任|部长|秘书长|署长|司长|\b(?:co-)?chair\w*|director|facilitator|minister|administrator|secretary-general"
)
_ISSUER_OF = re.compile(r" (?:of|by|from|adopted by) (?:the )?$")
_KINDS = {"decision": ("decision|决定", "Decision"), "resolution": ("resolution|决议", "Resolution")}


#: So many things are taken from a question, those with the longest names: nobody names more, and a stranger may.
_MOST = 16


@dataclass
class Linker:
    """Finds what questions name in one generation. Build it once; it only reads."""

    names: Names
    index: Index
    titles: Titles

    @classmethod
    def of(cls, names: Names) -> Linker:
        return cls(names, Index.of(names), Titles.from_names(names))

    def question(self, text: str, told: Sequence[Thing] = ()) -> Question:
        """What a question names. `told` are things of earlier questions that pronouns may stand for."""
        language = language_of(text)
        exact = cased(text)
        question = self._understood(text, language, exact)
        if question.residue and re.search(r"[a-z]{5}", exact.lower()):
            better = mended(exact.lower(), question.residue, self.index.vocabulary)
            if better != exact.lower():
                again = self._understood(text, language, better)
                if len(again.residue) < len(question.residue):
                    return again
        return question

    def _understood(self, text: str, language: str, exact: str) -> Question:
        folded = exact.lower()
        things = self._chosen(folded, exact)
        things, missing = numbered(folded, things, self.names, untold=True)
        things = self._told_apart(folded, exact, things)
        things = by_title(folded, things, self.titles)
        things = self._by_parts(folded, exact, things, language)
        things, more = numbered(folded, things, self.names)
        things = by_city(folded, by_place(folded, self._spread(things), self.names), self.names)
        masked = _mask(folded, [(t.start, t.end, t.kind + _office(t)) for t in things])
        paragraphs, masked = provisions(masked)
        dates = moments(masked)
        masked = _mask(masked, [(m.start, m.end, "date") for m in dates])
        named = " ".join(name for t in things for name in self.names.proper(t.iri))
        left = tuple(w for w in lexicon.residue(masked, language) if stem(w) not in named)
        left += tuple(w for w in _unknown_acronyms(exact, things) if w not in left)
        return Question(text, language, folded, masked, tuple(things), tuple(t for t in self._types(folded) if all(t.end <= o.start or o.end <= t.start for o in things)), tuple(dates), paragraphs,
                        tuple({n.ordinal: n for n in (*missing, *more)}.values()), _strange(masked), left)  # fmt: skip

    # ---- letter by letter ------------------------------------------------------------------------------------------
    def _chosen(self, text: str, exact: str) -> list[Thing]:
        found: list[Thing] = []
        asked_for: list[tuple[int, int]] = []
        for last, (length, name, things) in self.index.exact.iter(text) if len(self.index.exact) else ():
            start, end = last - length + 1, last + 1
            if _whole(text, start, end) and not (name in NO_NAME and not exact[start:end].isupper()):
                thing = self._thing(things, name, start, end)
                if not (thing.weight <= 1 or thing.kind == "group") or not _ASKED_FOR.search(text, 0, start):
                    found.append(thing)
                else:
                    asked_for.append((start, end))
        # A name inside words that only say what sort is asked for is none.
        found = [t for t in found if not any(a <= t.start and t.end <= b for a, b in asked_for)]
        found.extend(self._by_number(text))
        chosen: list[Thing] = []
        for thing in sorted(found, key=lambda t: (-(t.end - t.start), -t.weight)):
            if all(thing.end <= c.start or c.end <= thing.start for c in chosen):
                chosen.append(thing)
        return self._issued(text, sorted(chosen[:_MOST], key=lambda t: t.start))

    def _thing(self, things: dict[str, float], name: str, start: int, end: int) -> Thing:
        """The thing that a name means: the one it names more properly, then the one more is said of."""
        use = self.names.use
        ranked = sorted(things, key=lambda iri: (-things[iri], -use.get(iri, 0), iri))
        best = ranked[0]
        rivals = [r for r in ranked[1:] if things[r] == things[best] and use.get(r, 0) * 3 > use.get(best, 0) > 0]
        if things[best] <= 1:
            # A short form that several bear: the one that the documents speak of most, if by far.
            ranked = sorted(things, key=lambda iri: (-use.get(iri, 0), iri))
            best = next((iri for iri in ranked if iri.endswith(MEANT.get(name, " "))), ranked[0])
            bare = name in BARE or name in MEANT
            ranked = [best, *(iri for iri in ranked if iri != best)]
            rivals = [r for r in ranked[1:] if use.get(r, 0) * 4 > use.get(best, 0) or (bare and use.get(r, 0) > 0)]
        return Thing(best, kind_of(best), name, start, end, things[best], tuple(rivals[:5]))

    def _by_number(self, text: str) -> list[Thing]:
        found = []
        for match in _NUMBER.finditer(text.upper()):
            known = self.index.numbers.get(canonical(match[0]), [])
            if not known:
                continue
            around = text[max(0, match.start() - 40) : match.start()] + text[match.end() : match.end() + 6]
            wanted = next((kind for pattern, kind in _KINDS.values() if re.search(pattern, around)), "")
            use = self.names.use
            ranked = sorted(known, key=lambda iri: (not self.names.classes.get(iri, "").endswith(wanted), -use.get(iri, 0), iri))
            fitting = [iri for iri in ranked if self.names.classes.get(iri, "").endswith(wanted)] or ranked
            rivals = tuple(iri for iri in fitting[1:] if use.get(iri, 0) * 3 > use.get(fitting[0], 0))
            found.append(Thing(fitting[0], kind_of(fitting[0]), match[0].lower(), match.start(), match.end(), 3.5, rivals))
        return found + self._unsuffixed(text)

    def _unsuffixed(self, text: str) -> list[Thing]:
        """Resolutions of old told without their session: `resolution 2997` of 2997 (XXVII), where only one bears the number."""
        found = []
        for match in _OLD.finditer(text):
            known = [iris for number, iris in self.index.numbers.items() if number.startswith(f"{match['n']}(")]
            if len(known) == 1:
                found.append(Thing(known[0][0], kind_of(known[0][0]), match["n"], match.start("n"), match.end("n"), 3.5))
        return found

    def _issued(self, text: str, things: list[Thing]) -> list[Thing]:
        """A body beside a decision's number tells who decided it, and is no thing of its own."""
        done: list[Thing] = []
        absorbed: set[int] = set()
        for i, thing in enumerate(things):
            if i in absorbed:
                continue
            if thing.kind != "decision" or thing.weight != 3.5:
                done.append(thing)
                continue
            before = (
                done[-1] if done and done[-1].kind in ("body", "session") and _beside(text[done[-1].end : thing.start]) else None
            )
            after = things[i + 1] if i + 1 < len(things) and _ISSUER_OF.search(text[thing.end : things[i + 1].start]) else None
            by = before or after
            known = self.index.numbers.get(canonical(thing.called.upper()), [])
            if by is not None and by.kind in ("body", "session") and known:
                bodies = {self.names.body_of(iri) for iri in (by.iri, *by.rivals)} | _acronyms(by, self.names)
                own = [iri for iri in known if self.names.issuer.get(iri) in bodies]
                if own:
                    start, end = before.start if before else thing.start, thing.end
                    if before:
                        done.pop()
                    elif after:
                        absorbed.add(i + 1)
                        end = after.end
                    called = text[start:end]
                    done.append(
                        replace(thing, iri=own[0], rivals=tuple(own[1:]), start=start, end=end, weight=4.0, called=called)
                    )
                    continue
            done.append(thing)
        issuers = {self.names.issuer.get(t.iri) for t in done if t.kind == "decision"}
        return [_settled(thing, issuers) for thing in done]

    # ---- by what stands beside it -----------------------------------------------------------------------------------
    def _told_apart(self, text: str, exact: str, things: list[Thing]) -> list[Thing]:
        """A short form with rivals takes the rival whose name the words beside it tell; bare words that nothing tells go."""
        # What matters a group deals with, and what other bare words say, tells which one is meant.
        free = _free(text, [t for t in things if t.kind != "group" and t.called not in MEANT])
        words = {s for a, b in free for s in stems(text[a:b])}
        kept: list[Thing] = []
        for thing in things:
            if thing.called in ("un", "united nations", "联合国") and (
                len(things) > 1 or re.match(r"\s?[a-z㐀-鿿]", text[thing.end :])
            ):
                continue
            if thing.weight > 1 or (not thing.rivals and not _is_plain(thing.called)):
                kept.append(thing)
                continue
            options = [iri for iri, weight in self._bearers(thing.called) if weight <= 1] or [thing.iri, *thing.rivals]
            told = ("" if thing.called in MANIFOLD else self._of_another(options, thing, things)) or self._telling(
                options, text, free, words
            )
            if told and parts.is_part_of_another(exact, thing.start, thing.end, self.names.every(told)):
                continue
            if told:
                kept.append(self._widened(text, replace(thing, iri=told, kind=kind_of(told), rivals=(), weight=2.0)))
            elif not _is_plain(thing.called) and not (thing.called in BARE and _is_head(text, thing)):
                kept.append(thing)
        return kept

    def _of_another(self, options: Iterable[str], thing: Thing, things: Sequence[Thing]) -> str:
        """The one bearer of a short form whose own name has the name of another thing of the question: `the secretariat of X`."""
        others = [t for t in things if t is not thing and t.kind == "body"]
        named = {
            iri
            for iri in options
            for other in others
            if iri != other.iri
            and any(
                o in n for n in self.names.proper(iri) for o in self.names.proper(other.iri) if len(o) > 3 and not _is_common(o)
            )
        }
        return named.pop() if len(named) == 1 else ""

    def _widened(self, text: str, thing: Thing) -> Thing:
        """A thing with the words around its short form that are words of its name."""
        own = {s for name in self.names.proper(thing.iri) for s in stems(name)}
        start, end = thing.start, thing.end
        while (match := _RIGHT.match(text, end)) and stem(match[1]) in own:
            end = match.end()
        while (match := _LEFT.search(text, 0, start)) and stem(match[1]) in own:
            start = match.start()
        return replace(thing, start=start, end=end, called=text[start:end])

    def _bearers(self, name: str) -> list[tuple[str, float]]:
        return list(self.index.exact.get(name, (0, "", {}))[2].items())

    def _telling(self, options: Iterable[str], text: str, free: list[tuple[int, int]], words: set[str]) -> str:
        scores: dict[str, float] = {}
        runs = "".join(text[a:b] for a, b in free)
        for iri in options:
            for _, name in self.names.labels.get(iri, {}).values():
                folded = normal(name)
                own = set(stems(folded)) & words - {stem(w) for w in words_en.PLAIN}
                pairs = {folded[i : i + 2] for i in range(len(folded) - 1)} if not folded.isascii() else set()
                score = sum(self.index.telling(word) for word in own) + sum(
                    1.5
                    for pair in pairs
                    if pair in runs and len(self.index.by_pair.get(pair, ())) < 40 and not lexicon.plain_zh(pair)
                )
                scores[iri] = max(scores.get(iri, 0.0), score)
        ranked = sorted(scores, key=lambda iri: -scores[iri])
        if not ranked or scores[ranked[0]] < 1.5 or (len(ranked) > 1 and scores[ranked[1]] > scores[ranked[0]] * 0.8):
            return ""
        return ranked[0]

    # ---- by likeness ------------------------------------------------------------------------------------------------
    def _by_parts(self, text: str, exact: str, things: list[Thing], language: str) -> list[Thing]:
        guess = parts.by_phrase(text, _free(text, [t for t in things if t.kind not in ("place", "state")]), self.index)
        if guess is not None:
            things = [t for t in things if t.end <= guess.start or guess.end <= t.start]
            things = sorted([*things, _guessed(guess)], key=lambda t: t.start)
        for _ in range(2):
            left = lexicon.residue(_mask(text, [(t.start, t.end, t.kind) for t in things]), language)
            free = _free(text, things)
            latin = {stem(w) for w in left if w.isascii() and stem(w) in self.index.by_stem}
            han = tuple(w for w in left if not w.isascii() and len(w) >= 2)
            kinds = tuple(self.index.types)
            latin -= {s for t in self._types(text) for s in stems(t.called)}
            han = tuple(w for w in han if not any(k in w or w in k for k in kinds))
            if not HEADS.search(" ".join(text[a:b] for a, b in free)):
                # Words for matters name nothing by themselves: `biodiversity` is no convention.
                latin = {s for s in latin if not notions(next(w for w in left if stem(w) == s))}
                han = tuple(w for w in han if not notions(w))
            guess = parts.english(exact, free, latin, self.index) if latin else None
            if guess is None and han:
                guess = parts.chinese(text, free, han, self.index)
            if guess is None:
                return things
            things = sorted([*things, _guessed(guess)], key=lambda t: t.start)
        return things

    @staticmethod
    def _spread(things: list[Thing]) -> list[Thing]:
        """Things in order, none over another."""
        kept: list[Thing] = []
        for thing in sorted(things, key=lambda t: (-(t.end - t.start), t.start)):
            if all(thing.end <= k.start or k.end <= thing.start for k in kept):
                kept.append(thing)
        return sorted(kept, key=lambda t: t.start)

    def _types(self, text: str) -> list[Thing]:
        found = []
        for name, iri in self.index.types.items():
            pattern = re.escape(name) + (r"(?:s|es)?\b" if name.isascii() else "")
            match = re.search(pattern, text) or (re.search(re.escape(name[:-1]) + r"ies\b", text) if name.endswith("y") else None)
            if match:
                found.append(Thing(iri, "type", name, match.start(), match.end()))
        return sorted(found, key=lambda t: -(t.end - t.start))


def _guessed(guess: parts.Guess) -> Thing:
    """The thing that a stretch of the question may mean."""
    best, *others = guess.iris
    weight = 2.0 if guess.likeness > 0.8 else 1.5
    return Thing(best, kind_of(best), guess.called, guess.start, guess.end, weight, tuple(others), True)


def _unknown_acronyms(exact: str, things: Sequence[Thing]) -> list[str]:
    """Acronyms of a question that name nothing that is known: `US`. In a question all in capitals none is told."""
    if exact.upper() == exact:
        return []
    found = [m for m in _ACRONYM.finditer(exact) if all(m.end() <= t.start or t.end <= m.start() for t in things)]
    return [m[0].lower() for m in found if not _NO_ACRONYM.fullmatch(m[0])]


def _free(text: str, things: Sequence[Thing]) -> list[tuple[int, int]]:
    """The stretches of a text that no thing covers."""
    free, at = [], 0
    for thing in sorted(things, key=lambda t: t.start):
        free.append((at, thing.start))
        at = thing.end
    return [(a, b) for a, b in (*free, (at, len(text))) if a < b]


def _mask(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    masked, at = "", 0
    for start, end, kind in sorted(spans):
        masked += text[at:start] + (f"⟨{kind}⟩" if "⟩" not in kind else f"⟨{kind}")
        at = end
    return masked + text[at:]


def _is_plain(called: str) -> bool:
    """Whether a short form is mostly no name in a question: a bare noun, or a word of the grammar itself."""
    return called in NOISE or (called.isascii() and called.isalpha() and called not in BARE and not lexicon.residue(called, "en"))


def _is_common(name: str) -> bool:
    """Whether a name is a noun that many names have: `the programme`."""
    return name.removeprefix("the ") in NOISE or name.removeprefix("the ") in BARE


def _is_head(text: str, thing: Thing) -> bool:
    """Whether a bare word such as `group` is the head of a longer name: `the group on land`, `the land group`, `土地小组`."""
    if _TOLD_BY.match(text, thing.end):
        return True
    before = text[: thing.start].rstrip()
    if thing.called.isascii():
        words = before.split()
        return bool(words) and bool(lexicon.residue(words[-1], "en")) and words[-1].isalpha()
    return bool(_HAN_END.search(before)) and lexicon.telling_zh(before[-4:])


def _office(thing: Thing) -> str:
    """What is left of a post in the masked question: the word for the office, by which forms are told."""
    match = _OFFICE.search(thing.called) if thing.kind == "post" else None
    return f"⟩{match[0]}" if match else ""


def _settled(thing: Thing, issuers: set[str | None]) -> Thing:
    """A short form with rivals of which one decided what the question names is that one."""
    own = [iri for iri in (thing.iri, *thing.rivals) if iri in issuers]
    return replace(thing, iri=own[0], kind=kind_of(own[0]), rivals=()) if thing.rivals and len(own) == 1 else thing


def _strange(masked: str) -> tuple[str, ...]:
    """Numbers of acts that nothing was found for."""
    return tuple(m["z"] or m["e"] for m in _STRANGE.finditer(masked))


def _beside(between: str) -> bool:
    return (
        re.fullmatch(
            r"\s?(?:的|在其|其|第)?\s?(?:'s)?\s?(?:decision|resolution|decisions|resolutions)?\s?(?:no\.?)?\s?(?:决定|决议)?第?\s?",
            between,
        )
        is not None
    )


def _acronyms(by: Thing, names: Names) -> set[str]:
    return names.lineage(by.iri) | {new for new, olds in names.earlier.items() if by.iri in olds}


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "-" and text[start - 2 : start - 1].isalpha() and text[start].isascii():
        return False
    left = before.isascii() and before.isalnum() and text[start].isascii() and text[start].isalnum()
    right = after.isascii() and after.isalnum() and text[end - 1].isascii() and text[end - 1].isalnum()
    return not left and not right
