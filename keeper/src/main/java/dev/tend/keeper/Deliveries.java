package dev.tend.keeper;

import dev.tend.kernel.Processes.Delivery;

/** Who has to know what became of the signals for the processes of instances. */
interface Deliveries {

    void delivered(Instance instance, int pid, Delivery delivery);
}
