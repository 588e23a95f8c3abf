package dev.tend.template.value;

import java.util.List;
import java.util.StringJoiner;

/** A type of Go. Its {@code toString} is its name as Go prints it, such as {@code map[string][]interface {}}. */
public sealed interface GoType
        permits GoType.Basic,
                GoType.Interface,
                GoType.ListType,
                GoType.MapType,
                GoType.PointerType,
                GoType.ChannelType,
                GoType.StructType,
                GoType.FunctionType,
                NamedType {
    GoType BOOL = new Basic(Kind.BOOL);
    GoType INT = new Basic(Kind.INT);
    GoType INT32 = new Basic(Kind.INT32);
    GoType INT64 = new Basic(Kind.INT64);
    GoType UINT8 = new Basic(Kind.UINT8);
    GoType UINT64 = new Basic(Kind.UINT64);
    GoType FLOAT64 = new Basic(Kind.FLOAT64);
    GoType COMPLEX128 = new Basic(Kind.COMPLEX128);
    GoType STRING = new Basic(Kind.STRING);
    /** The interface without methods, which every value implements. */
    GoType ANY = new Interface("interface {}");

    GoType STRINGS = listOf(STRING);
    GoType ANYS = listOf(ANY);
    GoType BYTES = listOf(UINT8);
    /** The type of most parsed documents. */
    GoType OBJECT = mapOf(STRING, ANY);

    Kind kind();

    /** Returns the type without its name: itself, except for a {@link NamedType}. */
    default GoType underlying() {
        return this;
    }

    static GoType basic(Kind kind) {
        return new Basic(kind);
    }

    static GoType listOf(GoType element) {
        return new ListType(element);
    }

    static GoType mapOf(GoType key, GoType element) {
        return new MapType(key, element);
    }

    static GoType pointerTo(GoType target) {
        return new PointerType(target);
    }

    /** bool, numbers and string. */
    record Basic(Kind kind) implements GoType {
        public Basic {
            if (!kind.isBasic()) {
                throw new IllegalArgumentException(kind + " is not a basic kind");
            }
        }

        @Override
        public String toString() {
            return kind.word();
        }
    }

    /** An interface. Only {@link #ANY} is one that every value implements; others have methods, which are not modeled. */
    record Interface(String name) implements GoType {
        @Override
        public Kind kind() {
            return Kind.INTERFACE;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A slice. */
    record ListType(GoType element) implements GoType {
        @Override
        public Kind kind() {
            return Kind.SLICE;
        }

        @Override
        public String toString() {
            return "[]" + element;
        }
    }

    record MapType(GoType key, GoType element) implements GoType {
        @Override
        public Kind kind() {
            return Kind.MAP;
        }

        @Override
        public String toString() {
            return "map[" + key + "]" + element;
        }
    }

    record PointerType(GoType target) implements GoType {
        @Override
        public Kind kind() {
            return Kind.POINTER;
        }

        @Override
        public String toString() {
            return "*" + target;
        }
    }

    /** A channel. */
    record ChannelType(GoType element, boolean receiveOnly) implements GoType {
        @Override
        public Kind kind() {
            return Kind.CHANNEL;
        }

        @Override
        public String toString() {
            return (receiveOnly ? "<-chan " : "chan ") + element;
        }
    }

    /** A field of a struct. The name of an exported field begins with a capital letter. */
    record Field(String name, GoType type) {}

    /** A struct. */
    record StructType(List<Field> fields) implements GoType {
        public StructType {
            fields = List.copyOf(fields);
        }

        @Override
        public Kind kind() {
            return Kind.STRUCT;
        }

        /** Returns the place of a field among the fields, or -1 if there is none of this name. */
        public int indexOf(String name) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public String toString() {
            if (fields.isEmpty()) {
                return "struct {}";
            }
            StringJoiner text = new StringJoiner("; ", "struct { ", " }");
            fields.forEach(field -> text.add(field.name() + " " + field.type()));
            return text.toString();
        }
    }

    /**
     * A function.
     *
     * @param parameters the types of the parameters; the last one is a {@link ListType} where {@code variadic}
     * @param results the types of the results, an error not among them
     * @param fallible whether the last result is an error
     */
    record FunctionType(List<GoType> parameters, boolean variadic, List<GoType> results, boolean fallible)
            implements GoType {
        public FunctionType {
            parameters = List.copyOf(parameters);
            results = List.copyOf(results);
            if (variadic && !(parameters.getLast() instanceof ListType)) {
                throw new IllegalArgumentException("the last parameter of a variadic function is a list");
            }
        }

        /** Returns a function with one result that may fail, as most functions of templates are. */
        public static FunctionType of(GoType result, GoType... parameters) {
            return new FunctionType(List.of(parameters), false, List.of(result), true);
        }

        /** Returns a function as {@link #of}, whose last parameter, of the type given here, may be repeated. */
        public static FunctionType variadic(GoType result, GoType... parameters) {
            GoType[] declared = parameters.clone();
            declared[declared.length - 1] = listOf(declared[declared.length - 1]);
            return new FunctionType(List.of(declared), true, List.of(result), true);
        }

        @Override
        public Kind kind() {
            return Kind.FUNCTION;
        }

        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(", ", "func(", ")");
            for (int i = 0; i < parameters.size(); i++) {
                boolean repeated = variadic && i == parameters.size() - 1;
                text.add(
                        repeated
                                ? "..." + ((ListType) parameters.get(i)).element()
                                : parameters.get(i).toString());
            }
            StringJoiner after = new StringJoiner(", ");
            results.forEach(result -> after.add(result.toString()));
            if (fallible) {
                after.add("error");
            }
            int count = results.size() + (fallible ? 1 : 0);
            return text + (count == 0 ? "" : count == 1 ? " " + after : " (" + after + ")");
        }
    }
}
