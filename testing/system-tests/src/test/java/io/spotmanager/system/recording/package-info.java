/** What releases left in the database and at the broker, kept as files, and ended by this one. */
@NullMarked
package io.spotmanager.system.recording;

import org.jspecify.annotations.NullMarked;
