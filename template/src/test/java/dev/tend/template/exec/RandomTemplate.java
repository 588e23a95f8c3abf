package dev.tend.template.exec;

import java.util.Random;

/** Writes random templates: most are correct, of all parts of the grammar; some fail when they are evaluated, or parsed. */
final class RandomTemplate {
    static final String[] FIELDS = {"a", "b", "c", "d", "Key", "Value", "Flags", "Tags", "secret", "é"};
    private static final String[] WORDS = {
        "and",
        "or",
        "not",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "len",
        "index",
        "slice",
        "print",
        "println",
        "printf",
        "html",
        "js",
        "urlquery",
        "call",
        "twice",
        "upper",
        "print",
        "html",
        "ident",
        "len",
        "not",
        "fail",
        "nothing",
        "ident",
        "sum",
        "list",
        "loop",
        "each",
        "pairs",
        "half",
        "byte",
        "flip",
        "join",
        "keys",
        "pair",
        "flags"
    };
    private static final String[] LITERALS = {
        "0",
        "1",
        "2",
        "3",
        "-1",
        "-3",
        "+2",
        "0x1F",
        "0b101",
        "0o17",
        "017",
        "1_0",
        "1.5",
        "-0.25",
        "1e3",
        "1E-7",
        "0x1p4",
        "0xep1",
        "1e21",
        "'a'",
        "'\\n'",
        "'\\''",
        "'é'",
        "'\\u00e9'",
        "2i",
        "1+2i",
        "1.5-2i",
        "0i",
        "true",
        "false",
        "nil",
        "\"\"",
        "\"abc\"",
        "\"a\\tb\\\"\\x41\\u20ac\"",
        "\"é\"",
        "`raw\\n`",
        "`a\"b`",
        "\"%v\"",
        "\"%d|%s\"",
        "\"%5.1f%%\"",
        "\"<a href='x'>&=\"",
        "1.0",
        "100000.0",
        "123456789.0",
        "-0.0",
        "-9223372036854775808",
        "\"\\377\\xfe\"",
        "255",
        "256"
    };
    private static final String[] WRONG = {
        "18446744073709551615",
        "18446744073709551616",
        "08",
        "0x",
        "1__0",
        "1_",
        "0_",
        "0x_",
        "'ab'",
        "''",
        "'\\z'",
        "\"\\z\"",
        "\"\\400\"",
        "1+2",
        "1i+2i",
        "0x1.8",
        "1e400",
        ".5.5",
        "5.",
        ".5",
        "0b12",
        "\"\\ud800\"",
        "1e",
        "0x1p",
        "0o8",
        "$",
        "$z",
        "undefined",
        "break",
        "..",
        ",",
        "1e+5",
        "'\\400'",
        "0b1+1i",
        "0x1p1+1i",
        "1e1+1e2i",
        "'\\x41'",
        "1.e2",
        "+.5",
        "0b",
        "9999999999999999999"
    };
    private static final String[] TEXTS = {
        "x", " ", "\n", "text \n\t", "é", "{ ", "}", "}}", "<b>", "\r\n", "a\n\nb", "-", " - ", "\u00a0", "%d", "\\"
    };

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int variables;
    private int loops;
    private int callable;

    RandomTemplate(long seed) {
        random = new Random(seed);
    }

    String next() {
        text.setLength(0);
        variables = 0;
        callable = 0;
        int definitions = 1 + random.nextInt(2);
        statements(2);
        for (int i = 0; i < definitions; i++) {
            callable = i + 1;
            variables = 0;
            action(() -> text.append("define \"t").append(callable - 1).append('"'));
            statements(1);
            action(() -> text.append("end"));
        }
        return chance(8) ? mutated(text.toString()) : text.toString();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void statements(int depth) {
        int known = variables;
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            statement(depth);
        }
        variables = known;
    }

    private void action(Runnable content) {
        text.append("{{");
        text.append(chance(8) ? "- " : chance(6) ? " " : "");
        content.run();
        text.append(chance(8) ? " -" : chance(20) ? "\n" : "").append("}}");
    }

    private void statement(int depth) {
        switch (random.nextInt(depth > 0 ? 16 : 8)) {
            case 0, 1 -> text.append(any(TEXTS));
            case 2, 3, 4 -> action(() -> pipeline(2));
            case 5 -> variable();
            case 6 -> other();
            case 7 -> call();
            case 8, 9, 10 -> branch("if", depth);
            case 11, 12 -> branch("with", depth);
            default -> range(depth);
        }
    }

    private void variable() {
        if (variables > 0 && chance(2)) {
            action(() -> {
                text.append("$v").append(random.nextInt(variables)).append(" = ");
                pipeline(2);
            });
        } else {
            action(() -> {
                text.append("$v").append(variables).append(chance(2) ? " := " : ":= ");
                pipeline(2);
            });
            variables++;
        }
    }

