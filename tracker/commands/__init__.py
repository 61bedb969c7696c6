"""The commands of the command line, one module each: parse, call one service, print."""
