/** HTTP for all clouds, with limits of time, size and rate. Each exchange returns an answer or throws a HttpFailure. */
@NullMarked
package io.spotmanager.clouds.http;

import org.jspecify.annotations.NullMarked;
