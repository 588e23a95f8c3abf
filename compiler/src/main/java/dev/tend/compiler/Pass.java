package dev.tend.compiler;

/** One change of the generated C, or one check of it. */
interface Pass {

    /**
     * Changes the code.
     *
     * @throws UnexpectedCodeException if the code is not as expected
     */
    void apply(GeneratedCode code);
}
