import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Fewer numbers of calls. Before each call, TeaVM writes the call's number into the caller's frame, for a throw to find the handler
 * by. Most methods catch nothing: their frames are given one number when they are made. In the others, a number is written only
 * where what is caught changes. It shares a word with the count of the frame's references, so that both are one store.
 */
final class ShrunkCalls {

    private static final Pattern SITE = Pattern.compile("TEAVM_WITH_CALL_SITE_ID\\((\\d+), ");
    private static final Pattern FRAME = Pattern.compile("TEAVM_ALLOC_STACK\\((INT32_C\\((\\d+)\\))\\);");
    private static final Pattern HANDLER = Pattern.compile(
            "\\{ (\\.id = \\d+, \\.exceptionClass = [^,]+), \\.next = (?:NULL|exceptionHandlers_teavm_callSites ?\\+ ?(\\d+)) \\}");
    private static final Pattern CALL = Pattern.compile(
            "\\{ \\.firstHandler = (?:NULL|exceptionHandlers_teavm_callSites ?\\+ ?(\\d+)), \\.location = NULL \\}");
    private static final Pattern PLACE =
            Pattern.compile("\\{\"class\":\"([^\"]*)\",\"method\":\"([^\"]*)\",\"file\":\"([^\"]*)\"");

    /** Where control may come from elsewhere, so that nothing is known of the number that the frame has. */
    private static final Pattern JOINT = Pattern.compile("^ *(\\}|case |default:|teavm_label_|while |do |TEAVM_(TRY|CATCH|END_TRY))");

    /** A line before which a statement can stand. */
    private static final Pattern STATEMENT = Pattern.compile("^ *(?!\\}|case |default|while |do |else).*[;{]$");

    /** Numbers from this one on have no handlers. */
    private static final int PLAIN = 1 << 14;

    private static final int MOST_REFERENCES = (1 << 12) - 1;

    private final Path folder;

    /** The handlers around each call as TeaVM numbers them, from the innermost on; empty where nothing is caught. */
    private final List<List<String>> caught = new ArrayList<>();

    /** The method that each call stands in, after all inlining. */
    private final List<String> methods = new ArrayList<>();

    /** The handlers of each new number that has some. */
    private final List<List<String>> catching = new ArrayList<>();

    private final Map<Integer, String> names = new TreeMap<>();
    private int plain = PLAIN;

    ShrunkCalls(Path folder) throws IOException {
        this.folder = folder;
        readHandlers(Files.readString(folder.resolve("callsites.c")));
        for (var line : Files.readAllLines(folder.resolve("callsites.json"))) {
            if (line.startsWith("{")) {
                methods.add(method(line));
            }
        }
        ShrinkC.check(methods.size() == caught.size(), "a place for each call");
    }

    private void readHandlers(String text) {
        var handlers = HANDLER.matcher(text).results().toList();
        CALL.matcher(text).results().forEach(call -> caught.add(chain(call.group(1), handlers)));
        ShrinkC.check(text.contains(" teavm_callSites[" + caught.size() + "]"), "a table of all calls");
    }

    private static List<String> chain(String first, List<MatchResult> handlers) {
        var chain = new ArrayList<String>();
        for (var next = first; next != null; next = handlers.get(Integer.parseInt(next)).group(2)) {
            chain.add(handlers.get(Integer.parseInt(next)).group(1));
        }
        return chain;
    }

    /** The last place is that of the method itself; those before it were copied into it. */
    private static String method(String line) {
        var place = PLACE.matcher(line).results().toList().getLast();
        return place.group(1) + "." + place.group(2) + "(" + place.group(3) + ")";
    }

    void write() throws IOException {
        for (var file : ShrinkC.files(folder)) {
            var text = Files.readString(file);
            if (SITE.matcher(text).find()) {
                Files.write(file, shrunk(text.lines().toList()));
            }
        }
        writeTable();
        writeFrame();
        writeThrow();
        Files.write(
                folder.resolve("methods.txt"),
                names.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList());
        Files.delete(folder.resolve("callsites.json"));
    }

    private List<String> shrunk(List<String> lines) {
        var result = new ArrayList<String>();
        var function = new ArrayList<String>();
        for (var line : lines) {
            function.add(line);
            if (line.equals("}")) {
                result.addAll(function(function));
                function.clear();
            }
        }
        result.addAll(function(function));
        return result;
    }

    private List<String> function(List<String> lines) {
        var sites = sites(String.join("\n", lines));
        if (sites.isEmpty()) {
            return List.copyOf(lines);
        }
        var frames = lines.stream().filter(line -> FRAME.matcher(line).find()).toList();
        ShrinkC.check(frames.size() == 1, "one frame in what begins with " + lines.getFirst());
        var frame = FRAME.matcher(frames.getFirst());
        frame.find();
        ShrinkC.check(Integer.parseInt(frame.group(2)) <= MOST_REFERENCES, "few references in a frame");
        var kinds = sites.stream().map(caught::get).distinct().toList();
        var numbers = new HashMap<List<String>, Integer>();
        kinds.forEach(kind -> numbers.put(kind, number(kind, methods.get(sites.getFirst()))));
        return new Function(frame.group(1), numbers, kinds.size() == 1 ? kinds.getFirst() : null).shrunk(lines);
    }

    private int number(List<String> handlers, String method) {
        int number;
        if (handlers.isEmpty()) {
            number = plain++;
        } else {
            number = catching.size();
            catching.add(handlers);
        }
        names.put(number, method);
        return number;
    }

