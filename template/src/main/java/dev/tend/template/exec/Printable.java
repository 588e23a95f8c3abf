package dev.tend.template.exec;

import dev.tend.template.value.GoString;
import dev.tend.template.value.Kind;

/** The value that is printed for another one at the top: the target of a pointer, or a note that there is no value. */
final class Printable {
    private static final TypedValue NO_VALUE = TypedValue.of(GoString.of("<no value>"));

    private Printable() {}

    static TypedValue of(TypedValue value) {
        TypedValue printed = value.is(Kind.POINTER) ? value.followed() : value;
        return printed.isValid() ? printed : NO_VALUE;
    }
}
