package dev.tend.instance;

import dev.tend.service.ServiceSpec;

/**
 * A service file that has been read.
 *
 * @param path the path of the file
 * @param text the content of the file, kept so that the next keeper knows what is running even where the file is gone or broken by
 * then
 * @param cost the memory that it takes in the keeper, in bytes
 */
public record Definition(String path, String text, ServiceSpec spec, long cost) {

    public Definition(String path, String text, ServiceSpec spec) {
        this(path, text, spec, MemoryCost.of(path, text, spec));
    }
}
