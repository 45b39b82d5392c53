"""What pages show, read from the graph as typed values; templates only lay it out."""
