package dev.tend.render;

import dev.tend.template.data.Dependency;
import java.time.Instant;

/**
 * A reason why a template is not rendered.
 *
 * @param template its number
 * @param line the line of the template, from 1; 0 where it is unknown
 * @param need what is needed, as a phrase such as {@code key app/port}
 * @param since when it was first missing
 * @param why why it is not there, as a phrase; empty where that is unknown
 */
record Need(int template, int line, int column, String need, Instant since, String why) {

    /** Returns a phrase for a question: {@code key app/port}. */
    static String phrase(Dependency<?> dependency) {
        return switch (dependency) {
            case Dependency.Key key -> "key " + key.path() + key.scope();
            case Dependency.Keys keys -> "keys below " + keys.prefix() + keys.scope();
            case Dependency.Instances some ->
                "service " + (some.tag().isEmpty() ? "" : some.tag() + ".") + some.name() + some.scope();
            case Dependency.NodeServices node -> "node " + node.name() + node.scope();
            case Dependency.File file -> "file " + file.path();
            case Dependency.Variable variable -> "variable " + variable.name();
            default -> dependency.toString();
        };
    }
}
