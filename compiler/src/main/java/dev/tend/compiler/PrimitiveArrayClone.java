package dev.tend.compiler;

/**
 * Makes {@code clone()} of an array of primitives copy the size of its items. TeaVM asks whether the class of the array, and not
 * that of its items, is primitive. None is, so every item counts as a pointer, and the copy of an array of bytes overwrites the
 * heap behind it. {@code String.getBytes} does this once for each new encoder; what shows is a crash in the collector, or a
 * collection that never ends, much later.
 */
final class PrimitiveArrayClone implements Pass {

    private static final String ITEM_SIZE = "isPrimitive\\((teavm_local_\\d+)\\)\\) \\? sizeof\\(void\\*\\)"
            + " : TEAVM_FIELD\\(TEAVM_FIELD\\(\\1, TeaVM_Class, itemType\\)";

    @Override
    public void apply(GeneratedCode code) {
        code.replace(
                "c/j/l/Object.c",
                ITEM_SIZE,
                "isPrimitive(TEAVM_FIELD($1, TeaVM_Class, itemType))) ? sizeof(void*)"
                        + " : TEAVM_FIELD(TEAVM_FIELD($1, TeaVM_Class, itemType)",
                1);
    }
}
