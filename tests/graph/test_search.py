"""The search index: what is found, in what order, and that an incremental index equals one made anew."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.generations import DataFolder, Generation
from graph.search import NoIndex, NothingAsked, SearchIndex, build, expression, snippet, terms
from graph.store import OxigraphStore
from graph.vocabulary import BASE, MG, SKOS

G, H = ox.NamedNode("urn:g"), ox.NamedNode("urn:h")
TEXT, LABEL = ox.NamedNode(MG + "text"), ox.NamedNode(SKOS + "prefLabel")


def paragraph(name: str, text: str, language: str = "zh", graph: ox.NamedNode = G) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"{BASE}id/doc/d/{name}"), TEXT, ox.Literal(text, language=language), graph)


QUADS = [
    paragraph("p.1", "水务协调会议欢迎湖泊小组的报告。"),
    paragraph("p.2", "请水务司汞"),
    paragraph("p.3", "Welcomes the mandates of the Côte Lake Group (湖泊小组LG)", "en", H),
    paragraph("p.4", "The lake council mandated nobody", "en", H),
    ox.Quad(ox.NamedNode(BASE + "id/body/lake"), LABEL, ox.Literal("湖泊小组", language="zh"), H),
    ox.Quad(ox.NamedNode(BASE + "id/body/lake"), LABEL, ox.Literal("Lake Group", language="en-GB"), H),
    ox.Quad(ox.NamedNode(BASE + "concept/effect/lake"), LABEL, ox.Literal("lake", language="en"), H),
    ox.Quad(ox.NamedNode(MG + "Lake"), LABEL, ox.Literal("lake", language="en"), H),
    ox.Quad(ox.BlankNode(), LABEL, ox.Literal("lake nobody can name", language="en"), H),
]


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    build(tmp_path / "search.sqlite", OxigraphStore.memory(QUADS).ox)
    return SearchIndex(tmp_path / "search.sqlite")


def found(index: SearchIndex, asked: str, **more: object) -> set[str]:
    return {hit.iri.rsplit("/", 1)[-1] for hit in index.search(asked, **more)}


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("湖泊", {"p.1", "p.3", "lake"}),
        ("泊小", {"p.1", "p.3", "lake"}),
        ("汞", {"p.2"}),
        ("水", {"p.1", "p.2"}),
        ("水务协调会议", {"p.1"}),
        ("水务会议", set()),
        ("水务 小组", {"p.1"}),
        ("水务 -小组", {"p.2"}),
        ("汞 OR 协调", {"p.1", "p.2"}),
        ("湖泊小组LG", {"p.3"}),
        ('"小组 lg"', {"p.3"}),
        ('"lg 小组"', set()),
        ("COTE lake", {"p.3"}),
        ("mandate", {"p.3", "p.4"}),
        ("mand*", {"p.3", "p.4"}),
        ("mand", set()),
        ('"lake group"', {"p.3", "lake"}),
        ('"group lake"', set()),
        ('lake -"lake group" -lake nobody', set()),
        ("ＬＡＫＥ council", {"p.4"}),
        ("never", set()),
    ],
)
def test_words_phrases_and_pairs(asked: str, hits: set[str], index: SearchIndex) -> None:
    assert found(index, asked) == hits


@pytest.mark.parametrize("asked", ["", " ", "-lake", "* - OR", '""', "。，（）", '-"lake" -汞'])
def test_a_search_without_a_word(asked: str, index: SearchIndex) -> None:
    with pytest.raises(NothingAsked, match="there is no word to search for"):
        index.search(asked)


@pytest.mark.parametrize(
    "asked", ['"unclosed', "a AND b", "NEAR(a b)", "text:x", "a^b", "'; DROP TABLE entry", "(", "lake)", "\x00"]
)
def test_no_search_is_an_expression_of_the_engine(asked: str, index: SearchIndex) -> None:
    try:
        assert found(index, asked) <= {"p.1", "p.2", "p.3", "p.4", "lake", "ontology#Lake"}
    except NothingAsked:
        assert asked in ("(", "\x00")
    assert found(index, "汞") == {"p.2"}


def test_kinds_languages_and_sources(index: SearchIndex) -> None:
    assert index.count("lake") == {"body": 1, "concept": 1, "paragraph": 2, "term": 1}
    assert index.count("lake", kinds=("body", "term")) == {"body": 1, "term": 1}
    assert found(index, "lake", kinds=["paragraph"]) == {"p.3", "p.4"}
    assert found(index, "湖泊", language="zh") == {"p.1", "lake"}
    assert [hit.language for hit in index.search("lake", kinds=["body"], language="en")] == ["en-gb"]
    assert found(index, "湖泊", source="urn:g") == {"p.1"}
    assert found(index, "lake", limit=1) == {"lake"}
    pages = [hit.iri for n in range(5) for hit in index.search("lake", limit=1, offset=n)]
    assert len(set(pages)) == 5


def test_a_hit_in_full_and_the_best_first(index: SearchIndex) -> None:
    [hit] = index.search("协调")
    assert (hit.iri, hit.kind, hit.language, hit.source) == (BASE + "id/doc/d/p.1", "paragraph", "zh", "urn:g")
    assert hit.text == "水务协调会议欢迎湖泊小组的报告。"
    scores = [hit.score for hit in index.search("湖泊")]
    assert scores == sorted(scores, reverse=True)
    assert index.search("湖泊")[0].iri == BASE + "id/body/lake", "a short name fits better than a long text"
    best = index.things("lake group", 10)
    assert [iri for iri, _ in best] == [BASE + "id/body/lake", BASE + "id/doc/d/p.3"]


def test_a_text_that_several_graphs_say_is_one_hit(tmp_path: Path) -> None:
    lake = ox.NamedNode(BASE + "id/body/lake")
    said = [ox.Quad(lake, LABEL, ox.Literal("湖泊小组", language="zh"), graph) for graph in (H, G)]
    build(tmp_path / "a.sqlite", OxigraphStore.memory([*QUADS, *said]).ox)
    index = SearchIndex(tmp_path / "a.sqlite")
    [hit] = index.search("湖泊小组", kinds=["body"])
    assert hit.source == "urn:g"
    [hit] = index.search("湖泊小组", kinds=["body"], source="urn:h")
    assert hit.source == "urn:h"
    # One of the two graphs says it no longer, then neither.
    left = OxigraphStore.memory([*QUADS, said[0]])
    build(tmp_path / "b.sqlite", left.ox, changed=["urn:g"], base=tmp_path / "a.sqlite")
    [hit] = SearchIndex(tmp_path / "b.sqlite").search("湖泊小组", kinds=["body"])
    assert hit.source == "urn:h"
    build(tmp_path / "c.sqlite", OxigraphStore.memory().ox, changed=["urn:g", "urn:h"], base=tmp_path / "b.sqlite")
    assert SearchIndex(tmp_path / "c.sqlite").count("湖泊") == {}


def test_an_index_of_another_form_is_not_read_and_not_built_upon(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as old:
        old.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)")
    with pytest.raises(NoIndex, match="of another form; run `mandates build`"):
        SearchIndex(tmp_path / "old.sqlite")
    store = OxigraphStore(OxigraphStore.memory(QUADS).ox, tmp_path / "old.sqlite")
    assert store.ask("ASK { ?s ?p ?o }"), "only searches want the index"
    with pytest.raises(NoIndex):
        store.ask('ASK { ?s text:matches "汞" }')
    build(tmp_path / "new.sqlite", OxigraphStore.memory(QUADS).ox, changed=["urn:h"], base=tmp_path / "old.sqlite")
    assert found(SearchIndex(tmp_path / "new.sqlite"), "汞") == {"p.2"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """A word in more texts than are ranked: 2,400 of them, of 4 to 15 words, the longest with the word three times."""
    place = tmp_path_factory.mktemp("many") / "search.sqlite"
    texts = (f"lake {'x ' * (n % 10 + 2)}{'lake lake' if n % 10 == 9 else n}" for n in range(2400))
    build(place, OxigraphStore.memory(paragraph(f"p.{n}", text, "en") for n, text in enumerate(texts)).ox)
    return SearchIndex(place)


def test_of_very_many_hits_all_are_found_and_the_shortest_ranked(many: SearchIndex) -> None:
    pages = [many.search("lake", limit=370, offset=offset) for offset in range(0, 2600, 370)]
    hits = [hit for page in pages for hit in page]
    assert len(hits) == len({hit.iri for hit in hits}) == 2400
    scores = [hit.score for hit in hits]
    assert scores[:2000] == sorted(scores[:2000], reverse=True)
    assert all("lake lake" in hit.text for hit in hits[-200:]), "the longest come last, however often they say it"
    assert [iri for iri, _ in many.things("lake", 100)] == [hit.iri for hit in hits[:100]]
    assert len(many.things("lake", 5000)) == 2400
    fewer = many.search(f'lake "{"x " * 10}"', limit=480)
    assert len(fewer) == 480
    assert all("lake lake" in hit.text for hit in fewer[:240]), "where all are ranked, it counts how often they say it"


def test_terms_and_expressions() -> None:
    assert terms("环境署 and UNEP、汞") == "环境 境署 署 and unep 汞"
    assert expression("汞") == '("汞" *)'
    assert expression('a "b c" -d e OR f*') == '("a" AND "b c" AND ("e" OR "f" *)) NOT "d"'


def test_snippets() -> None:
    told = snippet("甲乙丙水务司丁戊己", "水务", around=2)
    assert (told.before, told.match, told.after) == ("乙丙", "水务", "司丁")
    told = snippet("The Lake Group met", "-never lake", around=4)
    assert (told.before, told.match, told.after) == ("The ", "Lake", " Gro")
    told = snippet("It mandated nobody", "mandates", around=5)
    assert (told.before, told.match, told.after) == ("", "", "It mandate")


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="run `mandates build`"):
        SearchIndex(tmp_path / "search.sqlite")


# ---- generations ---------------------------------------------------------------------------------------------------
def entries(index: SearchIndex) -> set[tuple[str, ...]]:
    return set(index._base.execute("SELECT iri, kind, language, source, text FROM said JOIN entry ON entry.id = said.entry"))


def test_every_generation_has_one(generation: Generation) -> None:
    index = SearchIndex(generation.search_path)
    assert {hit.iri for hit in index.search("环境管理小组", kinds=["body"])} >= {BASE + "id/body/emg"}
    assert index.count("环境")["paragraph"] > 50


def test_a_changed_generation_has_the_same_index_as_one_made_anew(data: DataFolder, tmp_path: Path) -> None:
    before = data.current()
    entry = before.manifest.documents[0]
    with data.lock():
        draft = data.draft()
        draft.store.ox.remove_graph(ox.NamedNode(entry.graph))
        del draft.documents[entry.graph]
        draft.store.ox.add(paragraph("p.1", "水务协调会议。", graph=ox.NamedNode(BASE + "graph/doc/new")))
        after = data.commit(draft, before.manifest.tool, {})
    changed = SearchIndex(after.search_path)
    build(tmp_path / "anew.sqlite", after.open().ox)
    anew = SearchIndex(tmp_path / "anew.sqlite")
    assert entries(changed) == entries(anew)
    assert entries(changed) != entries(SearchIndex(before.search_path))
    assert found(changed, "协调会议") >= {"p.1"}
    for asked in ("环境", "小组", "汞", "mandate*", "Group"):
        assert changed.count(asked) == anew.count(asked)
        assert not changed.count(asked, source=entry.graph)


def test_a_base_without_an_index_gets_one(data: DataFolder) -> None:
    data.current().search_path.unlink()
    with data.lock():
        after = data.commit(data.draft(), data.current().manifest.tool, {})
    assert SearchIndex(after.search_path).count("环境")["paragraph"] > 50


def test_the_index_may_be_moved_with_its_folder(generation: Generation, tmp_path: Path) -> None:
    shutil.copy(generation.search_path, tmp_path / "a folder?#.sqlite")
    assert SearchIndex(tmp_path / "a folder?#.sqlite").search("环境")
