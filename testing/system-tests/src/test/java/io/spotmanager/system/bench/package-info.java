/** How fast whole moves are, through every part, as separate processes on one machine. */
@org.jspecify.annotations.NullMarked
package io.spotmanager.system.bench;
