/** HTTP for all clouds, with limits of time, size and rate. Each exchange returns an answer or throws a WireFailure. */
@NullMarked
package io.spotmanager.clouds.wire;

import org.jspecify.annotations.NullMarked;
