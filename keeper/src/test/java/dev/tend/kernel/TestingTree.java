package dev.tend.kernel;

import java.util.List;
import java.util.Optional;

/** Files of which nothing can be done but what a test adds. */
public abstract class TestingTree implements Files {

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
        throw new UnsupportedOperationException();
    }
}
