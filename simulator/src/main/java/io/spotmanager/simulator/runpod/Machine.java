package io.spotmanager.simulator.runpod;

/** A machine of the host account; its certificate lets one host join as it. */
record Machine(String id, String name, String installCert) {}
