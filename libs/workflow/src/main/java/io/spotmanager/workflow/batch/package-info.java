/** Work that nobody waits for, put together so that neighbours share a statement or a message. */
@NullMarked
package io.spotmanager.workflow.batch;

import org.jspecify.annotations.NullMarked;
