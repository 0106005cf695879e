/** What holds for the code of the whole house. */
@NullMarked
package io.spotmanager.system.rules;

import org.jspecify.annotations.NullMarked;
