package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackRegisterTest {

    private static final String HEADER = "extern TeaVM_StackFrame* teavm_stackTop;\n";
    private static final String DEFINITION = "TeaVM_StackFrame* teavm_stackTop = NULL;\n";
    private static final String MAIN = "int main(int argc, char** argv) {\n    teavm_beforeInit();\n}\n";

    @Test
    void declaresTheRegisterBeforeEverythingAndClearsItFirst() {
        var code = code(HEADER, DEFINITION);

        new StackRegister().apply(code);

        assertThat(code.text("stack.h")).isEmpty();
        assertThat(code.text("stack.c")).isEmpty();
        assertThat(code.text("all.c"))
                .startsWith("struct TeaVM_StackFrame;\nregister ")
                .endsWith("#include \"main.c\"\n");
        assertThat(code.text("main.c"))
                .isEqualTo(
                        "int main(int argc, char** argv) {\n    teavm_stackTop = NULL;\n    teavm_beforeInit();\n}\n");
    }

    @Test
    void refusesAVariableOfAnotherForm() {
        assertThatThrownBy(() ->
                        new StackRegister().apply(code("extern _Thread_local " + HEADER, DEFINITION + DEFINITION)))
                .isInstanceOf(UnexpectedCodeException.class);
    }

    private static GeneratedCode code(String header, String definition) {
        return new GeneratedCode(
                Map.of("stack.h", header, "stack.c", definition, "main.c", MAIN, "all.c", "#include \"main.c\"\n"));
    }
}
