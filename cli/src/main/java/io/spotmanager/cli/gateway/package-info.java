/** Talking to a gateway: where it is, the log-in, what is sent again and what is not. */
@NullMarked
package io.spotmanager.cli.gateway;

import org.jspecify.annotations.NullMarked;
