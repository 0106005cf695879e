/** Pages of lists, and the positions at which they go on. */
@NullMarked
package io.spotmanager.gateway.paging;

import org.jspecify.annotations.NullMarked;
