package dev.tend.template.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A struct: an immutable value for each field of its type. */
public final class GoStruct {
    private final GoType type;
    private final List<Object> fields;

    /**
     * @param type the type, a {@link GoType.StructType} or a name for one
     * @param fields the values of the fields in the order of the type, each with the type of its field
     */
    public GoStruct(GoType type, List<?> fields) {
        if (!(type.underlying() instanceof GoType.StructType struct)
                || struct.fields().size() != fields.size()) {
            throw new IllegalArgumentException(type + " is no struct with " + fields.size() + " fields");
        }
        this.type = type;
        this.fields = Collections.unmodifiableList(new ArrayList<>(fields));
    }

    /** Returns a struct with these fields in the order of the type. */
    public static GoStruct of(GoType type, Object... fields) {
        return new GoStruct(type, Arrays.asList(fields));
    }

    public GoType type() {
        return type;
    }

    public GoType.StructType structType() {
        return (GoType.StructType) type.underlying();
    }

    /** Returns the values of the fields, of which any may be null. */
    public List<Object> fields() {
        return fields;
    }

    public Object get(int index) {
        return fields.get(index);
    }

    /** Returns the value of a field that the type has. */
    public Object get(String name) {
        return fields.get(structType().indexOf(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoStruct that && type.equals(that.type) && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return type + fields.toString();
    }
}
