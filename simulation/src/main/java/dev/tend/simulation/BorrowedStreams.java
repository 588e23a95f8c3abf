package dev.tend.simulation;

import dev.tend.kernel.Streams;
import java.util.Optional;

/** Streams that are implemented by another object, except for the methods that are overridden. */
interface BorrowedStreams extends Streams {

    Streams streams();

    @Override
    default int openFifo(String path, Optional<String> owner, long size) {
        return streams().openFifo(path, owner, size);
    }

    @Override
    default int openLog(String path) {
        return streams().openLog(path);
    }

    @Override
    default int openAppending(String path) {
        return streams().openAppending(path);
    }

    @Override
    default long end(int descriptor) {
        return streams().end(descriptor);
    }

    @Override
    default long splice(int from, int to, long position, long count) {
        return streams().splice(from, to, position, count);
    }

    @Override
    default int writeAt(int descriptor, byte[] from, long position) {
        return streams().writeAt(descriptor, from, position);
    }

    @Override
    default int peek(int pipe, byte[] into) {
        return streams().peek(pipe, into);
    }

    @Override
    default int skip(int pipe, int count) {
        return streams().skip(pipe, count);
    }

    @Override
    default int available(int pipe) {
        return streams().available(pipe);
    }

    @Override
    default int capacity(int pipe) {
        return streams().capacity(pipe);
    }

    @Override
    default int resize(int pipe, long size) {
        return streams().resize(pipe, size);
    }

    @Override
    default int write(int descriptor, byte[] from, int offset, int count) {
        return streams().write(descriptor, from, offset, count);
    }

    @Override
    default int readAt(String path, long position, byte[] into) {
        return streams().readAt(path, position, into);
    }

    @Override
    default int openToRead(String path) {
        return streams().openToRead(path);
    }

    @Override
    default int readAt(int descriptor, long position, byte[] into) {
        return streams().readAt(descriptor, position, into);
    }

    @Override
    default long inode(int descriptor) {
        return streams().inode(descriptor);
    }

    @Override
    default boolean isHeld(String fifo) {
        return streams().isHeld(fifo);
    }

    @Override
    default long size(int descriptor) {
        return streams().size(descriptor);
    }

    @Override
    default int truncate(int descriptor, long size) {
        return streams().truncate(descriptor, size);
    }

    @Override
    default int listen(String path, Optional<String> group) {
        return streams().listen(path, group);
    }

    @Override
    default Optional<Connection> accept(int listener) {
        return streams().accept(listener);
    }

    @Override
    default boolean isClosedByPeer(int connection) {
        return streams().isClosedByPeer(connection);
    }

    @Override
    default int console() {
        return streams().console();
    }

    @Override
    default int errors() {
        return streams().errors();
    }
}
