/** The freeze of all workflows: who has frozen what and why, and lifting it again. */
@NullMarked
package io.spotmanager.gateway.freeze;

import org.jspecify.annotations.NullMarked;