    private void other() {
        if (loops > 0 && chance(2)) {
            action(() -> text.append(chance(2) ? "break" : "continue"));
        } else if (chance(2)) {
            text.append(chance(2) ? "{{/* a comment */}}" : "{{- /* a\ncomment */ -}}");
        } else {
            action(() -> pipeline(1));
        }
    }

    private void call() {
        int name = callable + (chance(6) ? 2 : 0);
        boolean block = chance(4);
        action(() -> {
            text.append(block ? "block \"b" : "template \"t")
                    .append(block ? random.nextInt(1000) : name)
                    .append('"');
            if (block || chance(2)) {
                text.append(' ');
                pipeline(1);
            }
        });
        if (block) {
            int before = loops;
            int known = variables;
            loops = 0;
            variables = 0;
            statements(0);
            loops = before;
            variables = known;
            action(() -> text.append("end"));
        }
    }

    private void branch(String keyword, int depth) {
        int known = variables;
        action(() -> {
            text.append(keyword).append(' ');
            if (chance(5)) {
                text.append("$v").append(variables).append(" := ");
                pipeline(1);
                variables++;
            } else {
                pipeline(1);
            }
        });
        statements(depth - 1);
        while (chance(4)) {
            action(() -> {
                text.append("else ").append(chance(30) ? "with" : keyword).append(' ');
                pipeline(1);
            });
            statements(depth - 1);
        }
        if (chance(2)) {
            action(() -> text.append("else"));
            statements(depth - 1);
        }
        action(() -> text.append("end"));
        variables = known;
    }

    private void range(int depth) {
        int known = variables;
        action(() -> {
            text.append("range ");
            int declared = random.nextInt(4);
            if (declared == 3 && variables > 1) {
                text.append("$v0, $v1 = ");
            } else if (declared > 0 && declared < 3) {
                text.append("$v").append(variables);
                text.append(declared == 1 ? "" : ", $v" + (variables + 1)).append(" := ");
                variables += declared;
            }
            if (!chance(4)) {
                text.append(any(new String[] {
                    "3", "loop 3", "each", "pairs", "list 1 \"a\" nil", ".c", ".Tags", ".d", ".c", ".d"
                }));
            } else {
                pipeline(1);
            }
        });
        loops++;
        statements(depth - 1);
        loops--;
        if (chance(2)) {
            action(() -> text.append("else"));
            statements(depth - 1);
        }
        action(() -> text.append("end"));
        variables = known;
    }

    private void pipeline(int depth) {
        if (!chance(8)) {
            typedCall(depth);
            return;
        }
        command(depth);
        while (chance(4)) {
            text.append(chance(2) ? " | " : "|");
            if (chance(30)) {
                operand(0);
            } else {
                text.append(any(WORDS));
                arguments(random.nextInt(2), depth - 1);
            }
        }
    }

    private void command(int depth) {
        if (depth > 0 && chance(2)) {
            sensibleCommand(depth);
        } else {
            operand(depth);
            if (chance(25)) {
                arguments(1, 0);
            }
        }
    }

    private void sensibleCommand(int depth) {
        String word = any(WORDS);
        text.append(word);
        int count =
                switch (word) {
                    case "fail", "nothing", "each", "pairs" -> 0;
                    case "not",
                            "len",
                            "html",
                            "js",
                            "urlquery",
                            "twice",
                            "upper",
                            "ident",
                            "loop",
                            "half",
                            "byte",
                            "flip",
                            "keys",
                            "pair",
                            "flags" -> 1;
                    case "ne", "lt", "le", "gt", "ge", "index", "join" -> 2;
                    default -> 1 + random.nextInt(3);
                };
        if (word.equals("printf")) {
            text.append(' ')
                    .append(any(
                            new String[] {"\"%v\"", "\"%d %s\"", "\"%q\"", "\"%T %v\"", "\"%5v|%-5v|\"", "\"%x\""}));
        }
        arguments(chance(15) ? random.nextInt(4) : count, depth - 1);
    }

    private void arguments(int count, int depth) {
        for (int i = 0; i < count; i++) {
            text.append(chance(30) ? "  " : " ");
            operand(depth);
        }
    }

    /** Writes a call whose arguments are of the right types, as far as the data are as usual. */
    private void typedCall(int depth) {
        String[] kinds = {"integer", "text", "list", "map", "flag", "real", "any"};
        typed(any(kinds), depth);
    }

