/** What is seen of the service by Prometheus. */
@NullMarked
package io.spotmanager.system.observe;

import org.jspecify.annotations.NullMarked;
