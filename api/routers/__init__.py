"""One file a kind of address."""
