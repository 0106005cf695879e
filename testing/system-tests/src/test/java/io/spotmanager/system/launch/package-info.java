/** Launches whose hosts and networks are those of a real Nova and Neutron. */
@NullMarked
package io.spotmanager.system.launch;

import org.jspecify.annotations.NullMarked;
