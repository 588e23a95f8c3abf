package dev.tend.proc;

import dev.tend.kernel.Files;
import dev.tend.service.GroupLimit;

/**
 * The groups that a process may divide, by what the system shows of them: for each limit, its own of version 2 where that has the
 * controller, otherwise its own of version 1. The hierarchies of version 1 are where all systems mount them.
 */
final class GroupFolders {

    private static final String MOUNTS = "/sys/fs/cgroup/";
    /** The group of all groups of services, below the keeper's own. */
    static final String FOLDER = "/tend";

    private static final int LARGEST = 1 << 20;

    private final String own;
    private final String controllers;
    private final String memberships;

    /**
     * @param own its group of version 2, or "" where that cannot have groups with limits below it
     * @param process a pid or {@code self}
     */
    GroupFolders(Files files, String own, String process) {
        this.own = own;
        controllers =
                " " + files.readIfPossible(own + "/cgroup.controllers", LARGEST).trim() + " ";
        memberships = files.readIfPossible("/proc/" + process + "/cgroup", LARGEST);
    }

    /** Tells whether a limit is one of a group of version 2. */
    boolean isUnified(GroupLimit limit) {
        return controllers.contains(" " + controller(limit.file(true)) + " ");
    }

    /** Returns the group of the process whose groups below it can have a limit, or "". */
    String parent(GroupLimit limit) {
        if (isUnified(limit)) {
            return own;
        }
        String controller = controller(limit.file(false));
        String membership = membership(memberships, controller);
        return membership.isEmpty() ? "" : MOUNTS + controller + (membership.equals("/") ? "" : membership);
    }

    /** Returns the group of that name in which a limit is, or "". */
    String group(GroupLimit limit, String name) {
        String parent = parent(limit);
        return parent.isEmpty() ? "" : parent + FOLDER + "/" + name;
    }

    /** Returns the controller that a file is of. */
    static String controller(String file) {
        return file.substring(0, Math.max(0, file.indexOf('.')));
    }

    /** Returns the path of a controller's line, {@code 4:memory:/path}; "" where there is none. */
    static String membership(String lines, String controller) {
        int at = lines.replace(',', ':').indexOf(":" + controller + ":");
        if (at < 0 || controller.isEmpty()) {
            return "";
        }
        int path = lines.indexOf(":/", at) + 1;
        return lines.substring(path, lines.indexOf('\n', path));
    }
}
