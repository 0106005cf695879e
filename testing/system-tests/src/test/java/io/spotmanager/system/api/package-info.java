/** The description of the API as others use it: what it breaks, the clients that are generated from it, the examples. */
@NullMarked
package io.spotmanager.system.api;

import org.jspecify.annotations.NullMarked;
