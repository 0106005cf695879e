/** What the parts depend on, and whether it answers: looked at by each part that uses it, and told by all. */
@NullMarked
package io.spotmanager.workflow.health;

import org.jspecify.annotations.NullMarked;
