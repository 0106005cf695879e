/** All parts in one process, as on a first trial. */
@NullMarked
package io.spotmanager.system.quickstart;

import org.jspecify.annotations.NullMarked;
