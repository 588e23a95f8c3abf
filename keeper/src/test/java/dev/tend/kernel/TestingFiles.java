package dev.tend.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that can only be read. */
record TestingFiles(Map<String, String> texts) implements Files {

    @Override
    public String read(String path, int limit) {
        if (!texts.containsKey(path)) {
            throw new KernelException("cannot read " + path, Errno.ENOENT);
        }
        return texts.get(path);
    }

    @Override
    public void replace(String path, String text, int mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void overwriteEnd(String path, int count, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> names(String folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void makeFolder(String path, int mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Facts> facts(String path) {
        return texts.containsKey(path)
                ? Optional.of(new Facts(Kind.FILE, 0644, 0, 0, texts.get(path).length(), 0, 1))
                : Optional.empty();
    }

    @Override
    public Optional<String> link(String path) {
        return Optional.empty();
    }

    @Override
    public int userId() {
        return 0;
    }
}
