/** The whole history as a file, and its verification without the service. */
@NullMarked
package io.spotmanager.workflow.history;

import org.jspecify.annotations.NullMarked;
