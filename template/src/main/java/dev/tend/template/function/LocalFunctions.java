package dev.tend.template.function;

import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Texts;
import dev.tend.template.text.TimeLayout;
import dev.tend.template.value.Call;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Functions on the environment, files and the time of the machine, and those that evaluate a template or act beside it. */
final class LocalFunctions {

    private final Data data;
    private final Supplier<Instant> clock;
    private final Optional<Surroundings.Actions> actions;

    LocalFunctions(Surroundings surroundings) {
        this.data = surroundings.data();
        this.clock = surroundings.clock();
        this.actions = surroundings.actions();
    }

    List<GoFunction> all() {
        var group = new Group()
                .add("env", STRING, List.of(STRING), (call, arguments) -> variable(call, arguments.text(0)))
                .add("mustEnv", STRING, List.of(STRING), (call, arguments) -> mustEnv(call, arguments.text(0)))
                .add("envOrDefault", STRING, List.of(STRING, STRING), this::envOrDefault)
                .add("file", STRING, List.of(STRING), (call, arguments) -> file(call, arguments.text(0)))
                .variadic("timestamp", STRING, List.of(STRING), this::timestamp)
                .variadic("executeTemplate", STRING, List.of(STRING, GoType.ANY), this::executeTemplate);
        actions.ifPresent(
                able -> group.variadic("plugin", STRING, List.of(STRING, STRING), arguments -> plugin(able, arguments))
                        .variadic(
                                "writeToFile",
                                STRING,
                                List.of(STRING, STRING, STRING, STRING, STRING),
                                arguments -> writeToFile(able, arguments)));
        return group.functions();
    }

    private Optional<Optional<GoString>> look(Call call, GoString name) {
        return data.look(new Dependency.Variable(name.utf8()), call.position()).answer();
    }

    private GoString variable(Call call, GoString name) {
        return look(call, name).flatMap(value -> value).orElse(GoString.EMPTY);
    }

    private Object mustEnv(Call call, GoString name) {
        Optional<Optional<GoString>> answer = look(call, name);
        GoString value = answer.flatMap(set -> set).orElse(GoString.EMPTY);
        if (value.isEmpty() && answer.isPresent()) {
            throw new FunctionException("required environment variable " + name.utf8() + " is empty");
        }
        return value;
    }

    private Object envOrDefault(Call call, Arguments arguments) {
        GoString value = variable(call, arguments.text(0));
        return value.isEmpty() ? arguments.text(1) : value;
    }

    private Object file(Call call, GoString path) {
        if (path.isEmpty()) {
            return GoString.EMPTY;
        }
        var file = new Dependency.File(path.utf8());
        Optional<Optional<GoString>> answer = data.look(file, call.position()).answer();
        if (answer.isPresent() && answer.get().isEmpty()) {
            data.misses(file, call.position());
        }
        return answer.flatMap(content -> content).map(Texts::trimSpace).orElse(GoString.EMPTY);
    }

    private Object timestamp(Arguments arguments) {
        if (arguments.count() > 1) {
            throw new FunctionException(
                    "timestamp: wrong number of arguments, expected 0 or 1, but got " + arguments.count());
        }
        Instant now = clock.get();
        String layout =
                arguments.count() == 0 ? TimeLayout.RFC3339 : arguments.text(0).utf8();
        return layout.equals("unix")
                ? GoString.of(Long.toString(now.getEpochSecond()))
                : GoString.of(TimeLayout.format(now.atZone(ZoneOffset.UTC), layout));
    }

    private Object executeTemplate(Call call, Arguments arguments) {
        if (arguments.count() > 2) {
            throw new FunctionException(
                    "executeTemplate: wrong number of arguments, expected 1 or 2, but got " + arguments.count());
        }
        return call.evaluate(arguments.text(0).utf8(), arguments.count() == 2 ? arguments.any(1) : null);
    }

    private static Object plugin(Surroundings.Actions actions, Arguments arguments) {
        if (arguments.text(0).isEmpty()) {
            return GoString.EMPTY;
        }
        List<GoString> trimmed = arguments.texts(1).stream()
                .map(Texts::trimSpace)
                .filter(argument -> !argument.isEmpty())
                .toList();
        return Texts.trimSpace(actions.plugin(arguments.text(0), trimmed));
    }

    private static Object writeToFile(Surroundings.Actions actions, Arguments arguments) {
        if (arguments.count() < 5 || arguments.count() > 6) {
            throw new FunctionException(
                    "writeToFile: expected a path, a user, a group, permissions, flags or none, and a content");
        }
        GoString flags = arguments.count() == 6 ? arguments.text(4) : GoString.EMPTY;
        actions.writeFile(
                arguments.text(0),
                arguments.text(1),
                arguments.text(2),
                arguments.text(3),
                flags,
                arguments.text(arguments.count() - 1));
        return GoString.EMPTY;
    }
}
