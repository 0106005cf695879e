/** The command line against a whole installation. */
@NullMarked
package io.spotmanager.system.cli;

import org.jspecify.annotations.NullMarked;
