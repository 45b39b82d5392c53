"""The formats that documents come in: each file here turns the bytes of one into an `Extract`."""
