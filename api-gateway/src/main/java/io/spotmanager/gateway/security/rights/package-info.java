/** On which hosts people and tokens may act: the limits of each, and the check of each request. */
@NullMarked
package io.spotmanager.gateway.security.rights;

import org.jspecify.annotations.NullMarked;
