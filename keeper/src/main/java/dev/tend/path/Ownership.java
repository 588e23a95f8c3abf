package dev.tend.path;

import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.path.Ownership.Flaw.Right;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether only root and the keeper's user can change what a path leads to. Every directory on the way counts: a
 * user who may write to one can put something else in the place of the next. A sticky directory such as {@code /tmp} is
 * no obstacle where what lies in it belongs to root or to us, and a symbolic link is followed only in a directory that
 * no other user may write: elsewhere, anybody may have made a hard link to one of root's.
 */
public final class Ownership {

    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;
    static final int STICKY = 01000;
    private static final int MOST_LINKS = 40; // as the kernel follows

    /** The number that stands for every user that is not mapped in a user namespace. */
    private static final int OVERFLOW_USER = 65534;

    private static final int MAP_LIMIT = 64 << 10;

    private final Files files;

    /** Directories of ours, for good. */
    private final Set<String> own = new HashSet<>();

    /** Directories that were found to be ours, until {@link #forget}. */
    private final Set<String> found = new HashSet<>();

    /** The results for groups, until {@link #forget} as well. */
    private final Map<Integer, Boolean> groups = new HashMap<>();

    private boolean remembers;
    private Optional<Boolean> outsiders = Optional.empty();

    public Ownership(Files files) {
        this.files = files;
    }

    /** A place on the way that others may change, and by what right. */
    public record Flaw(String place, Right right, int id, boolean ofRoot) {

        /** The rights that let others change it. */
        public enum Right {
            /** It belongs to the user {@code id}. */
            OWNER,
            /** Everybody may write to it. */
            EVERYBODY,
            /** The group {@code id} may write to it. */
            GROUP,
            /** It is sticky: others may add to it, although they may not change what is in it. */
            ADDITION,
            /** It is a symbolic link in a directory that others may write. */
            LINK
        }

        /** {@code where: what}. */
        public String text() {
            return place + ": " + what();
        }

        /** Returns what is wrong with it. */
        public String what() {
            return switch (right) {
                case OWNER -> "it belongs to user " + Integer.toUnsignedString(id);
                case EVERYBODY -> "everybody may write it";
                case GROUP -> "group " + Integer.toUnsignedString(id) + " may write it";
                case ADDITION -> "others may put files into it";
                case LINK -> "it is a symbolic link in a directory that others may write";
            };
        }

        /** Returns the command that mends it. */
        public String remedy(int user) {
            return switch (right) {
                case OWNER -> "chown " + (user == ROOT ? "root" : Integer.toUnsignedString(user)) + " " + place;
                case EVERYBODY -> "chmod o-w " + place;
                case ADDITION -> "chmod go-w " + place;
                case GROUP -> "chmod g-w " + place;
                case LINK -> "name the directory it stands for";
            };
        }
    }

    /** Tells whether nobody but root and us can change what an absolute path leads to. */
    public boolean isOurs(String path) {
        return own.contains(path) || found.contains(path) || flaws(path).isEmpty();
    }

    /** All that is wrong on the way to an absolute path, as far as there is something. */
    public List<Flaw> flaws(String path) {
        return new Walk(path).flaws();
    }

    /** Marks a directory, and those above it, as ours. */
    public void own(String directory) {
        own.add(directory);
    }

    /** Lets results hold from now on until {@link #forget}. */
    public void remember() {
        remembers = true;
    }

    /** Forgets what was found: processes of others may have run meanwhile, with rights that somebody gave them. */
    public void forget() {
        if (!found.isEmpty()) {
            found.clear();
        }
        if (!groups.isEmpty()) {
            groups.clear();
        }
    }

    private final class Walk {

        private final List<Flaw> flaws = new ArrayList<>();
        private final Deque<String> ahead;
        private String at;

        /** Tells whether others may add something to the directory we are in, although they may not change what is in it. */
        private boolean shared;

        private int links;

        Walk(String path) {
            at = known(path);
            ahead = PathNames.of(path.substring(at.length()));
            if (at.isEmpty()) {
                files.entry("/").ifPresent(root -> judge("/", root));
            }
        }

