package dev.tend.template.library;

import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Int;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a call, whose types have been checked. */
public record Arguments(List<Object> values) {

    /** Returns how many there are. */
    public int count() {
        return values.size();
    }

    /** Returns an argument; null is nil. */
    public Object any(int index) {
        return values.get(index);
    }

    /** Returns an argument that is a string. */
    public GoString text(int index) {
        return (GoString) Values.plain(values.get(index));
    }

    /** Returns an argument that is an integer. */
    public long integer(int index) {
        return ((Int) Values.plain(values.get(index))).bits();
    }

    /** Returns an argument that is a boolean. */
    public boolean bool(int index) {
        return (Boolean) Values.plain(values.get(index));
    }

    /** Returns an argument that is a list. */
    public GoList list(int index) {
        return (GoList) values.get(index);
    }

    /** Returns an argument that is a map. */
    public GoMap map(int index) {
        return (GoMap) values.get(index);
    }

    /** Returns the arguments from an index on. */
    public List<Object> rest(int index) {
        return values.subList(Math.min(index, values.size()), values.size());
    }

    /** Returns the arguments from an index on, which are strings. */
    public List<GoString> texts(int index) {
        return texts(rest(index));
    }

    /** Returns elements that are strings. */
    public static List<GoString> texts(List<Object> values) {
        var texts = new ArrayList<GoString>(values.size());
        for (Object value : values) {
            texts.add((GoString) Values.plain(value));
        }
        return texts;
    }
}
