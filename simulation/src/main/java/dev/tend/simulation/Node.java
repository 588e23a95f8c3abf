package dev.tend.simulation;

import dev.tend.kernel.Files;

/** A file or directory at a path. Its number and dates are those of an inode. */
final class Node {

    final Files.Kind kind;
    final long inode;
    final int mode;
    final int owner;
    final Bytes bytes = new Bytes();
    long changed;

    /** True if it has a name on the disk. */
    boolean named = true;

    /** Of a FIFO: how many have it open, and the size of its buffer. Without anybody its bytes are gone. */
    int holders;

    int capacity;

    Node(Files.Kind kind, long inode, int mode, int owner, long changed) {
        this.kind = kind;
        this.inode = inode;
        this.mode = mode;
        this.owner = owner;
        this.changed = changed;
    }

    Files.Facts facts() {
        return new Files.Facts(kind, mode, owner, owner, kind == Files.Kind.FILE ? bytes.size() : 0, changed, inode);
    }
}
