/** Everything in one process, as somebody tries it on the first day. */
@NullMarked
package io.spotmanager.system.quickstart;

import org.jspecify.annotations.NullMarked;
