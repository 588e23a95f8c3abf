package dev.tend.simulation;

/** An unexpected exception in a call to the system, which looks like a fault of the keeper itself. */
final class PlantedFaults extends RuntimeException {

    private static final long serialVersionUID = 1;

    PlantedFaults() {
        super("planted");
    }
}
