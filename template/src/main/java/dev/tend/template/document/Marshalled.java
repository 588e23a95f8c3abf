package dev.tend.template.document;

import dev.tend.template.text.Times;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import java.util.Optional;

/** Structs that documents show as a text. */
final class Marshalled {

    private Marshalled() {}

    /** Returns the text of a time, nothing for other structs. */
    static Optional<GoString> text(GoStruct struct) {
        return Times.isTime(struct) ? Optional.of(GoString.of(Times.rfc3339(struct))) : Optional.empty();
    }
}
