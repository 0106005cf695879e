/** API tokens for scripts: created by an admin, shown once, stored as a hash, valid until they expire or are revoked. */
@NullMarked
package io.spotmanager.gateway.security.token;

import org.jspecify.annotations.NullMarked;