    private static List<Integer> sites(String text) {
        return SITE.matcher(text).results().map(site -> Integer.valueOf(site.group(1))).toList();
    }

    /** What is done to the lines of one function: those of {@code only} if all its calls are alike, or else as they change. */
    private final class Function {

        private final String references;
        private final Map<List<String>, Integer> numbers;
        private final List<String> only;

        /** The handlers that the frame's number stands for where the next line begins; null where that is not sure. */
        private List<String> current;

        Function(String references, Map<List<String>, Integer> numbers, List<String> only) {
            this.references = references;
            this.numbers = numbers;
            this.only = only;
            current = only;
        }

        List<String> shrunk(List<String> lines) {
            var result = new ArrayList<String>();
            for (var line : lines) {
                var frame = FRAME.matcher(line);
                if (only != null && frame.find()) {
                    result.add(frame.replaceFirst("TEND_ALLOC_STACK(" + references + ", " + numbers.get(only) + ");"));
                } else if (only != null) {
                    result.add(SITE.matcher(line).replaceAll("("));
                } else {
                    step(line, result);
                }
            }
            return result;
        }

        private void step(String line, List<String> result) {
            var joint = JOINT.matcher(line).find();
            if (joint) {
                current = null;
            }
            var kinds = sites(line).stream().map(caught::get).distinct().toList();
            if (kinds.size() == 1 && STATEMENT.matcher(line).matches()) {
                var kind = kinds.getFirst();
                if (!kind.equals(current)) {
                    result.add(" ".repeat(line.length() - line.stripLeading().length()) + number(kind) + ";");
                }
                current = kind;
                result.add(SITE.matcher(line).replaceAll("("));
            } else {
                current = kinds.isEmpty() ? current : null;
                result.add(SITE.matcher(line).replaceAll(site -> "(" + number(caught.get(Integer.parseInt(site.group(1)))) + ", "));
            }
            if (joint) {
                current = null;
            }
        }

        private String number(List<String> kind) {
            return "TEND_CALL(" + numbers.get(kind) + ", " + references + ")";
        }
    }

    private void writeTable() throws IOException {
        var chains = catching.stream().distinct().toList();
        var firsts = new HashMap<List<String>, Integer>();
        var handlers = new ArrayList<String>();
        for (var chain : chains) {
            firsts.put(chain, handlers.size());
            for (var i = 0; i < chain.size(); i++) {
                var next = i + 1 < chain.size() ? "tend_caught + " + (handlers.size() + 1) : "NULL";
                handlers.add("    { " + chain.get(i) + ", .next = " + next + " }");
            }
        }
        ShrinkC.check(catching.size() < PLAIN && handlers.size() < 1 << 16, "few handlers");
        var table = folder.resolve("callsites.c");
        var text = Files.readString(table);
        Files.writeString(table, text.substring(0, text.indexOf("static TeaVM_ExceptionHandler ")) + """
                static TeaVM_ExceptionHandler tend_caught[] = {
                %s
                };

                static const uint16_t tend_catching[] = { %s };

                void* tend_first_handler(int32_t call) {
                    return call < %d ? &tend_caught[tend_catching[call]] : NULL;
                }
                """.formatted(
                        String.join(",\n", handlers),
                        String.join(", ", catching.stream().map(each -> firsts.get(each).toString()).toList()),
                        catching.size()));
    }

    private void writeFrame() throws IOException {
        var stack = folder.resolve("stack.h");
        ShrinkC.replace(
                stack, "int32_t size;\n +int32_t callSiteId;", "union { int32_t size; int32_t callSiteId; }; /* both: TEND_AT */", 1);
        ShrinkC.replace(stack, "\\(ptr\\)\\)->size\\);", "(ptr))->size & " + MOST_REFERENCES + ");", 1);
        ShrinkC.replace(stack, "(#define TEAVM_GET_CALL_SITE_ID.*)->callSiteId\\)", "$1->size >> 12)", 1);
        ShrinkC.replace(
                stack, "(#define TEAVM_CALL_SITE\\(id\\)) .*", "$1 TEND_CALL(id, teavm_shadowStack.header.size & " + MOST_REFERENCES + ")", 1);
        Files.writeString(stack, """

                /* A frame's number and its count of references share a word. */
                #define TEND_AT(id, sz) ((int32_t) ((uint32_t) (id) << 12 | (uint32_t) (sz)))
                #define TEND_CALL(id, sz) (teavm_shadowStack.header.size = TEND_AT(id, sz))
                #define TEND_ALLOC_STACK(sz, id) \\
                    struct { TeaVM_StackFrame header; void* data[(sz)]; } teavm_shadowStack; \\
                    teavm_shadowStack.header.next = teavm_stackTop; \\
                    TEND_CALL(id, sz); \\
                    teavm_stackTop = &teavm_shadowStack.header
                """, StandardOpenOption.APPEND);
    }

    private void writeThrow() throws IOException {
        var throwing = folder.resolve("c/o/t/r/ExceptionHandling.c");
        var site = "TEAVM_FIELD\\(TEAVM_FIND_CALLSITE\\((teavm_local_[0-9]+), teavm_local_[0-9]+\\), TeaVM_CallSite, ";
        ShrinkC.replace(throwing, site + "firstHandler\\)", "tend_first_handler($1)", 1);
        ShrinkC.replace(throwing, site + "location\\)", "NULL", 3);
        ShrinkC.replace(throwing, "\\A", "extern void* tend_first_handler(int32_t call);\n", 1);
    }
}
