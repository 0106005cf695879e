/** The freeze, with every part as a process of its own. */
@NullMarked
package io.spotmanager.system.freeze;

import org.jspecify.annotations.NullMarked;
