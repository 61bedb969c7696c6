"""Documents in and, later, documents out."""
