/**
 * From the source of a template to its nodes: the lexer, the parser, and the canonical text of each node, which errors of evaluation quote.
 */
package dev.tend.template.parse;
