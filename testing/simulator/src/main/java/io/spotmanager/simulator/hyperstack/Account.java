package io.spotmanager.simulator.hyperstack;

import java.util.concurrent.atomic.AtomicReference;

/** The resources of one customer, and the timings of their changes. */
record Account(Vms vms, Firewalls firewalls, AtomicReference<Timings> timings) {}
