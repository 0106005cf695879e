/** Imitates the part of RunPod's GraphQL API with which a host account registers machines. */
@NullMarked
package io.spotmanager.simulator.runpod;

import org.jspecify.annotations.NullMarked;
