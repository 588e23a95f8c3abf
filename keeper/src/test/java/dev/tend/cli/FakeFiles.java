package dev.tend.cli;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that are only looked at. All belong to root, and only root may write them, unless a test says otherwise. */
public final class FakeFiles implements Files {

    public int user = 1000;
    public final Map<String, Integer> owners = new TreeMap<>();
    public final Map<String, Integer> modes = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    public FakeFiles with(String path, String text) {
        texts.put(path, text);
        return this;
    }

    @Override
    public String read(String path, int limit) {
        if (!texts.containsKey(path)) {
            throw new KernelException("cannot read " + path, Errno.ENOENT);
        }
        return texts.get(path);
    }

    @Override
    public List<String> names(String folder) {
        if (modes.getOrDefault(folder, 0755) == 0) {
            throw new KernelException("cannot list " + folder, Errno.EACCES);
        }
        var names = new ArrayList<String>();
        for (String path : texts.keySet()) {
            String rest = path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : "";
            String name = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            throw new KernelException("cannot list " + folder, Errno.ENOENT);
        }
        return names;
    }

    @Override
    public Optional<Facts> facts(String path) {
        boolean folder = path.equals("/") || texts.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
        if (!folder && !texts.containsKey(path)) {
            return Optional.empty();
        }
        long size = folder ? 0 : texts.get(path).getBytes(StandardCharsets.UTF_8).length;
        int owner = owners.getOrDefault(path, 0);
        return Optional.of(new Facts(
                folder ? Kind.FOLDER : Kind.FILE, modes.getOrDefault(path, 0644), owner, 0, size, 0, path.hashCode()));
    }

    @Override
    public Optional<String> link(String path) {
        return Optional.empty();
    }

    @Override
    public int userId() {
        return user;
    }

    /** Returns the same files, for code that reads them piecemeal. */
    public Streams streams() {
        return (Streams) Proxy.newProxyInstance(
                FakeFiles.class.getClassLoader(), new Class<?>[] {Streams.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("readAt")) {
                        throw new AssertionError("nobody is expected to call " + method.getName());
                    }
                    return readAt((String) arguments[0], (long) arguments[1], (byte[]) arguments[2]);
                });
    }

    private int readAt(String path, long position, byte[] into) {
        if (!texts.containsKey(path)) {
            return -Errno.ENOENT;
        }
        byte[] bytes = texts.get(path).getBytes(StandardCharsets.UTF_8);
        int count = (int) Math.max(0, Math.min(into.length, bytes.length - position));
        System.arraycopy(bytes, (int) Math.min(position, bytes.length), into, 0, count);
        return count;
    }

    @Override
    public void replace(String path, String text, int mode) {
        throw new AssertionError("nothing is written here");
    }

    @Override
    public void overwriteEnd(String path, int count, String text) {
        throw new AssertionError("nothing is written here");
    }

    @Override
    public void rename(String from, String to) {
        throw new AssertionError("nothing is written here");
    }

    @Override
    public void remove(String path) {
        throw new AssertionError("nothing is written here");
    }

    @Override
    public void makeFolder(String path, int mode) {
        throw new AssertionError("nothing is written here");
    }
}
