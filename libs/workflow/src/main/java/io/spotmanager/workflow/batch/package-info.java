/** Batches work that no caller waits for, so that several items share one statement or message. */
@NullMarked
package io.spotmanager.workflow.batch;

import org.jspecify.annotations.NullMarked;
