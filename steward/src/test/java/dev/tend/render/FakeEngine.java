package dev.tend.render;

import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Scope;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;
import java.util.Optional;

/** A language where each line is {@code key NAME}, {@code env NAME}, {@code fail}, or a text. {@code bad} is a syntax error. */
final class FakeEngine implements Engine {

    int parsed;

    @Override
    public Program parse(String name, GoString source, String left, String right) {
        parsed++;
        if (source.utf8().contains("bad")) {
            throw new TemplateError(1, 0, "template: " + name + ":1: bad");
        }
        return data -> {
            var out = new StringBuilder();
            int line = 0;
            for (String text : source.utf8().split("\n", -1)) {
                out.append(line(text, data, new Position(name, ++line, 2))).append('\n');
            }
            return GoString.of(out.toString());
        };
    }

    private static String line(String text, Data data, Position position) {
        if (text.equals("fail")) {
            throw new TemplateError(position.line(), 2, position + ": fails");
        }
        if (text.startsWith("env ")) {
            return data.look(new Dependency.Variable(text.substring(4)), position)
                    .orElse(Optional.empty())
                    .map(GoString::utf8)
                    .orElse("");
        }
        if (!text.startsWith("key ")) {
            return text;
        }
        var key = new Dependency.Key(text.substring(4), Scope.DEFAULT);
        var answer = data.look(key, position).answer();
        if (answer.isPresent() && answer.get().isEmpty()) {
            data.misses(key, position);
        }
        return answer.flatMap(pair -> pair).map(pair -> pair.value().utf8()).orElse("");
    }
}
