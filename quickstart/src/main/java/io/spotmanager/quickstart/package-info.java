/** All parts in one process, on a database and a broker that it brings along. */
@NullMarked
package io.spotmanager.quickstart;

import org.jspecify.annotations.NullMarked;
