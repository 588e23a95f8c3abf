package dev.tend.proc;

/** The changes that can be made to the file system of control groups. */
interface GroupTree {

    /** Makes a group, and returns 0 or a negated errno. */
    int mkdir(String group);

    /** Removes a group, and returns 0 or a negated errno. */
    int rmdir(String group);

    /** Writes to a file of a group, and returns whether the kernel accepted it. */
    boolean write(String file, String text);

    /** Tells whether groups can be made below a group. */
    boolean isWritable(String group);
}
