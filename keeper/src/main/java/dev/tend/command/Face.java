package dev.tend.command;

import java.util.List;

/** Another program, whose arguments, output and exit codes Tend takes over. */
public interface Face {

    String name();

    /** Does as that program would, and returns what it would exit with. */
    int run(List<String> words, Host host);
}
