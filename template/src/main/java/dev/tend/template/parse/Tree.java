package dev.tend.template.parse;

import dev.tend.template.value.GoString;

/**
 * A template of a set: the source that was parsed, or a {@code define} or {@code block} of it.
 *
 * @param name by which other templates call it
 * @param source where its nodes are
 */
public record Tree(GoString name, Source source, Node.Body body) {}
