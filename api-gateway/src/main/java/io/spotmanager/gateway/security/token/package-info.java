/** Keys of scripts: made by an admin, shown once, kept as a hash, good until they expire or are revoked. */
@NullMarked
package io.spotmanager.gateway.security.token;

import org.jspecify.annotations.NullMarked;
