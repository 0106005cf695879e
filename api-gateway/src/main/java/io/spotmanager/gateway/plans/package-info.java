/** Many operations at once: looked at together, committed together, and begun a few at a time. */
@NullMarked
package io.spotmanager.gateway.plans;

import org.jspecify.annotations.NullMarked;
