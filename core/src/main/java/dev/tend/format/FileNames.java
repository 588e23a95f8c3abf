package dev.tend.format;

import dev.tend.text.Ascii;
import dev.tend.text.Glob;
import java.util.List;
import java.util.Optional;

/** Names of files in service folders: which of them may be services, and which are what editors and packagers leave there. */
public final class FileNames {

    /** The names that editors, {@code patch}, revision control and packagers give to copies. */
    private static final List<String> COPIES = List.of(
            "*~",
            "#*#",
            "*,v",
            "*.sw[a-z]",
            "*.bak",
            "*.orig",
            "*.rej",
            "*.save",
            "*.old",
            "*.new",
            "*.tmp",
            "*.dpkg-*",
            "*.rpm*",
            "*.ucf-*",
            "*.apk-*",
            "*.pac[nos]*",
            "*___jb_tmp___",
            "*___jb_old___");

    /** The file that vim creates for a moment, to see whether it may. */
    private static final String VIM_PROBE = "4913";

    private static final String SED = "sed";
    private static final int SHORTEST_SED = 8;
    private static final int LONGEST_SED = 9;

    private FileNames() {}

    /** Returns why a file of that name in a folder of our own is no service; empty where it is one. */
    public static Optional<String> problem(String name) {
        if (name.startsWith(".") || isCopy(name)) {
            return Optional.of("it is called as what editors and packagers leave behind");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean valid = Ascii.isAlphanumeric(c) || c == '-' || c == '_';
            if (!valid) {
                return Optional.of("the name of a service has letters, digits, - and _, and no \"" + c + "\"");
            }
        }
        return Optional.empty();
    }

    /** Tells whether it is called like a copy that an editor, {@code patch} or a packager makes. */
    public static boolean isCopy(String name) {
        for (String pattern : COPIES) {
            if (Glob.matches(pattern, name)) {
                return true;
            }
        }
        return name.equals(VIM_PROBE) || isOfSed(name);
    }

    /** {@code sed -i} writes to {@code sed} and random letters and digits; six small letters may be a word, such as "sedation". */
    private static boolean isOfSed(String name) {
        boolean isRandom = false;
        for (int i = SED.length(); i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isAlphanumeric(c)) {
                return false;
            }
            isRandom |= Ascii.isDigit(c) || Ascii.isUpper(c);
        }
        return isRandom && name.startsWith(SED) && name.length() >= SHORTEST_SED && name.length() <= LONGEST_SED;
    }
}
