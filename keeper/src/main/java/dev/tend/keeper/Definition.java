package dev.tend.keeper;

import dev.tend.service.ServiceSpec;

/**
 * A service file that has been read.
 *
 * @param path where it is
 * @param text what it says, kept so that a next keeper knows what is running even where the file is gone or broken by then
 */
public record Definition(String path, String text, ServiceSpec spec) {}
