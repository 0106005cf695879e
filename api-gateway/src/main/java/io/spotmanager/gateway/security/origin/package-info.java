/** Where a request comes from, and by which id it is found again. */
@NullMarked
package io.spotmanager.gateway.security.origin;

import org.jspecify.annotations.NullMarked;
