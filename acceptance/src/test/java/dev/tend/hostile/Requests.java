package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/**
 * Requests to the control socket, valid ones and others. Whatever is made of them by {@link #mutate}, none of them can change an
 * instance that is not named {@code victim...}, and none tells the keeper to end.
 */
final class Requests {

    private static final List<String> NAMES = List.of(
            "\"victim-1\"",
            "\"victim-2\"",
            "\"victim-[12]\"",
            "\"victim-?\"",
            "\"victim-4@1\"",
            "\"victim-4\",\"victim-3\"",
            "\"nobody\"",
            "\"\"",
            "\"victim-[\"");

    private static final List<String> NUMBERS = List.of(
            "0",
            "0.001",
            "0.05",
            "-1",
            "1e308",
            "1e-400",
            "99999999999999999999",
            "-9223372036854775809",
            "0.0000001",
            "NaN");

    private static final List<String> SIGNALS =
            List.of("HUP", "TERM", "KILL", "CONT", "USR1", "WINCH", "0", "64", "65", "-1", "nix", "");

    private static final List<String> VERBS = List.of("start", "stop", "restart", "kill", "drain");

    private static final List<String> QUESTIONS = List.of("plan", "graph", "info", "reload");

    private Requests() {}

    /** A request that gets exactly one {@code end}, within moments. */
    static String answered(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> ask("status", anyNames(random));
            case 1, 2 -> change(random, one(random, List.of("0", "0.001", "0.05")));
            case 3 -> ask("signal", names(random) + ",\"signal\":\"" + one(random, SIGNALS) + "\"");
            case 4 -> ask("usage", anyNames(random));
            case 5 -> logs(random, false);
            case 6 -> ask(one(random, QUESTIONS), "\"more\":[{}]");
            case 7 -> ask("run-hook", "\"job\":\"nobody\",\"script\":\"post-start\"");
            default -> ask("manage", "\"action\":\"start\"");
        };
    }

    /** A request that may be refused, take long, or go on until the client hangs up. */
    static String any(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> ask("follow", "\"more\":null");
            case 1 -> logs(random, true);
            case 2, 3 -> change(random, one(random, NUMBERS));
            case 4 ->
                ask(
                        "deploy",
                        "\"names\":[],\"packages\":[\"none\"],\"dry-run\":true,\"patience\":" + one(random, NUMBERS));
            default -> answered(random);
        };
    }

    static String status() {
        return ask("status", "\"names\":[]");
    }

    static String logs(Random random, boolean follow) {
        String lines = one(random, List.of("0", "1", "100", "10000"));
        return ask("logs", anyNames(random) + ",\"lines\":" + lines + ",\"follow\":" + follow);
    }

    /** A change whose answer waits for its effect. */
    static String change(Random random, String patience) {
        String rolling = random.nextInt(4) == 0 ? ",\"rolling\":" + random.nextBoolean() : "";
        return ask(one(random, VERBS), names(random) + ",\"patience\":" + patience + rolling);
    }

    /** Patterns whose naive match takes exponential time. */
    static String patterns(Random random) {
        var names = new StringBuilder();
        int count = 1 + random.nextInt(500);
        for (int i = 0; i < count; i++) {
            names.append(i == 0 ? "" : ",")
                    .append('"')
                    .append("*a".repeat(1 + random.nextInt(60)))
                    .append("b\"");
        }
        return ask("status", "\"names\":[" + names + "]");
    }

    static String nested(Random random) {
        String open = one(random, List.of("[", "{\"a\":", "[{\"ask\":"));
        return "{\"ask\":\"status\",\"names\":" + open.repeat(1 + random.nextInt(5_000))
                + one(random, List.of("", "1", "]}"));
    }

    /** A line that is too long, or just not so. */
    static String oversized(Random random) {
        int length = one(random, List.of(65_535, 65_536, 65_537, 200_000, 1_100_000));
        String start = one(random, List.of("", "{\"ask\":\"status\",\"names\":[\"", "{\"ask\":\""));
        return start
                + one(random, List.of("x", "\\u0000", "\u00e9", "["))
                        .repeat(length)
                        .substring(0, length - start.length());
    }

    private static String names(Random random) {
        return "\"names\":[" + one(random, NAMES) + "]";
    }

    private static String anyNames(Random random) {
        return random.nextBoolean() ? "\"names\":[\"*\"]" : names(random);
    }

    private static String ask(String what, String fields) {
        return "{\"ask\":\"" + what + "\"," + fields + "}";
    }

    /** The bytes of a request with some of them changed, removed, repeated or inserted. */
    static byte[] mutate(String request, Random random) {
        var text = new StringBuilder(new String(request.getBytes(UTF_8), ISO_8859_1));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 ->
                    text.insert(
                            at,
                            one(random, List.of("\0", "\u00ff", "\u00c3", "\"", "\\", "{", "]", "\\ud800", "\n", "9")));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(50)));
                default -> text.replace(at, end, String.valueOf((char) random.nextInt(256)));
            }
        }
        return text.toString().replace('*', '+').getBytes(ISO_8859_1); // names no bystander
    }

    static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
