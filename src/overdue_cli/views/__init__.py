"""Views: a result of an action or report becomes a document: its columns, sections and words."""