    private void typed(String kind, int depth) {
        int choice = random.nextInt(depth > 0 ? 10 : 4);
        switch (kind) {
            case "integer" ->
                expression(choice, depth, new String[] {".a", "2", "$.a", "-1"}, new String[] {
                    "len text", "len list", "twice integer", "sum integer integer", "index (list 1 2 3) 1", "keys map"
                });
            case "text" ->
                expression(choice, depth, new String[] {".b", "\"é<\"", "$.b", "`%v`"}, new String[] {
                    "print any any",
                    "printf \"%v %q\" any text",
                    "upper text",
                    "html any",
                    "js any",
                    "urlquery any",
                    "println any",
                    "slice text 0 1",
                    "join text .Tags",
                    "printf \"%5d|%x\" integer text"
                });
            case "list" ->
                expression(choice, depth, new String[] {".c", ".Tags", "$.c", "$.Tags"}, new String[] {
                    "list any any any",
                    "slice list 0",
                    "slice list 0 1",
                    "slice (list 1 2 3 4) 1 2 4",
                    "slice (slice (list 1 2 3) 0 1) 0 3"
                });
            case "map" ->
                expression(choice, depth, new String[] {".d", "$.d", ".d.d", "."}, new String[] {
                    "ident map", "index . \"d\""
                });
            case "flag" ->
                expression(choice, depth, new String[] {"true", "false", ".é", "$.é"}, new String[] {
                    "eq integer integer", "eq text text", "lt integer integer", "not any", "ge text text",
                            "and flag flag", "or flag any",
                    "eq any any", "le real real", "ne integer integer", "gt integer integer", "flip flag",
                            "eq list nil", "eq .Value nil"
                });
            case "real" ->
                expression(choice, depth, new String[] {"1.5", "1e3", "-0.25", "2.0"}, new String[] {"half real"});
            default ->
                expression(choice, depth, new String[] {".Value", ".", "$", "nil"}, new String[] {
                    "ident integer",
                    "index list 0",
                    "index map \"a\"",
                    "index .c 0",
                    "and any any any",
                    "or any any",
                    "nothing",
                    "(pair `k`).Tags",
                    "index text 0",
                    "index list integer",
                    "(pair .b).Flags",
                    "ident list",
                    "ident text"
                });
        }
    }

    /** Writes one of the leaves, or a call in which the names of kinds stand for arguments. */
    private void expression(int choice, int depth, String[] leaves, String[] calls) {
        if (choice < 4) {
            text.append(leaves[choice]);
            return;
        }
        String call = any(calls);
        boolean enclosed =
                text.charAt(text.length() - 1) == ' ' && !text.toString().endsWith("= ") && !endsWithKeyword();
        text.append(enclosed ? "(" : "");
        for (String word : call.split("(?<= )|(?= )")) {
            switch (word) {
                case "integer", "text", "list", "map", "flag", "real", "any" -> {
                    if (word.equals("list") && text.charAt(text.length() - 1) != ' ') {
                        text.append(word);
                    } else {
                        typed(word, depth - 1);
                    }
                }
                default -> text.append(word);
            }
        }
        text.append(enclosed ? ")" : "");
    }

    private boolean endsWithKeyword() {
        String written = text.toString();
        return written.endsWith("if ")
                || written.endsWith("with ")
                || written.endsWith("range ")
                || written.endsWith("{{ ")
                || written.endsWith("- ")
                || written.endsWith("\" ");
    }

    private void operand(int depth) {
        switch (random.nextInt(depth > 0 ? 14 : 11)) {
            case 0 -> text.append('.');
            case 1, 2, 3, 4 -> fields();
            case 5, 6, 7 -> text.append(chance(60) ? any(WRONG) : any(LITERALS));
            case 8, 9 -> variableOperand();
            case 10 ->
                text.append(
                        chance(8) ? any(WORDS) : any(new String[] {"nothing", "each", "pairs", "print", "println"}));
            default -> parenthesis(depth);
        }
    }

    private void fields() {
        text.append('.').append(any(FIELDS));
        while (chance(4)) {
            text.append('.').append(chance(10) ? "Contains" : any(FIELDS));
        }
        if (chance(20)) {
            text.append(".Contains \"web\"");
        }
    }

    private void variableOperand() {
        text.append(variables > 0 && chance(2) ? "$v" + random.nextInt(variables) : "$");
        if (chance(2)) {
            fields();
        }
    }

    private void parenthesis(int depth) {
        text.append('(');
        if (chance(30)) {
            text.append("$v").append(variables++).append(" := ");
        }
        pipeline(depth - 1);
        text.append(')');
        if (chance(3)) {
            fields();
        }
    }

    /** Changes some characters of a template. */
    String mutated(String source) {
        StringBuilder changed = new StringBuilder(source);
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes && !changed.isEmpty(); i++) {
            int at = random.nextInt(changed.length());
            String replacement = any(new String[] {
                "", "", "{{", "}}", "\"", "(", ")", " ", "|", ".", "$", "\n", "-", "\\", "`", "'", ":=", "=", ",",
                "end", "x", "☃", "\u0007", "\0"
            });
            changed.replace(at, Math.min(changed.length(), at + random.nextInt(3)), replacement);
        }
        return changed.toString();
    }
}
