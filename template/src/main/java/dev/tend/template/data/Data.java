package dev.tend.template.data;

import dev.tend.template.value.Position;

/**
 * Answers the questions of one evaluation of a template. A question is noted as a dependency of that template even where its answer
 * is not there yet, so that the template is evaluated again once it is.
 */
public interface Data {

    /**
     * Returns the answer to a question, if it is there. A function whose answer is not there yet gives the zero value of its
     * result; the evaluation goes on, to find out all that is missing, and its output is not used.
     *
     * @param position of the function call that asks
     */
    <A> Lookup<A> look(Dependency<A> dependency, Position position);

    /**
     * Notes that an answer is there, but is none that the function can use, such as that of a key that does not exist: the
     * function gives its zero value, and the output is not used. It is as if the answer were not there yet.
     *
     * @param position of the function call that asks
     */
    void misses(Dependency<?> dependency, Position position);
}
