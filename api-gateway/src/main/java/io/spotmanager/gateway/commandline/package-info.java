/** The commands of {@code ./spot} that ask a running gateway. */
@NullMarked
package io.spotmanager.gateway.commandline;

import org.jspecify.annotations.NullMarked;
