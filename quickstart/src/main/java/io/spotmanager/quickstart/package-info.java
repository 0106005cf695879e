/** All parts in one process, with an embedded database and broker. */
@NullMarked
package io.spotmanager.quickstart;

import org.jspecify.annotations.NullMarked;