        /** The longest beginning of a path of which is known that it is ours; or "". */
        private String known(String path) {
            String start = path;
            while (!own.contains(start) && !found.contains(start)) {
                int slash = start.lastIndexOf('/');
                if (slash <= 0) {
                    return "";
                }
                start = start.substring(0, slash);
            }
            return start;
        }

        List<Flaw> flaws() {
            while (!ahead.isEmpty()) {
                String name = ahead.removeFirst();
                if (name.equals("..")) {
                    goUp();
                } else {
                    enter(at + "/" + name);
                }
            }
            return flaws;
        }

        /** To the directory above, looking at it once more: it may be shared. */
        private void goUp() {
            String above = PathNames.parent(at.isEmpty() ? "/" : at);
            int slash = above.lastIndexOf('/');
            at = above.substring(0, slash);
            shared = false;
            if (above.length() > 1) {
                ahead.addFirst(above.substring(slash + 1));
            }
        }

        private void enter(String next) {
            Optional<Facts> entry = files.entry(next);
            if (entry.isEmpty()) {
                ahead.clear();
            } else if (entry.get().kind() == Kind.LINK) {
                follow(next);
            } else {
                judge(next, entry.get());
                at = next;
            }
        }

        private void follow(String link) {
            links++;
            if (shared) {
                flaws.add(new Flaw(link, Right.LINK, 0, false));
            }
            String target = files.link(link).orElse("");
            if (target.isEmpty() || links > MOST_LINKS) {
                ahead.clear();
                return;
            }
            PathNames.lead(target, ahead);
            if (target.startsWith("/")) {
                at = "";
                shared = false;
            }
        }

        private void judge(String place, Facts facts) {
            shared = isWrittenByOthers(facts.mode(), facts.group());
            if (!isTrustedUser(facts.owner())) {
                add(new Flaw(place, Right.OWNER, facts.owner(), false));
            } else if (shared && !files.isReadOnly(place)) {
                right(facts).ifPresent(right -> add(new Flaw(place, right, facts.group(), facts.owner() == ROOT)));
            }
            if (remembers && flaws.isEmpty() && !shared && facts.kind() == Kind.FOLDER) {
                found.add(place);
            }
        }

        /** By what right others may change what is written to by them; none where something of ours follows in a sticky one. */
        private Optional<Right> right(Facts facts) {
            boolean everybody = (facts.mode() & OTHERS_WRITE) != 0;
            boolean sticky = facts.kind() == Kind.FOLDER && (facts.mode() & STICKY) != 0;
            if (sticky) {
                return ahead.isEmpty() ? Optional.of(Right.ADDITION) : Optional.empty();
            }
            return Optional.of(everybody ? Right.EVERYBODY : Right.GROUP);
        }

        private void add(Flaw flaw) {
            if (!flaws.contains(flaw)) {
                flaws.add(flaw);
            }
        }
    }

    /** Tells whether root or we own something. */
    boolean isTrustedUser(int user) {
        return user == ROOT || user == files.userId() || isOutside(user);
    }

    /** Tells whether permissions, beside those of the owner, let others write. */
    boolean isWrittenByOthers(int mode, int group) {
        return (mode & OTHERS_WRITE) != 0 || (mode & GROUP_WRITES) != 0 && !isTrustedGroup(group);
    }

    /** Tells whether a group has no member that could not write anyway. */
    private boolean isTrustedGroup(int group) {
        if (group == ROOT) {
            return true;
        }
        Boolean known = groups.get(group);
        if (known == null) {
            known = Accounts.ofTheSystem(files).isPrivate(group, files.userId());
            groups.put(group, known);
        }
        return known;
    }

    /** Tells whether that is how a user namespace shows the users outside, root among them, rather than a user inside. */
    private boolean isOutside(int user) {
        if (user != OVERFLOW_USER) {
            return false;
        }
        if (outsiders.isEmpty()) {
            outsiders = Optional.of(!maps(OVERFLOW_USER));
        }
        return outsiders.get();
    }

    private boolean maps(int user) {
        try {
            return UserMap.covers(files.read("/proc/self/uid_map", MAP_LIMIT), user);
        } catch (KernelException unknown) {
            return true;
        }
    }
}
