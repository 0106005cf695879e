/** Who is asking, and what this installation offers them. */
@NullMarked
package io.spotmanager.gateway.me;

import org.jspecify.annotations.NullMarked;
