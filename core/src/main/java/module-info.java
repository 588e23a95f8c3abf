/** Pure Java: what a service is, its state machine, its files, and what is said about it. No operating system. */
module dev.tend.core {
    exports dev.tend.dialect;
    exports dev.tend.exchange;
    exports dev.tend.lifecycle;
    exports dev.tend.manager;
    exports dev.tend.schedule;
    exports dev.tend.service;
    exports dev.tend.text;
    exports dev.tend.wire;
}
