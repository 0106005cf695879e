/** The broker or the database stops under load and returns, the broker without its data. */
@NullMarked
package io.spotmanager.system.outage;

import org.jspecify.annotations.NullMarked;
