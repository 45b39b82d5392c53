"""Where a graph may be kept: one small interface, the embedded engine and SPARQL 1.1 servers behind it."""
