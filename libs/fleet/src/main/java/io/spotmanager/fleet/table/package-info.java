/** The rows of the snapshot as they stand in the database; a component is a column. */
@NullMarked
package io.spotmanager.fleet.table;

import org.jspecify.annotations.NullMarked;
