/** Keeps what the gateway reads about pools and hosts, so that a board never waits for the cloud. */
@NullMarked
package io.spotmanager.inventory;

import org.jspecify.annotations.NullMarked;
