package dev.tend.spawn;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.GuardedPaths;
import dev.tend.path.Ownership;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Namespaces;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.posix.Waiting;
import dev.tend.service.Isolation;
import dev.tend.service.Isolation.Place;
import dev.tend.text.PathNames;
import java.util.Optional;

/**
 * Gives this process, which is a copy of the keeper, the namespaces and mounts of a service. An ordinary user's keeper makes a user
 * namespace for that, in which the user is the same as before and has no further rights once the program is executed.
 *
 * <p>Mounts are made here only, and do not propagate. A path is resolved once, to a descriptor; where another user could change
 * what it leads to, no link is followed on the way.
 */
public final class NamespaceSetup {

    private static final int EVERYTHING = Namespaces.MS_NOSUID | Namespaces.MS_NODEV | Namespaces.MS_NOEXEC;
    private static final int FOLDER_MODE = 0755;
    private static final int SOCKET_MODE = 0600;

    private static final String EVERYBODYS = "mode=1777";

    private final Isolation isolation;
    private final Self self;
    private final Files files;

    /** Tells whether empty folders are as those that they take the place of; those of a service belong to everybody. */
    private final boolean faithful;

    public NamespaceSetup(Isolation isolation, Self self, Files files) {
        this(isolation, self, files, false);
    }

    private NamespaceSetup(Isolation isolation, Self self, Files files, boolean faithful) {
        this.isolation = isolation;
        this.self = self;
        this.files = files;
        this.faithful = faithful;
    }

    /** Returns the setup for the whole of a keeper, whose folders have the owners and modes of those that they take the place of. */
    public static NamespaceSetup ofSandbox(Isolation isolation, Files files) {
        return new NamespaceSetup(isolation, Self.ours(), files, true);
    }

    /** Returns the flags of {@code clone(2)} that the process needs at its birth; 0 for none. */
    public int birthFlags() {
        return isolation.pid() ? Namespaces.NEWPID | user() : 0;
    }

    private int user() {
        return self.effectiveUser() == 0 ? 0 : Namespaces.NEWUSER;
    }

    /**
     * Leaves the namespaces of the keeper, except those that the process does not share since its birth.
     *
     * @return a negated errno where that is not possible
     */
    public int leave() {
        int mounts = isolation.mounts() ? Namespaces.NEWNS : 0;
        int result =
                Namespaces.unshare(mounts | (isolation.net() ? Namespaces.NEWNET : 0) | (isolation.pid() ? 0 : user()));
        if (result >= 0 && user() != 0) {
            write("setgroups", "deny");
            write("uid_map", self.effectiveUser() + " " + self.effectiveUser() + " 1");
            write("gid_map", self.group() + " " + self.group() + " 1");
        }
        return result < 0 || mounts == 0 ? result : mount("", "/", "", Namespaces.MS_REC | Namespaces.MS_PRIVATE, "");
    }

    /** Isolates this process as far as a mistake may go: the settings of the kernel cannot be changed either. */
    public void enter() {
        int result = leave();
        if (result < 0) {
            throw refusal(-result, self.effectiveUser() == 0);
        }
        furnish(Optional.empty());
        if (user() == 0) {
            makeReadOnly(new Place("/proc/sys", true));
            makeReadOnly(new Place("/proc/sysrq-trigger", true));
        } else {
            Stat.countUnknownAsRoot(); // and the kernel refuses its settings to the user
        }
    }

    private int tried() {
        try {
            return -leave();
        } catch (KernelException refused) {
            return refused.errno();
        }
    }

    private static void write(String name, String text) {
        int fd = must(Paths.open("/proc/self/" + name, Paths.O_WRONLY, 0), "cannot open /proc/self/", name);
        byte[] bytes = Text.encode(text);
        must(Descriptors.write(fd, bytes, 0, bytes.length), "cannot write /proc/self/", name);
        Descriptors.close(fd);
    }

    /** Says why namespaces are refused. */
    public static KernelException refusal(int errno, boolean root) {
        String remedy = root
                ? "the keeper needs CAP_SYS_ADMIN, which a container gives with --cap-add SYS_ADMIN"
                : "this machine lets no ordinary user do that (see user.max_user_namespaces,"
                        + " kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns in sysctl)";
        return KernelException.saying(
                "cannot have namespaces of its own: " + Errno.phrase(errno) + ": " + remedy
                        + "; or write on-missing=ignore",
                errno);
    }

    /**
     * Mounts what is to be there, and brings the network up.
     *
     * @param socket the path of a socket that stays, even if it is in a directory that becomes empty
     */
    public void furnish(Optional<String> socket) {
        Optional<Integer> kept = socket.filter(this::isCovered).map(path -> open(path, "keep"));
        isolation.readOnly().forEach(this::makeReadOnly);
        for (String folder : isolation.empty()) {
            int fd = open(folder, "empty");
            cover(fd, folder, 0, faithful ? like(fd) : EVERYBODYS);
        }
        kept.ifPresent(fd -> mountSocket(fd, socket.get()));
        isolation.hidden().forEach(this::hide);
        if (isolation.pid()) {
            must(mount("proc", "/proc", "proc", EVERYTHING, ""), "cannot mount /proc");
        }
        if (isolation.net()) {
            must(Namespaces.bringLoopbackUp(), "cannot bring the loopback interface up");
        }
    }

