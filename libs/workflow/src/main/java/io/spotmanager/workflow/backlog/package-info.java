/** How much work is open and waits, as metrics. */
@NullMarked
package io.spotmanager.workflow.backlog;

import org.jspecify.annotations.NullMarked;
