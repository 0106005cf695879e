/** The commands. Each asks the gateway and says what it answered. */
@NullMarked
package io.spotmanager.cli.command;

import org.jspecify.annotations.NullMarked;
