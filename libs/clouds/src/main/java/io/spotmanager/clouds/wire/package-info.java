/** How every cloud is spoken to: bounded in time, size and rate, with each outcome either an answer or a named failure. */
@NullMarked
package io.spotmanager.clouds.wire;

import org.jspecify.annotations.NullMarked;
