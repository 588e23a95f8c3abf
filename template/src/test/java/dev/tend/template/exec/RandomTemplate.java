package dev.tend.template.exec;

import java.util.Random;

/** Writes random templates: most are correct, of all parts of the grammar; some fail when they are evaluated, or parsed. */
final class RandomTemplate {

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final RandomPipeline pipelines;
    private int loops;
    private int callable;

    RandomTemplate(long seed) {
        random = new Random(seed);
        pipelines = new RandomPipeline(random, text);
    }

    String next() {
        text.setLength(0);
        pipelines.variables = 0;
        callable = 0;
        int definitions = 1 + random.nextInt(2);
        statements(2);
        for (int i = 0; i < definitions; i++) {
            callable = i + 1;
            pipelines.variables = 0;
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
        int known = pipelines.variables;
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            statement(depth);
        }
        pipelines.variables = known;
    }

    private void action(Runnable content) {
        text.append("{{");
        text.append(chance(8) ? "- " : chance(6) ? " " : "");
        content.run();
        text.append(chance(8) ? " -" : chance(20) ? "\n" : "").append("}}");
    }

    private void statement(int depth) {
        switch (random.nextInt(depth > 0 ? 16 : 8)) {
            case 0, 1 -> text.append(any(Vocabulary.TEXTS));
            case 2, 3, 4 -> action(() -> pipelines.pipeline(2));
            case 5 -> variable();
            case 6 -> other();
            case 7 -> call();
            case 8, 9, 10 -> branch("if", depth);
            case 11, 12 -> branch("with", depth);
            default -> range(depth);
        }
    }

    private void variable() {
        if (pipelines.variables > 0 && chance(2)) {
            action(() -> {
                text.append("$v").append(random.nextInt(pipelines.variables)).append(" = ");
                pipelines.pipeline(2);
            });
        } else {
            action(() -> {
                text.append("$v").append(pipelines.variables).append(chance(2) ? " := " : ":= ");
                pipelines.pipeline(2);
            });
            pipelines.variables++;
        }
    }

    private void other() {
        if (loops > 0 && chance(2)) {
            action(() -> text.append(chance(2) ? "break" : "continue"));
        } else if (chance(2)) {
            text.append(chance(2) ? "{{/* a comment */}}" : "{{- /* a\ncomment */ -}}");
        } else {
            action(() -> pipelines.pipeline(1));
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
                pipelines.pipeline(1);
            }
        });
        if (block) {
            int before = loops;
            int known = pipelines.variables;
            loops = 0;
            pipelines.variables = 0;
            statements(0);
            loops = before;
            pipelines.variables = known;
            action(() -> text.append("end"));
        }
    }

    private void branch(String keyword, int depth) {
        int known = pipelines.variables;
        action(() -> {
            text.append(keyword).append(' ');
            if (chance(5)) {
                text.append("$v").append(pipelines.variables).append(" := ");
                pipelines.pipeline(1);
                pipelines.variables++;
            } else {
                pipelines.pipeline(1);
            }
        });
        statements(depth - 1);
        while (chance(4)) {
            action(() -> {
                text.append("else ").append(chance(30) ? "with" : keyword).append(' ');
                pipelines.pipeline(1);
            });
            statements(depth - 1);
        }
        if (chance(2)) {
            action(() -> text.append("else"));
            statements(depth - 1);
        }
        action(() -> text.append("end"));
        pipelines.variables = known;
    }

    private void range(int depth) {
        int known = pipelines.variables;
        action(() -> {
            text.append("range ");
            int declared = random.nextInt(4);
            if (declared == 3 && pipelines.variables > 1) {
                text.append("$v0, $v1 = ");
            } else if (declared > 0 && declared < 3) {
                text.append("$v").append(pipelines.variables);
                text.append(declared == 1 ? "" : ", $v" + (pipelines.variables + 1))
                        .append(" := ");
                pipelines.variables += declared;
            }
            if (!chance(4)) {
                text.append(any(new String[] {
                    "3", "loop 3", "each", "pairs", "list 1 \"a\" nil", ".c", ".Tags", ".d", ".c", ".d"
                }));
            } else {
                pipelines.pipeline(1);
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
        pipelines.variables = known;
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
