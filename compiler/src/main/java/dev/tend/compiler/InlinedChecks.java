package dev.tend.compiler;

/**
 * Puts the checks of bounds and null where they are needed. TeaVM declares them inline, but with {@code -Os} the C compiler makes
 * each a function that is called for every element of every array. The calls take as much room as the checks.
 */
final class InlinedChecks implements Pass {

    @Override
    public void apply(GeneratedCode code) {
        code.replace(
                "exceptions.h",
                "inline static (void\\*|int32_t) (teavm_(?:nullCheck|check(?:Bounds|LowerBound|UpperBound))\\()",
                "inline static __attribute__((always_inline)) $1 $2",
                4);
    }
}
