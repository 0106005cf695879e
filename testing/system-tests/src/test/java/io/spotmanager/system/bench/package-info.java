/** Benchmarks of whole moves with all parts as separate processes on one machine. */
@org.jspecify.annotations.NullMarked
package io.spotmanager.system.bench;
