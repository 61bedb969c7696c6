"""Tables of measures, and of the dates on which they are reported: what each column says, and each row."""
