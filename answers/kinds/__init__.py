"""What answers each kind of question. One family a file; `table` lists them."""
