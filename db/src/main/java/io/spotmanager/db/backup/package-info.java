/** Backups of the database, and their restoration. */
@NullMarked
package io.spotmanager.db.backup;

import org.jspecify.annotations.NullMarked;
