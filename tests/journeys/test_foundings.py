"""“Which decision created it” of bodies whose founding the documents do not tell: what they do tell, and nothing more."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from graph.store import value

#: Name in each language, what the answer tells besides, and the paragraph that it rests on.
BODIES = [
    ("环境大会", "UNEA", "67/251", "main/4"),
    ("全球部长级环境论坛", "GMEF", "", ""),
    ("理事会/全球部长级环境论坛", "GC/GMEF", "", ""),
    ("环境署常驻代表委员会", "CPR", "", "main/13"),
    ("环境管理小组", "EMG", "", ""),
]
OFFICES = [
    ("非洲办事处", "the Regional Office for Africa", "内罗毕", "Nairobi"),
    ("亚洲及太平洋办事处", "the Regional Office for Asia and the Pacific", "曼谷", "Bangkok"),
    ("欧洲办事处", "the Regional Office for Europe", "日内瓦", "Geneva"),
    ("拉丁美洲和加勒比办事处", "the Regional Office for Latin America and the Caribbean", "巴拿马城", "Panama City"),
    ("北美办事处", "the Regional Office for North America", "华盛顿", "Washington"),
    ("西亚办事处", "the Regional Office for West Asia", "麦纳麦", "Manama"),
]
NOT_SAID = {"zh": "没有说", "en": "do not say"}


@pytest.fixture(params=["digests", "texts"])
def asked(request: pytest.FixtureRequest) -> Answerer:
    answerer: Answerer = request.getfixturevalue({"digests": "uncurated", "texts": "of_texts"}[request.param])
    return answerer


def question(name: str, language: str) -> str:
    return f"哪项决定设立了{name}？" if language == "zh" else f"Which decision created {name}?"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("zh", "en", "tells", "cites"), BODIES, ids=[b[1] for b in BODIES])
def test_what_the_documents_say_along_the_lineage(
    zh: str, en: str, tells: str, cites: str, language: str, asked: Answerer
) -> None:
    told = asked.answer(question(zh if language == "zh" else en, language)).to_json()
    assert NOT_SAID[language] in told["answer"]
    assert tells in told["answer"]
    assert not cites or cites in {c["paragraph"] for c in told["citations"]}
    assert "2997" not in told["answer"], "no founding is lent from another body or the register"


@pytest.mark.parametrize("asked", ["哪项决定设立了全球部长级环境论坛？", "Which decision created GMEF?"])
def test_of_the_forum_the_chinese_texts_tell_its_end_and_the_english_digest_the_proposal(
    asked: str, of_texts: Answerer, uncurated: Answerer
) -> None:
    assert [c.paragraph for c in of_texts.answer(asked).citations] == ["main/9"]
    assert ("a-res-53-242.en.txt", "main/6") in [(c.file, c.paragraph) for c in uncurated.answer(asked).citations]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("zh", "en", "seat", "city"), OFFICES, ids=[o[1] for o in OFFICES])
def test_of_an_office_they_say_where_it_is(zh: str, en: str, seat: str, city: str, language: str, asked: Answerer) -> None:
    told = asked.answer(question(zh if language == "zh" else en, language)).to_json()
    assert NOT_SAID[language] in told["answer"]
    assert (seat if language == "zh" else city) in told["answer"]
    assert "main/85" in {c["paragraph"] for c in told["citations"]}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("哪项决议设立了环境管理小组？", "第53/242号决议第5段只是支持关于环境管理小组的提议"),
        (
            "Which resolution created the Environment Management Group?",
            "General Assembly resolution 53/242, paragraph 5 only supported the proposal",
        ),
    ],
)
def test_a_proposal_that_was_supported_is_no_founding_in_whatever_language_it_stands(
    asked: str, said: str, of_digests: Answerer
) -> None:
    """The Chinese digests tell of the group, an English one of the proposal: it is one body, and was not founded there."""
    told = of_digests.answer(asked).to_json()
    assert said in told["answer"]
    assert [(c["file"], c["paragraph"]) for c in told["citations"]] == [("a-res-53-242.en.txt", "main/5")]
    told_of = """SELECT DISTINCT ?language {
      ?claim mg:subject|mg:object body:emg ; mg:evidence/mg:inVersion/dcterms:language ?language }"""
    assert {value(row["language"]) for row in of_digests.store.select(told_of)} == {"zh", "en"}


@pytest.mark.parametrize(("asked_of", "said"), [("环境署理事会", "登记册记载（非在此读到）"), ("GC", "Register, not read here")])
def test_a_founding_that_only_the_register_knows_is_told_as_such(
    asked_of: str, said: str, of_digests: Answerer, uncurated: Answerer
) -> None:
    asked = question(asked_of, "zh" if asked_of != "GC" else "en")
    told = of_digests.answer(asked)
    assert said in told.text
    assert "2997" in told.text
    assert "1972" in told.text
    without = uncurated.answer(asked)
    assert said not in without.text
    assert "2997" not in without.text
