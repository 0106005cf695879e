/** Commands that must reach the broker, kept in the database until it has confirmed them. */
@NullMarked
package io.spotmanager.workflow.outbox;

import org.jspecify.annotations.NullMarked;
