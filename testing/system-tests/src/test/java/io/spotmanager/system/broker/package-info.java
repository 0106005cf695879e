/** The promises of a broker that the kernel needs, tested with every available broker. */
@NullMarked
package io.spotmanager.system.broker;

import org.jspecify.annotations.NullMarked;
