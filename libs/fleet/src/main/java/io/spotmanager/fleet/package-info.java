/** The fleet as it was last read: its tables, who writes and who reads them, and the message between the two. */
@NullMarked
package io.spotmanager.fleet;

import org.jspecify.annotations.NullMarked;
