package dev.tend.control;

import java.util.Iterator;
import java.util.function.Function;

/** Makes each of some things of another one, when it is asked for. */
final class MappedIterator<F, T> implements Iterator<T> {

    private final Iterator<F> from;
    private final Function<? super F, ? extends T> made;

    MappedIterator(Iterator<F> from, Function<? super F, ? extends T> made) {
        this.from = from;
        this.made = made;
    }

    @Override
    public boolean hasNext() {
        return from.hasNext();
    }

    @Override
    public T next() {
        return made.apply(from.next());
    }
}
