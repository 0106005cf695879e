/** Rules for the code of all modules. */
@NullMarked
package io.spotmanager.system.rules;

import org.jspecify.annotations.NullMarked;
