package dev.tend.render;

import dev.tend.template.data.Data;
import dev.tend.template.value.GoString;

/** The language of templates. For any thread. */
interface Engine {

    /** A template that is ready to be evaluated, any number of times. */
    interface Program {

        /** @throws TemplateError where the evaluation fails */
        GoString evaluate(Data data);
    }

    /**
     * Parses a template.
     *
     * @param name of the template, for errors
     * @throws TemplateError where it is invalid
     */
    Program parse(String name, GoString source, String left, String right);
}
