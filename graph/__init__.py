"""The graph: names, store, generations, checks and exports. Both ingest and api stand on it; it imports neither."""
