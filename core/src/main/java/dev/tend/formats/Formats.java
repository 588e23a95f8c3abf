package dev.tend.formats;

import dev.tend.format.FileFormat;
import dev.tend.format.FileNames;
import dev.tend.format.Parsed;
import dev.tend.format.going.GoingFile;
import dev.tend.format.tend.ServiceFile;

/** The formats there are. */
public enum Formats implements FileFormat {
    /** tend-service(5). */
    NATIVE {
        @Override
        public boolean hasDefaults() {
            return true;
        }

        @Override
        public boolean isServiceFile(String name) {
            return ServiceFile.isServiceFile(name);
        }

        @Override
        public Parsed parse(String path, String name, String text) {
            return ServiceFile.parse(path, name, text);
        }
    },

    /**
     * The format of going, which takes every file but dot-files; copies by editors and packagers would be second
     * processes.
     */
    GOING {
        @Override
        public boolean isServiceFile(String name) {
            return !name.startsWith(".") && !FileNames.isCopy(name);
        }

        @Override
        public Parsed parse(String path, String name, String text) {
            return GoingFile.parse(path, name, text);
        }
    }
}
