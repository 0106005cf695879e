/** The port to the OpenStack cloud that runs the hosts, and the values that it returns. */
@NullMarked
package io.spotmanager.domain.compute;

import org.jspecify.annotations.NullMarked;
