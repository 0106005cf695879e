/** The current user and the features of this installation. */
@NullMarked
package io.spotmanager.gateway.me;

import org.jspecify.annotations.NullMarked;
