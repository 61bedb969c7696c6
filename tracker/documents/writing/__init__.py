"""Documents that the program writes, from plain values to bytes."""
