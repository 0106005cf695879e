/** The command line of {@code spot}: a client of the gateway's API, and nothing more. */
@NullMarked
package io.spotmanager.cli;

import org.jspecify.annotations.NullMarked;
