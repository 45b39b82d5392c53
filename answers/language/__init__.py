"""What questions are written in: one form for both scripts, dates, ordinal numbers."""
