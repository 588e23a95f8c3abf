package dev.tend.render;

import dev.tend.template.value.GoString;
import java.util.List;

/** The result of the latest evaluation of a template. */
sealed interface Outcome {

    /** @param hash the SHA-256 of the text, in lower hexadecimal digits */
    record Rendered(GoString text, String hash) implements Outcome {}

    /** The template cannot be rendered now. */
    record Blocked(List<Need> needs) implements Outcome {}
}
