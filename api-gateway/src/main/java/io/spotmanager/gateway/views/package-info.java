/** Filters of the list of operations that people keep under a name, for themselves or for all. */
@NullMarked
package io.spotmanager.gateway.views;

import org.jspecify.annotations.NullMarked;
