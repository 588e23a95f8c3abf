package dev.tend.simulation;

/** An exception that nobody expects, where the keeper asks something of the system: what a fault of its own looks like. */
final class PlantedFaults extends RuntimeException {

    private static final long serialVersionUID = 1;

    PlantedFaults() {
        super("planted");
    }
}
