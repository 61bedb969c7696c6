"""The rules: frozen dataclasses and plain functions, standard library and holidays only."""
