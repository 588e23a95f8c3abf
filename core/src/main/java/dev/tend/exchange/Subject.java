package dev.tend.exchange;

import dev.tend.format.Setting;
import dev.tend.format.tend.Key;
import dev.tend.format.tend.Keys;
import dev.tend.format.tend.ServiceFile;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A service on its way into another format. Each key that the format expresses is marked; whatever else its file sets
 * is reported at the end, so that nothing is lost silently.
 */
public final class Subject {

    private final ServiceSpec spec;
    private final String text;
    private final Set<String> said = new HashSet<>();
    private final List<String> untold = new ArrayList<>();

    /** @param text of its service file, from which {@code spec} was read */
    public Subject(ServiceSpec spec, String text) {
        this.spec = spec;
        this.text = text;
        says("cmd", "shell");
    }

    public ServiceSpec spec() {
        return spec;
    }

    public String name() {
        return spec.name();
    }

    /** Its file, as comment lines for {@link Origin}. */
    public String origin(String mark) {
        return Origin.comment(mark, text);
    }

    /** These keys, or families of them such as {@code env.}, are expressed. */
    public void says(String... keys) {
        said.addAll(List.of(keys));
    }

    /** Reports that a setting has another effect than in Tend, although its key is expressed. */
    public void tell(String what) {
        untold.add(name() + ": " + what);
    }

    /**
     * Returns the settings that the format does not express.
     *
     * @param format as in "a Procfile cannot say it"
     */
    public List<String> untold(String format) {
        var all = new ArrayList<>(untold);
        for (Setting setting : ServiceFile.explain(text)) {
            if (setting.line() > 0 && !isSaid(setting.key()) && !isInitial(setting)) {
                all.add(name() + ": " + setting.key() + "=" + setting.value() + ": " + format + " cannot say it");
            }
        }
        return all;
    }

    private boolean isSaid(String key) {
        int dot = key.indexOf('.');
        return said.contains(key) || dot > 0 && said.contains(key.substring(0, dot + 1));
    }

    private static boolean isInitial(Setting setting) {
        for (Key key : Keys.all()) {
            if (key.name().equals(setting.key())) {
                return key.initial().equals(setting.value());
            }
        }
        return false;
    }
}
