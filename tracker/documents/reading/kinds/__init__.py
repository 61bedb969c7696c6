"""Plans of other kinds than savings: how each is known by its words and its shape, and read."""
