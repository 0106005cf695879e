/** The schema of the shared database, and the one place that changes it. */
@NullMarked
package io.spotmanager.db;

import org.jspecify.annotations.NullMarked;
