/** What is remembered of the history outside of the database, and the hold when the database has less. */
@NullMarked
package io.spotmanager.workflow.witness;

import org.jspecify.annotations.NullMarked;
