package dev.tend.compiler;

/**
 * Copies of characters at once. TeaVM's {@code String} and {@code StringBuilder} copy and compare one character at a time, with a
 * check of its bounds for each, and {@code charAt} and {@code length} make a frame. Nearly everything that the keeper reads and
 * writes goes through them. Here a range that has been checked before is copied by {@code memcpy}, {@code equals} checks nothing
 * but the lengths, and {@code charAt} makes a frame only for an index out of bounds.
 *
 * <p>It expects the calls as {@link CallNumbers} leaves them.
 */
final class CharacterCopies implements Pass {

    private static final String STRING = "c/j/l/String.c";
    private static final String BUILDER = "c/j/l/StringBuilder.c";
    private static final String ARRAYS = "c/j/u/Arrays.c";

    /** The rest of a function up to what follows in the expression. */
    private static final String WITHIN = "(?:(?!\\n\\})[\\s\\S])*?";

    @Override
    public void apply(GeneratedCode code) {
        charAt(code);
        length(code);
        equals(code);
        copyOf(code);
        insert(code);
    }

    private static void charAt(GeneratedCode code) {
        code.replace(
                STRING,
                "int32_t meth_jl_String_charAt\\(void\\* teavm_this_, int32_t teavm_local_1\\) \\{\\n"
                        + " {4}TeaVM_Array\\* teavm_local_2;\\n {4}void\\* teavm_local_3;\\n",
                """
                $0    teavm_local_2 = TEAVM_FIELD(teavm_this_, TeaVM_String, characters);
                    if ((uint32_t) teavm_local_1 < (uint32_t) TEAVM_ARRAY_LENGTH(teavm_local_2)) {
                        return TEAVM_ARRAY_AT(teavm_local_2, char16_t, teavm_local_1);
                    }
                """,
                1);
    }

    /** The rest of the function is never reached then, and the C compiler drops it. */
    private static void length(GeneratedCode code) {
        code.replace(
                STRING,
                "int32_t meth_jl_String_length\\(void\\* teavm_this_\\) \\{\\n"
                        + " {4}TeaVM_Array\\* teavm_local_1;\\n {4}int32_t teavm_local_2;\\n",
                "$0    return TEAVM_ARRAY_LENGTH(TEAVM_FIELD(teavm_this_, TeaVM_String, characters));\n",
                1);
    }

    private static void equals(GeneratedCode code) {
        code.replace(
                STRING,
                "int32_t meth_jl_String_equals\\(void\\* teavm_this_, void\\* teavm_local_1\\) \\{\\n"
                        + "(?: {4}\\S+ teavm_local_\\d+;\\n)+",
                """
                $0    if (teavm_this_ == teavm_local_1) {
                        return INT32_C(1);
                    }
                    if (!teavm_instanceof(teavm_local_1, &jl_String_Cls, &supertypeof_jl_String)) {
                        return INT32_C(0);
                    }
                    TeaVM_Array* tend_one = TEAVM_FIELD(teavm_this_, TeaVM_String, characters);
                    TeaVM_Array* tend_other = TEAVM_FIELD(teavm_local_1, TeaVM_String, characters);
                    int32_t tend_count = TEAVM_ARRAY_LENGTH(tend_one);
                    if (tend_count != TEAVM_ARRAY_LENGTH(tend_other)) {
                        return INT32_C(0);
                    }
                    for (int32_t i = 0; i < tend_count; i++) {
                        if (TEAVM_ARRAY_AT(tend_one, char16_t, i) != TEAVM_ARRAY_AT(tend_other, char16_t, i)) {
                            return INT32_C(0);
                        }
                    }
                    return INT32_C(1);
                """,
                1);
    }

    /** {@code Arrays.copyOf}, by which builders grow. */
    private static void copyOf(GeneratedCode code) {
        code.replace(
                ARRAYS,
                " {4}while \\(1\\) \\{\\n"
                        + " {8}if \\(!\\(teavm_local_6 < teavm_local_5\\)\\) break;\\n"
                        + " {8}teavm_local_6 = \\(teavm_checkBounds\\(teavm_local_6, teavm_local_1\\)\\);\\n"
                        + " {8}teavm_local_2 = TEAVM_ARRAY_AT\\(teavm_local_1, char16_t, teavm_local_6\\);\\n"
                        + " {8}teavm_local_6 = \\(teavm_checkUpperBound\\(teavm_local_6, teavm_local_4\\)\\);\\n"
                        + " {8}TEAVM_ARRAY_AT\\(teavm_local_4, char16_t, teavm_local_6\\) = teavm_local_2;\\n"
                        + " {8}teavm_local_6 = .*\\n {4}\\}\\n",
                "    memcpy(TEAVM_ARRAY_DATA(teavm_local_4, char16_t), TEAVM_ARRAY_DATA(teavm_local_1, char16_t),"
                        + " teavm_local_5 * sizeof(char16_t));\n",
                1);
    }

    /** {@code StringBuilder.insert(int, String)}, which {@code append} calls. */
    private static void insert(GeneratedCode code) {
        code.replace(
                BUILDER,
                "(void\\* meth_jl_StringBuilder_insert\\(void\\* teavm_this_, int32_t teavm_local_1, void\\* teavm_local_2\\) \\{\\n"
                        + WITHIN + ")"
                        + " {8}teavm_local_5 = INT32_C\\(0\\);\\n {8}while \\(1\\) \\{\\n" + WITHIN + "\\n {8}\\}\\n",
                "$1        memcpy(TEAVM_ARRAY_DATA(TEAVM_FIELD(teavm_this_, cls_jl_AbstractStringBuilder, fld_buffer), char16_t)"
                        + " + teavm_local_1,\n"
                        + "            TEAVM_ARRAY_DATA(TEAVM_FIELD(teavm_local_2, TeaVM_String, characters), char16_t),"
                        + " meth_jl_String_length(teavm_local_2) * sizeof(char16_t));\n",
                1);
    }
}