    /**
     * Returns the options for a folder with the owner and the mode of another one. In a user namespace that owner is nobody, so all may
     * write there.
     */
    private String like(int fd) {
        Stat stat = new Stat();
        if (self.effectiveUser() != 0 || stat.fstat(fd) < 0) {
            return EVERYBODYS;
        }
        return "mode=" + Integer.toOctalString(stat.permissions()) + ",uid=" + stat.owner() + ",gid=" + stat.group();
    }

    private static int mount(String source, String target, String type, int flags, String data) {
        return Namespaces.mount(source, target, type, flags, data);
    }

    private boolean isCovered(String path) {
        for (String folder : isolation.empty()) {
            if (PathNames.isWithin(path, folder)) {
                return true;
            }
        }
        return false;
    }

    private void cover(int fd, String path, int flags, String options) {
        int all = flags | Namespaces.MS_NOSUID | Namespaces.MS_NODEV;
        must(mount("tmpfs", GuardedPaths.HELD + fd, "tmpfs", all, options), "cannot mount an empty folder over ", path);
        Descriptors.close(fd);
    }

    private void mountSocket(int fd, String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Paths.mkdir(path.substring(0, slash), FOLDER_MODE);
        }
        Descriptors.close(Paths.open(path, Paths.O_WRONLY | Paths.O_CREAT, SOCKET_MODE));
        must(mount(GuardedPaths.HELD + fd, path, "", Namespaces.MS_BIND, ""), "cannot keep ", path);
        Descriptors.close(fd);
    }

    private void makeReadOnly(Place place) {
        int fd = find(place, "make read-only");
        if (fd < 0) {
            return;
        }
        int result = Namespaces.makeReadOnly(fd, place.path().equals("/"));
        if (result == -Errno.ENOSYS
                || result == -Errno.EPERM) { // an older kernel, or a filter that does not know the call
            result = new OlderMounts(files, isTrusted(place.path())).makeReadOnly(place.path());
        }
        must(result, "cannot make read-only ", place.path());
        Descriptors.close(fd);
    }

    /** As container runtimes do it: a folder is empty then, and a file is as {@code /dev/null}. */
    private void hide(Place place) {
        int fd = find(place, "hide");
        if (fd < 0) {
            return;
        }
        Stat stat = new Stat();
        stat.fstat(fd);
        if (stat.kind() == Stat.FOLDER) {
            cover(fd, place.path(), Namespaces.MS_RDONLY | Namespaces.MS_NOEXEC, "mode=0");
        } else {
            must(mount("/dev/null", GuardedPaths.HELD + fd, "", Namespaces.MS_BIND, ""), "cannot hide ", place.path());
            Descriptors.close(fd);
        }
    }

    /** Returns a descriptor, or -1 where the path may be missing, and is. */
    private int find(Place place, String action) {
        int fd = find(place.path());
        return fd == -Errno.ENOENT && place.optional() ? -1 : must(fd, "cannot " + action + " ", place.path());
    }

    private int open(String path, String action) {
        return must(find(path), "cannot " + action + " ", path);
    }

    private int find(String path) {
        if (isTrusted(path)) {
            return Paths.open(path, Paths.O_PATH, 0);
        }
        var guarded = new GuardedPaths(new Ownership(files));
        int flags = Paths.O_PATH | Paths.O_NOFOLLOW;
        int fd = guarded.at(path, (folder, name) -> Entries.openat(folder, name, flags, 0));
        Stat stat = new Stat();
        if (fd >= 0 && stat.fstat(fd) == 0 && stat.kind() == Stat.LINK) {
            Descriptors.close(fd);
            return -Errno.ELOOP;
        }
        return fd;
    }

    /** Tells whether no other user can change what a path leads to; an ordinary user's keeper has no rights that it could lend. */
    private boolean isTrusted(String path) {
        return self.effectiveUser() != 0
                || path.equals("/")
                || new Ownership(files).flaws(path).isEmpty();
    }

    /**
     * Enters the namespaces of another process of the service: its network and its mounts.
     *
     * @throws KernelException where it has ended
     */
    void join(int pid) {
        if (user() != 0) {
            enter(pid, "user");
        }
        if (isolation.net()) {
            enter(pid, "net");
        }
        if (isolation.mounts()) {
            enter(pid, "mnt");
        }
    }

    private static void enter(int pid, String kind) {
        String what = "cannot enter the namespaces of process ";
        int fd = must(Paths.open("/proc/" + pid + "/ns/" + kind, Paths.O_RDONLY, 0), what, String.valueOf(pid));
        must(Namespaces.setns(fd), what, String.valueOf(pid));
        Descriptors.close(fd);
    }

    /**
     * Finds out whether an isolation is possible here, by a child that tries it.
     *
     * @return why it is not
     */
    public static Optional<String> obstacle(Isolation isolation, Files files) {
        var setup = new NamespaceSetup(isolation, Self.ours(), files);
        int pid = Tasks.forkInto(-1, setup.birthFlags());
        if (pid == 0) {
            Tasks.exitNow(setup.tried());
        }
        int[] status = new int[1];
        int result = pid < 0 ? pid : Waiting.reap(pid, true, status);
        int errno = result < 0 ? -result : status[0] >> 8;
        return errno == 0
                ? Optional.empty()
                : Optional.of(refusal(errno, Self.ours().effectiveUser() == 0).getMessage());
    }
}
