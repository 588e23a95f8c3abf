package dev.tend.template.function;

import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Lookup;
import dev.tend.template.library.Group;
import dev.tend.template.value.Call;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Functions on Consul's keys. Without an answer they give the zero value, and the data learns that it is missing. */
final class KeyFunctions {

    private final Data data;

    KeyFunctions(Data data) {
        this.data = data;
    }

    List<GoFunction> all() {
        return new Group()
                .add("key", STRING, List.of(STRING), (call, arguments) -> key(call, arguments.text(0)))
                .add("keyExists", GoType.BOOL, List.of(STRING), (call, arguments) -> exists(call, arguments.text(0)))
                .add(
                        "keyOrDefault",
                        STRING,
                        List.of(STRING, STRING),
                        (call, arguments) -> keyOrDefault(call, arguments.text(0), arguments.text(1)))
                .add(
                        "ls",
                        ConsulTypes.KEY_PAIRS,
                        List.of(STRING),
                        (call, arguments) -> ls(call, arguments.text(0), false))
                .add(
                        "safeLs",
                        ConsulTypes.KEY_PAIRS,
                        List.of(STRING),
                        (call, arguments) -> ls(call, arguments.text(0), true))
                .add(
                        "tree",
                        ConsulTypes.KEY_PAIRS,
                        List.of(STRING),
                        (call, arguments) -> tree(call, arguments.text(0), false))
                .add(
                        "safeTree",
                        ConsulTypes.KEY_PAIRS,
                        List.of(STRING),
                        (call, arguments) -> tree(call, arguments.text(0), true))
                .functions();
    }

    private static Dependency.Key dependency(String function, GoString path) {
        Query query = Query.parse(function, path.utf8(), "?@");
        return new Dependency.Key(withoutSlash(function, query.name(), path), query.scope());
    }

    private static String withoutSlash(String function, String name, GoString path) {
        String key = name.startsWith("/") ? name.substring(1) : name;
        if (key.isEmpty()) {
            throw Query.invalid(function, path.utf8());
        }
        return key;
    }

    private Object key(Call call, GoString path) {
        if (path.isEmpty()) {
            return GoString.EMPTY;
        }
        Dependency.Key key = dependency("kv.get", path);
        Optional<KeyPair> pair = data.look(key, call.position()).answer().flatMap(answer -> {
            if (answer.isEmpty()) {
                data.misses(key, call.position());
            }
            return answer;
        });
        return pair.map(KeyPair::value).orElse(GoString.EMPTY);
    }

    private Object exists(Call call, GoString path) {
        return !path.isEmpty()
                && data.look(dependency("kv.get", path), call.position())
                        .orElse(Optional.empty())
                        .isPresent();
    }

    private Object keyOrDefault(Call call, GoString path, GoString other) {
        if (path.isEmpty()) {
            return other;
        }
        return data.look(dependency("kv.get", path), call.position())
                .orElse(Optional.empty())
                .map(KeyPair::value)
                .filter(value -> !value.isEmpty())
                .orElse(other);
    }

    private GoList ls(Call call, GoString prefix, boolean waits) {
        return pairs(call, prefix, waits, key -> !key.isEmpty() && key.indexOf('/') < 0);
    }

    private GoList tree(Call call, GoString prefix, boolean waits) {
        return pairs(call, prefix, waits, key -> !key.isEmpty() && !key.endsWith("/"));
    }

    /** @param waits whether an empty list is as good as no answer */
    private GoList pairs(Call call, GoString prefix, boolean waits, Predicate<String> wanted) {
        if (prefix.isEmpty()) {
            return GoList.of(ConsulTypes.KEY_PAIRS, List.of());
        }
        Query query = Query.parse("kv.list", prefix.utf8(), "?@");
        var keys = new Dependency.Keys(withoutSlash("kv.list", query.name(), prefix), query.scope());
        Lookup<List<KeyPair>> answer = data.look(keys, call.position());
        var pairs = new ArrayList<Object>();
        for (KeyPair pair : answer.orElse(List.of())) {
            String key = pair.below(keys.prefix());
            if (wanted.test(key)) {
                pairs.add(ConsulValues.pair(pair, key));
            }
        }
        if (waits && pairs.isEmpty() && answer.answer().isPresent()) {
            data.misses(keys, call.position());
        }
        call.spend(pairs.size() / 10);
        return GoList.of(ConsulTypes.KEY_PAIRS, pairs);
    }
}
