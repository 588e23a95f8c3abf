package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactClassesTest {

    private static final String CORE = """
            #include <stdlib.h>

            #if TEAVM_MEMORY_TRACE
            #endif
            typedef struct TeaVM_Class {
                int32_t size;
                TeaVM_Object** name;
            } TeaVM_Class;
            #define TEAVM_METHOD(obj, type, method) TEAVM_VTABLE(obj, type)->method
            #define TEAVM_PACK_CLASS(cls) ((int32_t) ((uintptr_t) ((char*) (cls) - teavm_beforeClasses) >> 3))
            #define TEAVM_UNPACK_CLASS(cls) ((TeaVM_Class*) (teavm_beforeClasses + ((cls) << 3)))
            """;

    private static final String CLASS = """
            alignas(8) A_VT A_Cls = {
                .parent = {
                    .parent = {
                        .size = 16,
                        .name = TEAVM_GET_STRING_ADDRESS(7),
                        .arrayType = NULL,
                        .init = NULL,
                    },
                    .virt_equals = &meth_Object_equals,
                },
                .virt_run = &meth_A_run,
            };
            """;

    private static final String START = """
            void teavm_initClasses() {
                cls->next = teavm_firstClass;
            }
                cls->classObject = result;
            """;

    private static final String ARRAYS = """
                classPtr->flags = 1;
                int32_t limit = sizeof(TEAVM_OBJECT_CLASS);
                classPtr->next = teavm_firstClass;
                teavm_firstClass = classPtr;
            """;

    private static final String MAIN = """
            TeaVM_Class* teavm_classReferences[1] = {
                teavm_getClassObject((TeaVM_Class*) &A_Cls);
            """;

    private static GeneratedCode code(String source) {
        return new GeneratedCode(new HashMap<>(Map.of(
                "c/A.c", source,
                "core.h", CORE,
                "core.c", START,
                "main.c", MAIN,
                "all.c", "",
                "arrayclass_gen.h", "#define TEAVM_OBJECT_CLASS jl_Object_VT\n",
                "arrayclass.c", ARRAYS)));
    }

    @Test
    void numbersMethodsAndMovesRareFields() {
        var code = code(CLASS);

        CompactClasses.write(code);

        assertThat(code.text("c/A.c")).isEqualTo("""
                __attribute__((section(".data.1.A_Cls"))) static TeaVM_ClassRest A_Cls_rest = { .name = TEAVM_GET_STRING_ADDRESS(7) };
                alignas(8) tend_class A_Cls = {
                    .parent = {
                    .size = 16,
                    .rest = &A_Cls_rest
                    },
                    .slots = {
                        [TEND_SLOT(A_VT, parent.virt_equals)] = 1,
                        [TEND_SLOT(A_VT, virt_run)] = 2
                    }
                };
                """);
        assertThat(code.text("methods.c")).isEqualTo("""
                void* const tend_methods[] = {
                    NULL,
                    &meth_Object_equals,
                    &meth_A_run
                };
                """);
    }

    @Test
    void readsRareFieldsWhereTheyAre() {
        var code = code(CLASS + """
                    a = TEAVM_FIELD(teavm_local_1, TeaVM_Class, name);
                    a = TEAVM_FIELD(teavm_local_1, TeaVM_Class, size);
                    a = cls->itemType;
                """);

        CompactClasses.write(code);

        assertThat(code.text("c/A.c")).endsWith("""
                    a = TEAVM_FIELD(teavm_local_1, TeaVM_Class, rest)->name;
                    a = TEAVM_FIELD(teavm_local_1, TeaVM_Class, size);
                    a = cls->rest->itemType;
                """);
    }

    @Test
    void aClassJoinsTheListWithItsObject() {
        var code = code(CLASS);

        CompactClasses.write(code);

        assertThat(code.text("core.c")).isEqualTo("""
                void teavm_initClasses() {}
                    cls->rest->classObject = result;
                    cls->rest->next = teavm_firstClass;
                    teavm_firstClass = cls;
                """);
        assertThat(code.text("arrayclass.c")).doesNotContain("teavm_firstClass");
        assertThat(code.text("main.c")).doesNotContain("teavm_getClassObject");
    }

    @Test
    void groupsWhatAStaticInitializerWrites() {
        var code = code(CLASS + "void initclass_A() {\n}\n");

        CompactClasses.write(code);

        assertThat(code.text("c/A.c"))
                .contains("__attribute__((section(\".data.0.A_Cls\"))) alignas(8) tend_class A_Cls");
    }

    @Test
    void refusesCodeThatGoesThroughAllClasses() {
        var code = code(CLASS + "    teavm_rewindCurrentClass();\n");

        assertThatThrownBy(() -> CompactClasses.write(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("all classes");
    }

    @Test
    void namesAClassByItsDistanceFromTheExecutable() {
        var code = code(CLASS);

        CompactClasses.write(code);

        assertThat(code.text("core.h")).contains("- __executable_start) >> 3))").doesNotContain("teavm_beforeClasses)");
    }

    @Test
    void refusesAMethodThatIsNoFunction() {
        var code = code(CLASS.replace("&meth_A_run", "&other"));

        assertThatThrownBy(() -> CompactClasses.write(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("&other");
    }

    @Test
    void refusesAFieldThatItCannotRead() {
        var code = code(CLASS.replace(".size = 16,", ".size = { 16 },"));

        assertThatThrownBy(() -> CompactClasses.write(code))
                .isInstanceOf(UnexpectedCodeException.class)
                .hasMessageContaining("a value for each field: A_Cls");
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        var code = code(CLASS);
        code.put("main.c", "TeaVM_Class* teavm_classReferences[2] = {");

        assertThatThrownBy(() -> CompactClasses.write(code)).isInstanceOf(UnexpectedCodeException.class);
    }
}
