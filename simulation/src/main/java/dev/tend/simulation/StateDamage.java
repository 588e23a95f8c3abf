package dev.tend.simulation;

import dev.tend.kernel.Files.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The effects of a full disk, a crash or a careless administrator on state files while no keeper runs. */
final class StateDamage {

    private final FakeDisk disk;
    private final SeededRandom chance;
    private final String folder;

    /** Instances whose state was damaged, until a keeper has taken them over. */
    private final Set<String> damaged = new TreeSet<>();

    StateDamage(FakeDisk disk, SeededRandom chance, String folder) {
        this.disk = disk;
        this.chance = chance;
        this.folder = folder;
    }

    /** Damages some files, each in another way. */
    void some() {
        for (int i = 1 + chance.below(3); i > 0; i--) {
            var names = disk.names(folder);
            if (!names.isEmpty()) {
                one(names.get(chance.below(names.size())), names);
            }
        }
    }

    Set<String> damaged() {
        return damaged;
    }

    private void one(String name, List<String> names) {
        damaged.add(name);
        String path = folder + "/" + name;
        var node = disk.node(path, "open");
        if (node.kind != Kind.FILE) {
            return;
        }
        byte[] bytes = disk.text(path).getBytes(StandardCharsets.UTF_8);
        switch (chance.below(6)) {
            case 0 -> node.bytes.cut(chance.below(bytes.length + 1));
            case 1, 2 -> change(node, bytes);
            case 3 -> disk.delete(path);
            case 4 -> {
                disk.delete(path);
                disk.makeFolders(path, 0755);
            }
            default -> disk.put(path, disk.text(folder + "/" + names.get(chance.below(names.size()))));
        }
    }

    private void change(Node node, byte[] bytes) {
        if (bytes.length > 0) {
            bytes[chance.below(bytes.length)] ^= (byte) (1 + chance.below(127));
            node.bytes.clear();
            node.bytes.add(bytes, 0, bytes.length);
        }
    }
}
