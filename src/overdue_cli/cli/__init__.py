"""One file per command group: parse, call one action or report, render."""
