package dev.tend.instance;

import dev.tend.kernel.Processes.Delivery;

/** Who has to know what became of the signals for the processes of instances. */
public interface DeliveryListener {

    void delivered(Instance instance, int pid, Delivery delivery);
}
