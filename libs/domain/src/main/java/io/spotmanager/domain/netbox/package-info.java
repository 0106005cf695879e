/** The port to the inventory of machines. */
@NullMarked
package io.spotmanager.domain.netbox;

import org.jspecify.annotations.NullMarked;
