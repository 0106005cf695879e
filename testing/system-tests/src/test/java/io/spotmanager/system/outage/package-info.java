/** The broker, the database or the network between the parts stops under load and returns, maybe without its data. */
@NullMarked
package io.spotmanager.system.outage;

import org.jspecify.annotations.NullMarked;
