package dev.tend.compiler;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a method's frame, and clears all of its references, by a call of a few bytes. TeaVM writes the frame's fields one by one, clears
 * each reference on each path before its first use, and again after its last use: 200 kB of instructions.
 *
 * <p>With all references clear from the beginning, a reference that is not cleared after its last use does no harm: it is valid, and the
 * object lives until the method ends. The methods in which a keeper waits never end, so in {@link #LASTING} packages all stays as it is.
 */
final class FrameEntry implements Pass {

    /** The packages of the methods that call each other down to the place where a keeper waits. */
    private static final List<String> LASTING = List.of(
            "dev.tend.cli.",
            "dev.tend.face.",
            "dev.tend.selection.",
            "dev.tend.keeper.",
            "dev.tend.loop.",
            "org.teavm.");

    private static final Pattern NUMBERED = Pattern.compile("TEND_ALLOC_STACK\\(INT32_C\\((\\d+)\\), (\\d+)\\);");
    private static final Pattern UNNUMBERED = Pattern.compile("TEAVM_ALLOC_STACK\\(INT32_C\\((\\d+)\\)\\);");
    private static final Pattern NUMBER = Pattern.compile("TEND_(?:CALL\\(|ALLOC_STACK\\(INT32_C\\(\\d+\\), )(\\d+)");
    private static final Pattern CLEARING = Pattern.compile("(?m)^ *TEAVM_GC_ROOT_RELEASE\\(INT32_C\\(\\d+\\)\\);\\n");

    private static final int HEADER_BYTES = 24;
    private static final int LARGEST = 64;

    @Override
    public void apply(GeneratedCode code) {
        var methods = methods(code.text("methods.txt"));
        for (var path : code.sources()) {
            code.replaceFunctions(path, text -> function(text, methods));
        }
        code.append("stack.h", DEFINITIONS);
        code.append("all.c", entries());
    }

    private static Map<String, String> methods(String list) {
        return list.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static String function(String text, Map<String, String> methods) {
        var number = NUMBER.matcher(text);
        if (!number.find() || lasts(methods.get(number.group(1)))) {
            return text;
        }
        var numbered = NUMBERED.matcher(text).replaceAll(frame -> enter(frame, frame.group(2)));
        var entered = UNNUMBERED.matcher(numbered).replaceAll(frame -> enter(frame, "0"));
        return CLEARING.matcher(entered).replaceAll("");
    }

    private static boolean lasts(String method) {
        UnexpectedCodeException.unless(method != null, "a method for each number");
        return LASTING.stream().anyMatch(method::startsWith);
    }

    private static String enter(MatchResult frame, String number) {
        UnexpectedCodeException.unless(Integer.parseInt(frame.group(1)) <= LARGEST, "fewer references in a frame");
        return "TEND_ENTER(" + frame.group(1) + ", " + number + ");";
    }

    /** The entry for a number of references clears the last of them, and goes on as the entry for one less. */
    private static String entries() {
        return IntStream.iterate(LARGEST, i -> i > 0, i -> i - 1)
                .mapToObj(i -> "    \"tend_enter_" + i + ": movq $0, " + (HEADER_BYTES + 8 * (i - 1)) + "(%r11)\\n\"\n")
                .collect(Collectors.joining("", ENTRIES_BEGIN, ENTRIES_END));
    }

    /**
     * The registers are two that no argument of a function is in. The address of the frame reaches the assembler's code, so the C
     * compiler knows that others may read the frame.
     */
    private static final String DEFINITIONS = """

            #include <stddef.h>
            _Static_assert(sizeof(TeaVM_StackFrame) == %d && offsetof(TeaVM_StackFrame, next) == 0 && offsetof(TeaVM_StackFrame, size) == 16,
                "tend_enter_N");
            #define TEND_ENTER(sz, id) \\
                struct { TeaVM_StackFrame header; void* data[(sz)]; } teavm_shadowStack; \\
                register void* tend_frame __asm__("r11") = &teavm_shadowStack; \\
                __asm__ volatile("call tend_enter_" #sz \\
                    : "+r"(teavm_stackTop), "=m"(teavm_shadowStack), "+r"(tend_frame) : "a"(TEND_AT(id, sz)) : "cc")
            """.formatted(HEADER_BYTES);

    private static final String ENTRIES_BEGIN = """

            __asm__(
                ".section .text.tend_enter, \\"ax\\", @progbits\\n"
            """;
    private static final String ENTRIES_END = """
                "tend_enter_0: movl %eax, 16(%r11)\\n"
                "movq %r15, (%r11)\\n"
                "movq %r11, %r15\\n"
                "ret\\n"
                ".text\\n");
            """;
}
