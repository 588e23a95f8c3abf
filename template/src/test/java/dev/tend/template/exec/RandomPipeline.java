package dev.tend.template.exec;

import java.util.Random;

/** Writes random pipelines with their operands. */
final class RandomPipeline {
    private final Random random;
    private final StringBuilder text;
    private final RandomLiteral literals;
    /** The number of variables: $v0, $v1 and so on. */
    int variables;

    RandomPipeline(Random random, StringBuilder text) {
        this.random = random;
        this.text = text;
        this.literals = new RandomLiteral(random);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    void pipeline(int depth) {
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
                text.append(any(Vocabulary.FUNCTIONS));
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
        String word = any(Vocabulary.FUNCTIONS);
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
            case 5, 6, 7 ->
                text.append(
                        chance(60) ? any(Vocabulary.WRONG) : chance(6) ? literals.next() : any(Vocabulary.LITERALS));
            case 8, 9 -> variableOperand();
            case 10 ->
                text.append(
                        chance(8)
                                ? any(Vocabulary.FUNCTIONS)
                                : any(new String[] {"nothing", "each", "pairs", "print", "println"}));
            default -> parenthesis(depth);
        }
    }

    private void fields() {
        text.append('.').append(any(Vocabulary.FIELDS));
        while (chance(4)) {
            text.append('.').append(chance(10) ? "Contains" : any(Vocabulary.FIELDS));
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
}
