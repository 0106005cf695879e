/** Log lines that no value can forge. */
@NullMarked
package io.spotmanager.workflow.logging;

import org.jspecify.annotations.NullMarked;
