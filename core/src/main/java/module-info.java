/** Pure Java: what a service is, its state machine, its files, and what is said about it. No operating system. */
module dev.tend.core {
    exports dev.tend.exchange;
    exports dev.tend.format;
    exports dev.tend.format.bosh;
    exports dev.tend.format.going;
    exports dev.tend.format.monit;
    exports dev.tend.format.procfile;
    exports dev.tend.format.runit;
    exports dev.tend.format.systemd;
    exports dev.tend.format.tend;
    exports dev.tend.formats;
    exports dev.tend.lifecycle;
    exports dev.tend.manager;
    exports dev.tend.schedule;
    exports dev.tend.service;
    exports dev.tend.text;
    exports dev.tend.wire;
}
