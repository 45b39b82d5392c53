"""The ontology of Mandate Graph: OWL terms, alignments with foreign vocabularies, and SKOS schemes."""

from pathlib import Path

FOLDER = Path(__file__).parent
#: The Turtle files, in the order in which they are read; together they are one ontology.
FILES = tuple(FOLDER / name for name in ("mandate-graph.ttl", "alignments.ttl", "schemes.ttl"))
