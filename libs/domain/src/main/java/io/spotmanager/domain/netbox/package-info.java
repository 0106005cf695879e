/** The port to NetBox. */
@NullMarked
package io.spotmanager.domain.netbox;

import org.jspecify.annotations.NullMarked;
