/** What the kernel relies on in a broker, asked of every broker that there is. */
@NullMarked
package io.spotmanager.system.broker;

import org.jspecify.annotations.NullMarked;
