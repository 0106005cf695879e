package io.spotmanager.simulator.hyperstack;

import java.util.concurrent.atomic.AtomicReference;

/** All that one customer has here: VMs and firewalls, and the pace at which they change. */
record Account(Vms vms, Firewalls firewalls, AtomicReference<Timings> pace) {}
