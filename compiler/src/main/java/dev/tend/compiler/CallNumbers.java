package dev.tend.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fewer call numbers. Before each call, TeaVM stores the number of the call in the caller's frame, by which a throw finds the
 * handler; a table has an entry for each call. Here all calls of a method that have the same handlers share one number. Where a
 * method has only one, which is the rule, the frame receives it when it is made and the calls store nothing. The number shares a
 * word with the frame's count of references, so that both are one store.
 *
 * <p>Stack traces lose their line numbers by this; {@code methods.txt} names the method of each number, for {@code scripts/trace.sh}.
 */
final class CallNumbers {

    private static final Pattern SITE = Pattern.compile("TEAVM_WITH_CALL_SITE_ID\\((\\d+), ");
    private static final Pattern FRAME = Pattern.compile("TEAVM_ALLOC_STACK\\((INT32_C\\((\\d+)\\))\\);");

    /** Numbers from this one on have no handlers. */
    private static final int FIRST_WITHOUT_HANDLERS = 1 << 14;

    private static final int NUMBERS = 1 << 19;
    private static final int REFERENCE_BITS = 12;
    private static final int REFERENCES = (1 << REFERENCE_BITS) - 1;

    private final GeneratedCode code;
    private final CallSites sites;

    /** The handlers of each number that has some. */
    private final List<List<String>> caught = new ArrayList<>();

    private final Map<Integer, String> methods = new TreeMap<>();
    private int withoutHandlers = FIRST_WITHOUT_HANDLERS;

    private CallNumbers(GeneratedCode code) {
        this.code = code;
        this.sites = new CallSites(code);
    }

    static void share(GeneratedCode code) {
        new CallNumbers(code).rewrite();
    }

    private void rewrite() {
        for (var path : code.sources()) {
            if (SITE.matcher(code.text(path)).find()) {
                code.replaceFunctions(path, this::function);
                UnexpectedCodeException.unless(
                        !SITE.matcher(code.text(path)).find(), path + ": all calls to be in functions");
            }
        }
        UnexpectedCodeException.unless(
                caught.size() < FIRST_WITHOUT_HANDLERS && withoutHandlers < NUMBERS, "fewer methods and handlers");
        CallSites.replace(code, table());
        rewriteFrame();
        rewriteThrow();
        code.put(
                "methods.txt",
                methods.entrySet().stream()
                        .map(method -> method.getKey() + " " + method.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private String function(String text) {
        var calls = SITE.matcher(text).results().map(CallNumbers::call).toList();
        if (calls.isEmpty()) {
            return text;
        }
        var frames = FRAME.matcher(text).results().toList();
        UnexpectedCodeException.unless(
                frames.size() == 1, "one frame in " + text.lines().findFirst().orElseThrow());
        var references = frames.getFirst().group(1);
        UnexpectedCodeException.unless(
                Integer.parseInt(frames.getFirst().group(2)) <= REFERENCES, "fewer references in a frame");

        var numbers = new HashMap<List<String>, Integer>();
        calls.forEach(call ->
                numbers.computeIfAbsent(sites.handlers(call), handlers -> number(handlers, sites.method(call))));
        if (numbers.size() == 1) {
            var number = numbers.values().iterator().next();
            var framed = FRAME.matcher(text).replaceFirst("TEND_ALLOC_STACK(" + references + ", " + number + ");");
            return SITE.matcher(framed).replaceAll("(");
        }
        return SITE.matcher(text)
                .replaceAll(
                        site -> "(TEND_CALL(" + numbers.get(sites.handlers(call(site))) + ", " + references + "), ");
    }

    private static int call(MatchResult site) {
        return Integer.parseInt(site.group(1));
    }

    private int number(List<String> handlers, String method) {
        int number = handlers.isEmpty() ? withoutHandlers++ : caught.size();
        if (!handlers.isEmpty()) {
            caught.add(handlers);
        }
        methods.put(number, method);
        return number;
    }

    private String table() {
        var firsts = new HashMap<List<String>, Integer>();
        var rows = new ArrayList<String>();
        for (var chain : caught) {
            if (firsts.putIfAbsent(chain, rows.size()) == null) {
                for (int i = 0; i < chain.size(); i++) {
                    var next = i + 1 < chain.size() ? "tend_caught + " + (rows.size() + 1) : "NULL";
                    rows.add("    { " + chain.get(i) + ", .next = " + next + " }");
                }
            }
        }
        UnexpectedCodeException.unless(rows.size() < 1 << 16, "fewer handlers");
        return """
                static TeaVM_ExceptionHandler tend_caught[] = {
                %s
                };

                static const uint16_t tend_catching[] = { %s };

                void* tend_first_handler(int32_t call) {
                    return call < %d ? &tend_caught[tend_catching[call]] : NULL;
                }
                """.formatted(
                String.join(",\n", rows),
                caught.stream().map(chain -> firsts.get(chain).toString()).collect(Collectors.joining(", ")),
                caught.size());
    }

    private void rewriteFrame() {
        var stack = "stack.h";
        code.replace(
                stack,
                "int32_t size;\n +int32_t callSiteId;",
                "union { int32_t size; int32_t callSiteId; }; /* both: TEND_AT */",
                1);
        code.replace(stack, "\\(ptr\\)\\)->size\\);", "(ptr))->size & " + REFERENCES + ");", 1);
        code.replace(
                stack, "(#define TEAVM_GET_CALL_SITE_ID.*)->callSiteId\\)", "$1->size >> " + REFERENCE_BITS + ")", 1);
        code.replace(
                stack,
                "(#define TEAVM_CALL_SITE\\(id\\)) .*",
                "$1 TEND_CALL(id, teavm_shadowStack.header.size & " + REFERENCES + ")",
                1);
        code.append(stack, """

                /* A frame's number and its count of references share a word. */
                #define TEND_AT(id, sz) ((int32_t) ((uint32_t) (id) << %d | (uint32_t) (sz)))
                #define TEND_CALL(id, sz) (teavm_shadowStack.header.size = TEND_AT(id, sz))
                #define TEND_ALLOC_STACK(sz, id) \\
                    struct { TeaVM_StackFrame header; void* data[(sz)]; } teavm_shadowStack; \\
                    teavm_shadowStack.header.next = teavm_stackTop; \\
                    TEND_CALL(id, sz); \\
                    teavm_stackTop = &teavm_shadowStack.header
                """.formatted(REFERENCE_BITS));
    }

    private void rewriteThrow() {
        var throwing = "c/o/t/r/ExceptionHandling.c";
        var site = "TEAVM_FIELD\\(TEAVM_FIND_CALLSITE\\((teavm_local_[0-9]+), teavm_local_[0-9]+\\), TeaVM_CallSite, ";
        code.replace(throwing, site + "firstHandler\\)", "tend_first_handler($1)", 1);
        code.replace(throwing, site + "location\\)", "NULL", 3);
        code.prepend(throwing, "extern void* tend_first_handler(int32_t call);\n");
    }
}
