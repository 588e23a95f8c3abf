package dev.tend.instance;

import dev.tend.kernel.Processes.Delivery;

/** A listener to the results of signals to the processes of instances. */
public interface DeliveryListener {

    void delivered(Instance instance, int pid, Delivery delivery);
}
