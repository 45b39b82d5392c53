"""A graph copied to another back end, named graph by named graph."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from graph.backends.base import Backend
from graph.store import OxigraphStore


def mirror(store: OxigraphStore, target: Backend, told: Callable[[str, int], None] = lambda graph, triples: None) -> int:
    """Make the target hold just the named graphs of a store; how many graphs it holds then, comes back.

    `told` is called after each graph with its IRI and the number of its triples. The target is not whole in between: readers
    who mind ask it before or after. Raises what the target raises.
    """
    own = sorted(g.value for g in store.ox.named_graphs() if isinstance(g, ox.NamedNode))
    for graph in own:
        triples = [q.triple for q in store.ox.quads_for_pattern(None, None, None, ox.NamedNode(graph))]
        target.replace(graph, triples)
        told(graph, len(triples))
    for graph in set(target.graphs()) - set(own):
        target.remove(graph)
    return len(own)
