package dev.tend.instance;

import dev.tend.service.ServiceSpec;

/**
 * A service file that has been read.
 *
 * @param path where it is
 * @param text what it says, kept so that a next keeper knows what is running even where the file is gone or broken by then
 * @param cost what it takes of the keeper's memory, in bytes
 */
public record Definition(String path, String text, ServiceSpec spec, long cost) {

    public Definition(String path, String text, ServiceSpec spec) {
        this(path, text, spec, MemoryCost.of(path, text, spec));
    }
}
