package dev.tend.cli;

import java.util.List;

/** Another program, whose arguments, output and exit codes Tend takes over. */
interface Face {

    String name();

    /** Does as that program would, and returns what it would exit with. */
    int run(List<String> words, Host host);
}
