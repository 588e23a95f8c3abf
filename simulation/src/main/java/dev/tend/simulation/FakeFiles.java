package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.List;
import java.util.Optional;

/** Files on a {@link FakeDisk}, for a keeper that runs as root. */
public final class FakeFiles implements Files {

    private final FakeDisk disk;

    public FakeFiles(FakeDisk disk) {
        this.disk = disk;
    }

    @Override
    public String read(String path, int limit) {
        disk.faults().enter("read", path, false);
        Node node = disk.node(path, "read");
        if (node.kind != Kind.FILE) {
            throw new KernelException("cannot read " + path, Errno.EISDIR);
        }
        if (node.bytes.size() > limit) {
            throw new KernelException("cannot read " + path, Errno.EINVAL);
        }
        return node.bytes.text();
    }

    @Override
    public void replace(String path, String text, int mode) {
        disk.faults().enter("replace", path, true);
        disk.node(FakeDisk.folderOf(path), "open");
        int size = text.length();
        if (disk.faults().fitting(size) < size) {
            throw new KernelException("cannot write " + path, Errno.ENOSPC);
        }
        mustNotBeAFolder(path, "write");
        disk.fill(path, text, mode);
    }

    /** The keeper may die when half of it is written. */
    @Override
    public void overwriteEnd(String path, int count, String text) {
        disk.faults().enter("overwriteEnd", path, true);
        Node node = disk.node(path, "write");
        if (node.kind != Kind.FILE || node.bytes.size() < count) {
            throw new KernelException("cannot write " + path, Errno.EINVAL);
        }
        node.bytes.cut(node.bytes.size() - count);
        int half = disk.faults().fitting(text.length() / 2);
        disk.extend(path, text.substring(0, half));
        disk.faults().reach("overwriteEnd", path, true);
        if (disk.faults().fitting(text.length()) < text.length()) {
            throw new KernelException("cannot write " + path, Errno.ENOSPC);
        }
        disk.extend(path, text.substring(half));
    }

    @Override
    public void rename(String from, String to) {
        disk.faults().enter("rename", from, true);
        if (!disk.isFolder(from)) {
            mustNotBeAFolder(to, "replace");
        }
        disk.rename(from, to);
    }

    @Override
    public void remove(String path) {
        disk.faults().enter("remove", path, true);
        mustNotBeAFolder(path, "remove");
        disk.remove(path);
    }

    private void mustNotBeAFolder(String path, String tried) {
        if (disk.isFolder(path)) {
            throw new KernelException("cannot " + tried + " " + path, Errno.EISDIR);
        }
    }

    @Override
    public List<String> names(String folder) {
        disk.faults().enter("names", folder, false);
        return disk.names(folder);
    }

    @Override
    public void makeFolder(String path, int mode) {
        disk.faults().enter("makeFolder", path, disk.find(path).isEmpty());
        disk.makeFolders(path, mode);
    }

    @Override
    public Optional<Facts> facts(String path) {
        disk.faults().enter("facts", path, false);
        return disk.find(path).map(Node::facts);
    }

    @Override
    public Optional<String> link(String path) {
        disk.faults().touch();
        return Optional.empty();
    }

    @Override
    public int userId() {
        disk.faults().touch();
        return 0;
    }
}
