package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Flavor;

/** A flavor that a region sells, with the GPUs in it. */
record Offer(int id, Flavor flavor, String gpu, int gpus, Region region) {}
