"""Questions in Chinese and English, answered from the graph with the paragraph that says so. Nothing is guessed."""
