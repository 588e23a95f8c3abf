package dev.tend.compiler;

/**
 * Keeps the top of the stack of frames, in which the collector finds its references, in a register of the processor. TeaVM keeps it in
 * a variable, which each method reads twice and writes twice: that takes 100 kB of instructions.
 *
 * <p>The register is one that a called function must preserve, so functions of C in between change nothing, and {@code longjmp} restores
 * it with its frame. The declaration has to stand before all functions, so only {@code all.c} compiles, as one unit.
 */
final class StackRegister implements Pass {

    private static final String DECLARATION = """
            struct TeaVM_StackFrame;
            register struct TeaVM_StackFrame* teavm_stackTop __asm__("r15");
            """;

    @Override
    public void apply(GeneratedCode code) {
        code.replace("stack.h", "extern TeaVM_StackFrame\\* teavm_stackTop;\n", "", 1);
        code.replace("stack.c", "TeaVM_StackFrame\\* teavm_stackTop = NULL;\n", "", 1);
        code.replace(
                "main.c", "(?m)^int main\\(int argc, char\\*\\* argv\\) \\{\n", "$0    teavm_stackTop = NULL;\n", 1);
        code.prepend("all.c", DECLARATION);
    }
}
