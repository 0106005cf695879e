/** Tells the world, after the commit, that an operation has changed. */
@NullMarked
package io.spotmanager.workflow.event;

import org.jspecify.annotations.NullMarked;
