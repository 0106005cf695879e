/** People with a log-in of their own. */
@NullMarked
package io.spotmanager.gateway.security.people;

import org.jspecify.annotations.NullMarked;
