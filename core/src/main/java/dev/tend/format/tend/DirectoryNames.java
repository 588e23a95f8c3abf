package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.ServiceDirectory;
import dev.tend.service.ServiceDirectory.Kind;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the directories of a service: {@code state:web}, {@code runtime:web/cache:0700}, {@code /srv/web:0750}. */
final class DirectoryNames {

    private static final int MOST = 32;
    private static final int MODE = 0755;
    private static final String SPECIAL = ":%\\\"'";

    private DirectoryNames() {}

    static List<ServiceDirectory> parse(String value) {
        var directories = new ArrayList<ServiceDirectory>();
        for (String item : Values.items(value)) {
            directories.add(directory(item));
        }
        if (directories.size() > MOST) {
            throw new BadValue("has more than " + MOST + " directories");
        }
        return List.copyOf(directories);
    }

    private static ServiceDirectory directory(String item) {
        int first = item.startsWith("/") ? 0 : item.indexOf(':') + 1;
        int last = item.lastIndexOf(':');
        boolean hasMode = last >= first;
        String name = item.substring(first, hasMode ? last : item.length());
        int mode = hasMode ? Values.mode(item.substring(last + 1)) : MODE;
        if (first == 0 && !name.startsWith("/")) {
            throw BadValue.no("directory", item, "one such as runtime:web, state:web or /srv/web:0750");
        }
        check(item, first == 0 ? name.substring(1) : name);
        return first == 0
                ? new ServiceDirectory(Optional.empty(), Values.absolutePath(name), mode)
                : new ServiceDirectory(
                        Optional.of(Values.constant(item.substring(0, first - 1), Kind.values())), name, mode);
    }

    /** Refuses a name that leads elsewhere, or that is another one of the same directory. */
    private static void check(String item, String name) {
        var names = PathNames.of(name);
        if (names.isEmpty() || names.contains("..") || !String.join("/", names).equals(name) || !isPlain(name)) {
            throw new BadValue(BadValue.quoted(item)
                    + " has \".\", \"..\", an empty name or a special character in its path:" + " name it plainly");
        }
    }

    /** Tells whether a name needs no quotes anywhere: a service gets several between colons. */
    private static boolean isPlain(String name) {
        boolean plain = true;
        for (int i = 0; i < name.length(); i++) {
            plain &= name.charAt(i) > ' ' && SPECIAL.indexOf(name.charAt(i)) < 0;
        }
        return plain;
    }
}
