package dev.tend.kernel;

import java.util.Map;
import java.util.Optional;

/** Files that can only be read. */
public final class TestingFiles extends TestingTree {

    private final Map<String, String> texts;

    public TestingFiles(Map<String, String> texts) {
        this.texts = texts;
    }

    @Override
    public String read(String path, int limit) {
        if (!texts.containsKey(path)) {
            throw new KernelException("cannot read " + path, Errno.ENOENT);
        }
        return texts.get(path);
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
