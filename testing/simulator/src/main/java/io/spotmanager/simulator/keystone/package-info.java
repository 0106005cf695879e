/** Imitates Keystone v3: version documents, the service catalog and expiring tokens. */
@NullMarked
package io.spotmanager.simulator.keystone;

import org.jspecify.annotations.NullMarked;
