package dev.tend.template.parse;

/** Statements, and what ended the list of them. */
record Items(Node.Body body, Item end) {}
