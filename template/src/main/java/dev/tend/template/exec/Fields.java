package dev.tend.template.exec;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.parse.Node;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Kind;
import dev.tend.template.value.NamedType;
import dev.tend.template.value.Values;
import java.util.List;
import java.util.Optional;

/** Evaluates {@code .Name}: a method, the field of a struct, or the value of a key of a map. */
final class Fields {
    private final Frame frame;
    private final Calls calls;

    Fields(Frame frame, Calls calls) {
        this.frame = frame;
        this.calls = calls;
    }

    /** The arguments of a field, which only a method can have. */
    private record Given(TypedValue dot, Node node, List<Node.Operand> operands, TypedValue last) {
        boolean any() {
            return operands.size() > 1 || last != null;
        }
    }

    /** Evaluates fields of fields, the last of which gets the arguments. */
    TypedValue chain(
            TypedValue dot,
            TypedValue receiver,
            Node node,
            List<String> names,
            List<Node.Operand> operands,
            TypedValue last) {
        TypedValue value = receiver;
        for (String name : names.subList(0, names.size() - 1)) {
            value = field(value, name, new Given(dot, node, List.of(), null));
        }
        return field(value, names.getLast(), new Given(dot, node, operands, last));
    }

    private TypedValue field(TypedValue receiver, String name, Given given) {
        if (!receiver.isValid()) {
            if (frame.evaluation().missingKey() == MissingKey.ERROR) {
                throw frame.error("nil data; no entry for key " + Quotes.quote(name));
            }
            return TypedValue.INVALID;
        }
        TypedValue followed = receiver.followed();
        if (followed.is(Kind.INTERFACE)) {
            throw frame.error("nil pointer evaluating " + receiver.type() + "." + name);
        }
        Optional<Function> method = method(followed, name);
        if (method.isPresent()) {
            return calls.call(given.dot(), method.get(), given.node(), given.operands(), given.last());
        }
        TypedValue found =
                switch (followed.value()) {
                    case GoStruct struct -> structField(receiver, struct, name, given);
                    case GoMap map -> mapValue(map, name, given);
                    default -> null;
                };
        if (found == null) {
            throw frame.error(reason(receiver, followed, name));
        }
        return found;
    }

    private static String reason(TypedValue receiver, TypedValue followed, String name) {
        // A nil pointer is named as such, except where its struct has no such field in any case.
        boolean nil = followed.value() instanceof GoPointer pointer
                && !(pointer.target().underlying() instanceof GoType.StructType struct && struct.indexOf(name) < 0);
        return nil
                ? "nil pointer evaluating " + receiver.type() + "." + name
                : "can't evaluate field " + name + " in type " + receiver.type();
    }

    private static Optional<Function> method(TypedValue receiver, String name) {
        if (!(receiver.type() instanceof NamedType named)) {
            return Optional.empty();
        }
        return named.method(name).map(method -> Function.bound(name, method, receiver.value()));
    }

    private TypedValue structField(TypedValue receiver, GoStruct struct, String name, Given given) {
        int index = struct.structType().indexOf(name);
        if (index < 0) {
            return null;
        }
        if (!Character.isUpperCase(name.codePointAt(0))) {
            throw frame.error(name + " is an unexported field of struct type " + receiver.type());
        }
        if (given.any()) {
            throw frame.error(name + " has arguments but cannot be invoked as function");
        }
        return new TypedValue(struct.structType().fields().get(index).type(), struct.get(index));
    }

    private TypedValue mapValue(GoMap map, String name, Given given) {
        if (!Types.isAssignable(GoType.STRING, map.key())) {
            return null;
        }
        if (given.any()) {
            throw frame.error(name + " is not a method but has arguments");
        }
        GoString key = GoString.of(name);
        if (map.containsKey(key)) {
            return new TypedValue(map.element(), map.get(key));
        }
        return switch (frame.evaluation().missingKey()) {
            case INVALID -> TypedValue.INVALID;
            case ZERO -> new TypedValue(map.element(), Values.zero(map.element()));
            case ERROR -> throw frame.error("map has no entry for key " + Quotes.quote(name));
        };
    }
}
