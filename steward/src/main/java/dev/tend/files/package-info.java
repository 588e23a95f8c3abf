/**
 * Data from files: a directory that stands for Consul, the files that templates read, and the environment. Files are watched by inotify,
 * and read only where they are regular and lie where they should.
 */
package dev.tend.files;
