package dev.tend.template.sprig;

import dev.tend.template.library.Group;
import dev.tend.template.value.GoFunction;
import java.util.List;

/** The list of Sprig's functions. */
public final class SprigFunctions {

    private SprigFunctions() {}

    /** Returns them all. */
    public static List<GoFunction> all() {
        var group = new Group("sprig_");
        SprigText.add(group);
        SprigWords.add(group);
        SprigRegexes.add(group);
        SprigLists.add(group);
        SprigMaps.add(group);
        SprigNumbers.add(group);
        SprigDates.add(group);
        SprigEncodings.add(group);
        SprigDefaults.add(group);
        SprigPaths.add(group);
        return group.functions();
    }
}
