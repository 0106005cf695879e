/** What a workflow author writes: a step, and what it answers. */
@NullMarked
package io.spotmanager.workflow.step;

import org.jspecify.annotations.NullMarked;
