/** Commands that a second person has to approve before they begin, by the rules of the settings. */
@NullMarked
package io.spotmanager.gateway.approvals;

import org.jspecify.annotations.NullMarked;
