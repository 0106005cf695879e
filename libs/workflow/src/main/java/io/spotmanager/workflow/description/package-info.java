/** What a workflow says of itself, as data: its states, what they are called, and what an operator may ask for in each. */
@NullMarked
package io.spotmanager.workflow.description;

import org.jspecify.annotations.NullMarked;
