package dev.tend.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table of calls that TeaVM writes: for each call, the exception handlers around it, and the method that contains it. */
final class CallSites {

    private static final String TABLE = "callsites.c";
    private static final String PLACES = "callsites.json";

    private static final Pattern HANDLER = Pattern.compile(
            "\\{ (\\.id = \\d+, \\.exceptionClass = [^,]+), \\.next = (?:NULL|exceptionHandlers_teavm_callSites ?\\+ ?(\\d+)) \\}");
    private static final Pattern CALL = Pattern.compile(
            "\\{ \\.firstHandler = (?:NULL|exceptionHandlers_teavm_callSites ?\\+ ?(\\d+)), \\.location = NULL \\}");
    private static final Pattern PLACE =
            Pattern.compile("\\{\"class\":\"([^\"]*)\",\"method\":\"([^\"]*)\",\"file\":\"([^\"]*)\"");

    private final List<List<String>> handlers = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();

    CallSites(GeneratedCode code) {
        var table = code.text(TABLE);
        var all = HANDLER.matcher(table).results().toList();
        CALL.matcher(table).results().forEach(call -> handlers.add(chain(call.group(1), all)));
        UnexpectedCodeException.unless(
                table.contains(" teavm_callSites[" + handlers.size() + "]"), "a table of all calls");
        code.text(PLACES).lines().filter(line -> line.startsWith("{")).forEach(line -> methods.add(method(line)));
        UnexpectedCodeException.unless(methods.size() == handlers.size(), "a place for each call");
    }

    private static List<String> chain(String first, List<MatchResult> handlers) {
        var chain = new ArrayList<String>();
        for (var next = first;
                next != null;
                next = handlers.get(Integer.parseInt(next)).group(2)) {
            chain.add(handlers.get(Integer.parseInt(next)).group(1));
        }
        return chain;
    }

    /** Inlined methods come first in a place; the last one is the method itself. */
    private static String method(String line) {
        var place = PLACE.matcher(line).results().toList().getLast();
        return place.group(1) + "." + place.group(2) + "(" + place.group(3) + ")";
    }

    /** Returns the handlers around a call, innermost first: the fields of each, without the link to the next. */
    List<String> handlers(int call) {
        return handlers.get(call);
    }

    /** Returns the method that contains a call, after inlining. */
    String method(int call) {
        return methods.get(call);
    }

    /** Replaces the table in the code. */
    static void replace(GeneratedCode code, String table) {
        var text = code.text(TABLE);
        var begin = text.indexOf("static TeaVM_ExceptionHandler ");
        UnexpectedCodeException.unless(begin >= 0, "a table of handlers");
        code.put(TABLE, text.substring(0, begin) + table);
        code.remove(PLACES);
    }
}
